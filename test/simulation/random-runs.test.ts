import { describe, expect, it } from '@jest/globals';
import { randomRun } from './random-run.ts';

/** A few of the runs that `npm run simulate` makes by the ten thousand. */
describe('random processes with random crashes', () => {
  it('lose and double no token', () => {
    const reports = Array.from({ length: 400 }, (_, seed) => randomRun(seed));
    expect(reports.reduce((sum, { steps }) => sum + steps, 0)).toBeGreaterThan(1500);
    expect(reports.reduce((sum, { crashes }) => sum + crashes, 0)).toBeGreaterThan(500);
  }, 120_000);

  it('start nothing in a scope that has completed and is only remembered', () => {
    expect(randomRun(20285208).trace.at(-1)).toBe('end');
  });

  it('run the same way again for the same seed', () => {
    expect(randomRun(4712)).toEqual(randomRun(4712));
    expect(randomRun(4712).trace).not.toEqual(randomRun(4714).trace);
  });
});
