import { describe, expect, it } from '@jest/globals';
import {
  germanDate,
  germanLongDate,
  germanMoney,
  germanNumber,
  germanText,
  germanTime,
  groupedIban,
} from './german-typography.ts';

/** Makes the special spaces visible: ~ does not break, ^ is the narrow one. */
const shown = (text: string): string => text.replaceAll('\u00a0', '~').replaceAll('\u202f', '^');

describe('German typography', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['Der Antrag "Neubau" wird genehmigt.', 'Der Antrag „Neubau“ wird genehmigt.'],
    ['("in Klammern") und "zwei Wörter".', '(„in Klammern“) und „zwei Wörter“.'],
    [`Er sagte: "Das 'Haus' steht."`, 'Er sagte: „Das ‚Haus‘ steht.“'],
    ["Hans' Hund, geht's?", 'Hans’ Hund, geht’s?'],
    ['nach § 12 Abs. 3 Nr. 4 HundStG', 'nach §~12 Abs.~3 Nr.~4 HundStG'],
    ['§§ 5 und 6', '§§~5 und 6'],
    ['z. B. oder z.B. am 3. Oktober', 'z.^B. oder z.^B. am 3.~Oktober'],
    ['d. h. i. d. R. sofort', 'd.^h. i.^d.^R. sofort'],
    ['96 Euro, 5 % und 12 Uhr', '96~Euro, 5~% und 12~Uhr'],
    ['binnen 14 Tagen oder 1 Monat', 'binnen 14~Tagen oder 1~Monat'],
    ['Montag - Freitag, 8 - 12 Uhr', 'Montag – Freitag, 8–12~Uhr'],
    ['2026-11-21 bleibt', '2026-11-21 bleibt'],
    ['Warten...', 'Warten…'],
    ['Frau Dr. Adam', 'Frau Dr.~Adam'],
    ['Er heißt A. B. Meier', 'Er heißt A. B. Meier'],
  ];
  for (const [given, expected] of texts) {
    it(`given ${given}, then it is set as ${expected}`, () => {
      expect(shown(germanText(given))).toBe(expected);
    });
  }

  it('given amounts, then they are exact, grouped and do not break', () => {
    expect(shown(germanMoney(1234.5))).toBe('1.234,50~€');
    expect(shown(germanMoney('123456789012345.67'))).toBe('123.456.789.012.345,67~€');
    expect(shown(germanMoney(-0.5))).toBe('-0,50~€');
    expect(() => germanMoney('1,5')).toThrow(RangeError);
    expect(() => germanMoney(Number.NaN)).toThrow(RangeError);
    expect(germanNumber(1234567.891)).toBe('1.234.567,891');
    expect(germanNumber(7, 2)).toBe('7,00');
  });

  it('given dates, then the day is the one at the office', () => {
    expect(germanDate('2026-03-01')).toBe('01.03.2026');
    expect(shown(germanLongDate('2026-03-01'))).toBe('1.~März 2026');
    expect(germanDate('2026-12-31T23:30:00Z')).toBe('01.01.2027');
    expect(shown(germanTime('2026-07-01T12:05:00Z'))).toBe('14:05~Uhr');
    for (const wrong of ['2026-02-30', 'morgen', '2026-13-01', '']) expect(() => germanDate(wrong)).toThrow(RangeError);
  });

  it('given an IBAN, then it stands in groups of four', () => {
    expect(shown(groupedIban('DE02120300000000202051'))).toBe('DE02~1203~0000~0000~2020~51');
  });
});
