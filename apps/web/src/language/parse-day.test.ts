import { describe, expect, it } from '@jest/globals';
import { formatDate } from './format.ts';
import { parseDay } from './parse-day.ts';

describe('a day as people type it', () => {
  it.each([
    ['24.12.2026', '24.12.2026'],
    [' 4.3.2026 ', '04.03.2026'],
    ['24. 12. 2026', '24.12.2026'],
    ['24.12.26', '24.12.2026'],
    ['1.5.71', '01.05.1971'],
    ['05/11/2026', '05.11.2026'],
    ['2026-12-24', '24.12.2026'],
    ['29.02.2028', '29.02.2028'],
  ])('given %j, then it is %s', (typed, expected) => {
    const day = parseDay(typed);
    expect(day === undefined ? undefined : formatDate(day)).toBe(expected);
  });

  it.each(['', '31.02.2026', '24.13.2026', '29.02.2027', '0.1.2026', 'morgen', '24.12.', '24.12.202', '2026'])(
    'given %j, then it is no day',
    (typed) => {
      expect(parseDay(typed)).toBeUndefined();
    },
  );
});
