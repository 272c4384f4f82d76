import { describe, expect, it } from '@jest/globals';
import { hasDiscountFault, readDiscountTerms } from './discount-terms.ts';

describe('given payment terms with discounts, when they are computed', () => {
  it('then each offer has its date and its euros', () => {
    const terms = '#SKONTO#TAGE=14#PROZENT=2.00#\n#SKONTO#TAGE=7#PROZENT=3.00#BASISBETRAG=1000.00#\n';
    expect(readDiscountTerms(terms, '2026-02-20', '1190.00')).toEqual([
      {
        days: 7,
        percent: '3.00',
        baseAmount: '1000.00',
        discountAmount: '30.00',
        payableAmount: '1160.00',
        payableUntil: '2026-02-27',
      },
      {
        days: 14,
        percent: '2.00',
        baseAmount: '1190.00',
        discountAmount: '23.80',
        payableAmount: '1166.20',
        payableUntil: '2026-03-06',
      },
    ]);
  });

  it('then the discount is rounded to the cent', () => {
    const [offer] = readDiscountTerms('#SKONTO#TAGE=10#PROZENT=2.25#\n', '2026-12-28', '99.98');
    expect(offer).toMatchObject({ discountAmount: '2.25', payableAmount: '97.73', payableUntil: '2027-01-07' });
  });

  it('then text around the entries and entries against the grammar are left out', () => {
    const terms = 'Danke!\n#SKONTO#TAGE=14#PROZENT=2,00#\n#VERZUG#TAGE=30#PROZENT=9.00#\n';
    expect(readDiscountTerms(terms, '2026-02-20', '100.00')).toEqual([]);
  });

  it('then a term of centuries or a broken date gives no offer', () => {
    expect(readDiscountTerms('#SKONTO#TAGE=999999999999#PROZENT=2.00#\n', '2026-02-20', '100.00')).toEqual([]);
    expect(readDiscountTerms('#SKONTO#TAGE=14#PROZENT=2.00#\n', 'gestern', '100.00')).toEqual([]);
  });
});

describe('given payment terms, when their discount entries are checked', () => {
  it.each([
    ['no entry at all', 'Zahlbar sofort', false],
    ['one good entry', '#SKONTO#TAGE=14#PROZENT=2.00#\n', false],
    ['a good entry behind text', 'Bitte beachten:\n#SKONTO#TAGE=14#PROZENT=2.00#\n', false],
    ['no line break behind the last entry', '#SKONTO#TAGE=14#PROZENT=2.00#', true],
    ['one digit behind the point', '#SKONTO#TAGE=14#PROZENT=2.0#\n', true],
    ['lower-case words', '#skonto#tage=14#prozent=2.00#\n', true],
    ['a negative term', '#SKONTO#TAGE=-14#PROZENT=2.00#\n', true],
  ])('then %s counts as it should', (_what, terms, isFaulty) => {
    expect(hasDiscountFault(terms)).toBe(isFaulty);
  });
});
