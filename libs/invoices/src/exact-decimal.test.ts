import { describe, expect, it } from '@jest/globals';
import { ExactDecimal, sumOf } from './exact-decimal.ts';

const decimal = (text: string): ExactDecimal => {
  const value = ExactDecimal.parse(text);
  if (!value) throw new TypeError(`Expected a decimal, but found "${text}"`);
  return value;
};

describe('given the text of a number, when it is read', () => {
  it.each([
    ['0', '0'],
    ['-0.00', '0.00'],
    ['+1190.50', '1190.50'],
    ['.5', '0.5'],
    ['7.', '7'],
    [' 19 ', '19'],
    ['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
  ])('then "%s" is %s', (text, written) => {
    expect(decimal(text).toString()).toBe(written);
  });

  it.each(['', '.', '-', '1e3', '1,5', 'NaN', 'INF', '0x10', '1 000', '٣', '9'.repeat(401)])(
    'then "%s" is no decimal',
    (text) => {
      expect(ExactDecimal.parse(text)).toBeUndefined();
    },
  );
});

describe('given exact decimals, when they are reckoned with', () => {
  it('then a tenth and two tenths are three tenths', () => {
    expect(decimal('0.1').plus(decimal('0.2')).equals(decimal('0.3'))).toBe(true);
  });

  it('then sums over different scales keep every digit', () => {
    expect(sumOf(['1.1', '2.02', '-0.003'].map(decimal)).toString()).toBe('3.117');
    expect(sumOf([]).toString()).toBe('0');
  });

  it('then products and quotients are exact to the digits asked for', () => {
    expect(decimal('1.19').times(decimal('33.33')).toString()).toBe('39.6627');
    expect(decimal('1').dividedBy(decimal('3'), 5).toString()).toBe('0.33333');
    expect(decimal('-7.5').dividedBy(decimal('0.25'), 2).toString()).toBe('-30.00');
  });

  it.each([
    ['2.345', '2.35'],
    ['2.344999', '2.34'],
    ['-2.345', '-2.34'],
    ['-2.346', '-2.35'],
    ['0.005', '0.01'],
    ['-0.005', '0.00'],
    ['5', '5'],
  ])('then %s rounded to the cent is %s, halves upwards', (text, rounded) => {
    expect(decimal(text).rounded(2).toString()).toBe(rounded);
  });

  it('then equal numbers compare equal however they are written', () => {
    expect(decimal('19').compare(decimal('19.000'))).toBe(0);
    expect(decimal('19').canonical()).toBe(decimal('19.00').canonical());
    expect(decimal('-1').isLessThan(decimal('0.01'))).toBe(true);
  });
});
