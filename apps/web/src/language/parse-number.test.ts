import { describe, expect, it } from '@jest/globals';
import { parseNumber } from './parse-number.ts';

describe('numbers as people type them', () => {
  it.each([
    ['1190', 1190],
    ['1.190,50', 1190.5],
    ['-3,25', -3.25],
    [' 12 000 ', 12000],
  ])('given %p in German, when read, then it is %p', (typed, value) => {
    expect(parseNumber(typed, 'de')).toBe(value);
  });

  it.each(['1.5', '1,190.50', 'zwölf', '', '1,', '1e5', 'Infinity'])(
    'given %p in German, when read, then it is refused',
    (typed) => {
      expect(parseNumber(typed, 'de')).toBeUndefined();
    },
  );

  it('given an English screen, when read, then comma groups and point divides', () => {
    expect(parseNumber('1,190.50', 'en')).toBe(1190.5);
    expect(parseNumber('1.190,50', 'en')).toBeUndefined();
  });
});
