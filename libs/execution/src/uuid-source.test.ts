import { describe, expect, it } from '@jest/globals';
import { createUuidSource } from './uuid-source.ts';

describe('UUID source', () => {
  it('given many ids of the same millisecond, then all differ, are in order and have the form of version 7', () => {
    const source = createUuidSource(() => 1_763_683_200_000);
    const ids = Array.from({ length: 20_000 }, () => source.next());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
      true,
    );
  });

  it('given a clock that goes back, then the order is kept', () => {
    let now = 2000;
    const source = createUuidSource(() => now);
    const first = source.next();
    now = 1000;
    expect(source.next() > first).toBe(true);
  });
});
