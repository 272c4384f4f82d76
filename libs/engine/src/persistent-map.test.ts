import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PersistentMap } from './persistent-map.ts';

type Change = readonly ['set', string, number] | readonly ['delete', string];
// Few keys, so that they are set again and deleted often; the last four share one hash in pairs or are hostile.
const keys = fc.oneof(
  fc.nat({ max: 40 }).map(String),
  fc.constantFrom('__proto__', 'constructor', '', 'toString'),
  fc.string({ maxLength: 3 }),
);
const changes = fc.array(
  fc.oneof(fc.tuple(fc.constant('set' as const), keys, fc.nat()), fc.tuple(fc.constant('delete' as const), keys)),
  { maxLength: 200 },
);

function play(map: PersistentMap<number>, model: Map<string, number>, list: readonly Change[]): PersistentMap<number> {
  let next = map;
  for (const change of list) {
    if (change[0] === 'set') {
      next = next.set(change[1], change[2]);
      model.set(change[1], change[2]);
    } else {
      next = next.delete(change[1]);
      model.delete(change[1]);
    }
  }
  return next;
}

const sorted = (entries: Iterable<readonly [string, number]>): string => JSON.stringify([...entries].sort());

describe('persistent map', () => {
  it('given any changes, then it holds what an ordinary map holds', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const model = new Map<string, number>();
        const map = play(PersistentMap.empty<number>(), model, list);
        expect(map.size).toBe(model.size);
        expect(sorted(map.entries())).toBe(sorted(model.entries()));
        for (const key of ['1', '__proto__', 'constructor']) expect(map.get(key)).toBe(model.get(key));
      }),
    );
  });

  it('given two states of it, then the old one is unchanged and the difference is exactly what has changed', () => {
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const model = new Map<string, number>();
        const before = play(PersistentMap.empty<number>(), model, first);
        const old = new Map(model);
        const after = play(before, model, second);
        expect(sorted(before.entries())).toBe(sorted(old.entries()));
        const { changed, removed } = PersistentMap.difference(before, after);
        const expected = [...model].filter(([key, value]) => old.get(key) !== value);
        expect(sorted(changed)).toBe(sorted(expected));
        expect([...removed].sort()).toEqual([...old.keys()].filter((key) => !model.has(key)).sort());
      }),
    );
  });

  it('given the same entries put in any order, then they come out in the same order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 50 }), fc.nat(), (names, turn) => {
        const rotated = [...names.slice(turn % (names.length + 1)), ...names.slice(0, turn % (names.length + 1))];
        const build = (list: readonly string[]): readonly string[] =>
          list.reduce((map, name) => map.set(name, 1), PersistentMap.empty<number>()).keys();
        expect(build(rotated)).toEqual(build(names));
      }),
    );
  });

  it('given keys whose hashes collide, then each keeps its value', () => {
    // Found by search: these two have the same 32-bit FNV-1a hash.
    const [first, second] = ['costarring', 'liquid'];
    const map = PersistentMap.empty<number>().set(first, 1).set(second, 2);
    expect([map.get(first), map.get(second), map.size]).toEqual([1, 2, 2]);
    expect(map.delete(first).keys()).toEqual([second]);
  });
});
