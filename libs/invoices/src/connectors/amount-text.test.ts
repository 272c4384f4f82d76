import { describe, expect, it } from '@jest/globals';
import { amountText } from './amount-text.ts';

describe('amounts in the words of a case', () => {
  it('given amounts of any size, when written, then thousands are set apart and every digit is kept', () => {
    expect(amountText('490.00', 'EUR')).toBe('490,00 €');
    expect(amountText('2380.00', 'EUR')).toBe('2.380,00 €');
    expect(amountText('-1234567.8', 'CHF')).toBe('-1.234.567,8 CHF');
    expect(amountText('12345678901234567.89', 'EUR')).toBe('12.345.678.901.234.567,89 €');
    expect(amountText('1000', '')).toBe('1.000');
  });
});
