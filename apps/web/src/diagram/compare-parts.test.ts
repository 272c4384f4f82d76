import { describe, expect, it } from '@jest/globals';
import { compareParts, isSame } from './compare-parts.ts';
import type { DiagramPart } from './diagram-parts.ts';

const part = (id: string, traits: DiagramPart['traits'] = {}, place = ''): DiagramPart => ({
  id,
  type: 'userTask',
  traits,
  place,
});

describe('comparing two drawings', () => {
  it('given parts that came and went, then each is named once', () => {
    const { added, removed, changed } = compareParts([part('a'), part('b')], [part('b'), part('c')]);
    expect([added.map(({ id }) => id), removed.map(({ id }) => id), changed]).toEqual([['c'], ['a'], []]);
  });

  it('given a part that says something else, then everything that differs is named, in one order', () => {
    const { changed } = compareParts(
      [part('a', { who: 'Amt 1', name: 'Prüfen', form: 'x' })],
      [part('a', { form: 'x', name: 'Sachlich prüfen', condition: 'ja' })],
    );
    expect(changed.map(({ traits }) => traits)).toEqual([['name', 'condition', 'who']]);
  });

  it('given parts that were only drawn elsewhere, then they are counted and nothing has changed', () => {
    const difference = compareParts(
      [part('a', {}, '1 2'), part('b', {}, '3')],
      [part('a', {}, '7 2'), part('b', {}, '3')],
    );
    expect([difference.moved, isSame(difference)]).toEqual([1, true]);
  });
});
