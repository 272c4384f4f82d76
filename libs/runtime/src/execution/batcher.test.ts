import { describe, expect, it } from '@jest/globals';
import { Batcher } from './batcher.ts';

describe('Batcher', () => {
  it('given inputs of one turn, when the group is handed over, then each caller gets its own answer', async () => {
    const groups: number[][] = [];
    const batcher = new Batcher<number, number>(
      (inputs) => {
        groups.push([...inputs]);
        return Promise.resolve(inputs.map((input) => input * 2));
      },
      { maximum: 3, parallel: 1 },
    );

    expect(await Promise.all([1, 2, 3, 4].map((input) => batcher.submit(input)))).toEqual([2, 4, 6, 8]);
    expect(groups).toEqual([[1, 2, 3], [4]]);
  });

  it('given a group that fails, when the next one comes, then only the first is rejected', async () => {
    let calls = 0;
    const batcher = new Batcher<number, number>(
      (inputs) => ((calls += 1) === 1 ? Promise.reject(new Error('lost')) : Promise.resolve(inputs)),
      { maximum: 2, parallel: 1 },
    );

    const results = await Promise.allSettled([1, 2, 3].map((input) => batcher.submit(input)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('given a quiet batcher, when one input comes, then it travels alone and at once', async () => {
    const batcher = new Batcher<number, number>((inputs) => Promise.resolve(inputs), { maximum: 50, parallel: 1 });
    expect(await batcher.submit(7)).toBe(7);
  });
});
