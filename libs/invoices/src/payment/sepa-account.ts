import { isIban } from '../iban.ts';

/** Length of an IBAN by country (ISO 13616 registry), for the countries of the SEPA (EPC409-09). */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AL: 28,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  RS: 22,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
};

/** An account a SEPA credit transfer can go to, without blanks; undefined for any other text. */
export function sepaIban(text: string): string | undefined {
  const iban = text.replace(/\s/g, '').toUpperCase();
  return LENGTHS[iban.slice(0, 2)] === iban.length && isIban(iban) ? iban : undefined;
}

/** A BIC of eight or eleven signs (ISO 9362), undefined for any other text. */
export function bicOf(text: string | undefined): string | undefined {
  const bic = text?.replace(/\s/g, '').toUpperCase() ?? '';
  return /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic) ? bic : undefined;
}
