/** The remainder modulo 97 of a text in which A is 10 and Z is 35 (ISO/IEC 7064 MOD 97-10), digit by digit. */
export function mod97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/** Whether a text is an IBAN by form and check digits (ISO 13616); blanks are ignored. */
export function isIban(text: string): boolean {
  const compact = text.replace(/\s/g, '');
  if (!/^[A-Z]{2}[0-9]{2}[A-Za-z0-9]{0,30}$/.test(compact)) return false;
  return mod97((compact.slice(4) + compact.slice(0, 4)).toUpperCase()) === 1;
}
