import { describe, expect, it } from '@jest/globals';
import { backoffMs, retriesOf } from './retry-cycle.ts';

describe('retry cycle', () => {
  it('given R5/PT10M, then five tries with ten minutes between them', () => {
    expect(retriesOf('R5/PT10M')).toBe(5);
    expect([1, 2, 4].map((failures) => backoffMs('R5/PT10M', failures))).toEqual([600_000, 600_000, 600_000]);
  });

  it('given a list of durations, then one try more than entries, and the last one repeats', () => {
    expect(retriesOf('PT1M, PT5M')).toBe(3);
    expect([1, 2, 3].map((failures) => backoffMs('PT1M, PT5M', failures))).toEqual([60_000, 300_000, 300_000]);
  });

  it('given nothing, or something that cannot be read, then three tries that wait longer each time', () => {
    for (const text of [undefined, null, '', 'often']) {
      expect(retriesOf(text)).toBe(3);
      expect(backoffMs(text, 1)).toBeLessThan(backoffMs(text, 2));
    }
  });
});
