import { describe, expect, it } from '@jest/globals';
import type { Changes } from '#runtime';
import { nameOf } from './write-statement.ts';

const lists = (count: number) =>
  Array.from({ length: count }, (_, index) => `list${index}`) as unknown as (keyof Changes)[];

describe('the name of a prepared write', () => {
  it('given more lists than base 36 has digits, when two combinations differ, then their names differ', () => {
    const all = lists(60);
    const pairs = all.flatMap((first, index) =>
      all.slice(index).map((second) => (first === second ? [first] : [first, second])),
    );
    const names = new Set(pairs.map((pair) => nameOf(pair, all)));
    expect(names.size).toBe((60 * 61) / 2);
  });

  it('given three hundred lists, when all are written at once, then PostgreSQL keeps the whole name', () => {
    const all = lists(300);
    expect(nameOf(all, all).length).toBeLessThanOrEqual(63);
  });
});
