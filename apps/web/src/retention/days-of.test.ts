import { describe, expect, it } from '@jest/globals';
import { daysOf } from './days-of.ts';

describe('days as they are typed', () => {
  it('given nothing, a number, or something else, then it is for ever, the number, or a mistake', () => {
    expect(['', '  ', '0', ' 30 ', '36500'].map(daysOf)).toEqual([null, null, 0, 30, 36_500]);
    expect(['-1', '1.5', '1,5', 'x', '36501', '1e3'].map(daysOf)).toEqual(Array.from({ length: 6 }, () => undefined));
  });
});
