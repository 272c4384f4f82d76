import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inCycles } from './cycles.ts';

/** Follows every link from a member and sees whether it comes back. */
function reachesItself(links: ReadonlyMap<string, readonly string[]>, start: string): boolean {
  const seen = new Set<string>();
  const open = [...(links.get(start) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === start) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(links.get(next) ?? []));
  }
  return false;
}

describe('the members of a graph that reach themselves', () => {
  it('given any graph, when asked, then they are those a search comes back to', () => {
    const member = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
    fc.assert(
      fc.property(fc.uniqueArray(member), fc.array(fc.tuple(member, member)), (members, pairs) => {
        const links = new Map(
          members.map((from) => [from, pairs.filter(([source]) => source === from).map(([, target]) => target)]),
        );
        const expected = members.filter((each) => reachesItself(links, each));
        expect([...inCycles(links)].sort()).toEqual(expected.sort());
      }),
      { numRuns: 500 },
    );
  });

  it('given a chain of a hundred thousand, when asked, then the answer comes at once', () => {
    const links = new Map(Array.from({ length: 100_000 }, (_, index) => [`n${index}`, [`n${index + 1}`]] as const));
    expect(inCycles(links).size).toBe(0);
    expect(inCycles(new Map(links).set('n99999', ['n0'])).size).toBe(100_000);
  });
});
