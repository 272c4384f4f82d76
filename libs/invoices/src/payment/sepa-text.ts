/** What German banks write instead of a sign outside the set of the SEPA implementation guidelines. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ẞ: 'SS',
  Æ: 'AE',
  æ: 'ae',
  Ø: 'O',
  ø: 'o',
  Œ: 'OE',
  œ: 'oe',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  '&': '+',
  '€': 'EUR',
  '–': '-',
  '—': '-',
  '„': "'",
  '“': "'",
  '”': "'",
  '’': "'",
  '‘': "'",
  '"': "'",
  _: '-',
  ';': ',',
  '#': ' ',
};

/**
 * A text in the character set every bank of the SEPA takes (EPC guidelines: letters, digits and `/-?:().,'+` and blank), at
 * most `length` signs. Umlauts are written out, accents dropped, all else becomes a blank.
 */
export function sepaText(text: string, length: number): string {
  const written = text
    .normalize('NFC')
    .replace(/./gsu, (sign) => REPLACEMENTS[sign] ?? sign)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9/?:().,'+\- ]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return written.slice(0, length).trim();
}

/** As {@link sepaText}, for references: banks refuse those that begin or end with a slash, or have two beside each other. */
export function sepaReference(text: string, length = 35): string {
  return sepaText(text, length)
    .replace(/\/{2,}/g, '/')
    .replace(/^\/|\/$/g, '');
}
