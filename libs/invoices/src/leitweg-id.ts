import { mod97 } from './iban.ts';

/** Why a Leitweg-ID is valid or not. */
export type LeitwegIdReason =
  'ok' | 'characters' | 'format' | 'missing-check-digits' | 'length-coarse' | 'length-fine' | 'state' | 'checksum';

export interface LeitwegIdResult {
  readonly valid: boolean;
  readonly reason: LeitwegIdReason;
  readonly message: string;
  readonly messageDe: string;
}

const explanations: Readonly<Record<LeitwegIdReason, readonly [string, string]>> = {
  ok: ['The Leitweg-ID is valid.', 'Die Leitweg-ID ist gültig.'],
  characters: [
    'Expected letters, digits and hyphens only. Check for dashes, blanks and umlauts.',
    'Nur Buchstaben, Ziffern und Bindestriche sind erlaubt. Bitte auf Gedankenstriche, Leerzeichen und Umlaute prüfen.',
  ],
  format: [
    'Expected digits, a hyphen, an optional part of letters and digits with a hyphen, and two check digits.',
    'Erwartet werden Ziffern, ein Bindestrich, wahlweise Buchstaben und Ziffern mit Bindestrich und zwei Prüfziffern.',
  ],
  'missing-check-digits': [
    'The two check digits after the last hyphen are missing.',
    'Die zwei Prüfziffern nach dem letzten Bindestrich fehlen.',
  ],
  'length-coarse': [
    'Expected 2, 3, 5, 8, 9 or 12 digits before the first hyphen.',
    'Vor dem ersten Bindestrich müssen 2, 3, 5, 8, 9 oder 12 Ziffern stehen.',
  ],
  'length-fine': [
    'Expected at most 30 letters and digits between the hyphens.',
    'Zwischen den Bindestrichen sind höchstens 30 Buchstaben und Ziffern erlaubt.',
  ],
  state: [
    'Expected the first two digits to name a state (01 to 16) or the federation (99).',
    'Die ersten zwei Ziffern müssen ein Land (01 bis 16) oder den Bund (99) nennen.',
  ],
  checksum: [
    'The check digits do not belong to the rest. Check the number for transposed or mistyped characters.',
    'Die Prüfziffern passen nicht zum Rest. Bitte auf vertauschte oder vertippte Zeichen prüfen.',
  ],
};

/** Digits down to state, district, county, municipality; nine and twelve where an association of municipalities counts. */
const coarseLengths: ReadonlySet<number> = new Set([2, 3, 5, 8, 9, 12]);
const maximumFineLength = 30;

/**
 * Checks a Leitweg-ID, the routing number of German public buyers, by form (coarse part, optional fine part, check
 * digits) and check digits (ISO/IEC 7064 MOD 97-10). Only the digits the generation rule yields count as right: 98 minus
 * the remainder, so 02 to 98, although others would pass the congruence.
 */
export function checkLeitwegId(value: string): LeitwegIdResult {
  const reason = reasonFor(value);
  const [message, messageDe] = explanations[reason];
  return { valid: reason === 'ok', reason, message, messageDe };
}

function reasonFor(value: string): LeitwegIdReason {
  if (!/^[0-9A-Za-z-]*$/.test(value)) return 'characters';
  const parts = value.split('-');
  const [coarse = '', second = '', third] = parts;
  if (!/^[0-9]+$/.test(coarse) || parts.length > 3 || parts.includes('')) return 'format';
  if (!coarseLengths.has(coarse.length)) return 'length-coarse';
  if (!isState(coarse.slice(0, 2))) return 'state';
  const check = third ?? second;
  if (third === undefined && check.length !== 2) return 'missing-check-digits';
  if (!/^[0-9]{2}$/.test(check)) return 'format';
  const fine = third === undefined ? '' : second;
  if (fine.length > maximumFineLength) return 'length-fine';
  // The remainder of the number with two zeros in place of the check digits.
  const expected = 98 - mod97(`${coarse}${fine.toUpperCase()}00`);
  return Number(check) === expected ? 'ok' : 'checksum';
}

function isState(digits: string): boolean {
  const number = Number(digits);
  return (number >= 1 && number <= 16) || number === 99;
}
