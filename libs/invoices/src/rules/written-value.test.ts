import { describe, expect, it } from '@jest/globals';
import { writtenAmount, writtenDay } from './written-value.ts';

describe('values in findings', () => {
  it.each([
    ['14875.59', 'EUR', '14.875,59 EUR', '14,875.59 EUR'],
    ['-1234567.1', 'CHF', '-1.234.567,10 CHF', '-1,234,567.10 CHF'],
    ['999', undefined, '999,00', '999.00'],
    ['12345678901234567890.123', 'EUR', '12.345.678.901.234.567.890,123 EUR', '12,345,678,901,234,567,890.123 EUR'],
    ['–', 'EUR', '–', '–'],
    ['1e3', 'EUR', '1e3', '1e3'],
  ])('given the amount %s %s, then it is %s in German and %s in English', (value, currency, de, en) => {
    expect([writtenAmount(value, currency, 'de'), writtenAmount(value, currency, 'en')]).toEqual([de, en]);
  });

  it('given a day, then it is written as in a letter, and what is none stays', () => {
    expect([writtenDay('2026-11-20'), writtenDay('2026-11-20+01:00'), writtenDay('20261120')]).toEqual([
      '20.11.2026',
      '20.11.2026',
      '20261120',
    ]);
  });
});
