import { describe, expect, it } from '@jest/globals';
import type { StepFigures } from '../api/contracts.ts';
import { heatLevels } from './heat.ts';

const step = (completed: number, waiting: number, median?: number): StepFigures => ({
  completed,
  canceled: 0,
  waiting,
  ...(median === undefined ? {} : { time: { median, ninetieth: median } }),
});
const steps = { A: step(100, 0, 60), B: step(26, 3, 0), C: step(0, 1), D: step(1, 12, 86_400) };

describe('the heat of a step', () => {
  it('given figures, then each measure colours in proportion to its largest, and steps without a figure stay plain', () => {
    expect([...heatLevels(steps, 'often')]).toEqual([
      ['A', 4],
      ['B', 2],
      ['D', 1],
    ]);
    expect([...heatLevels(steps, 'long')]).toEqual([
      ['A', 1],
      ['B', 1],
      ['D', 4],
    ]);
    expect([...heatLevels(steps, 'waiting')]).toEqual([
      ['B', 1],
      ['C', 1],
      ['D', 4],
    ]);
  });

  it('given nothing that happened, or only steps without length, then nothing is hotter than little', () => {
    expect(heatLevels({}, 'often').size).toBe(0);
    expect([...heatLevels({ A: step(1, 0, 0) }, 'long')]).toEqual([['A', 1]]);
  });
});
