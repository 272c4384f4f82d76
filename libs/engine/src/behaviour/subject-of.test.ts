import { describe, expect, it } from '@jest/globals';
import { subjectOf } from './subject-of.ts';

describe('what an element of a collection is about', () => {
  it('given a text, number or boolean, then it is that', () => {
    expect(subjectOf(' Amt für\n Straßen ')).toEqual(['Amt für Straßen']);
    expect(subjectOf(7)).toEqual([7]);
    expect(subjectOf(false)).toEqual([false]);
  });

  it('given a record, then it is what the record is called', () => {
    expect(subjectOf({ id: 4, name: 'Bauamt', frist: '2026-03-01' })).toEqual(['Bauamt']);
    expect(subjectOf({ id: 4, vorname: 'Klara', nachname: 'Adam', ort: 'Gießen' })).toEqual(['Klara', 'Adam']);
    expect(subjectOf({ flur: 3, flurstueck: '17/2' })).toEqual([3, '17/2']);
    expect(subjectOf({ name: null, a: 1, b: 2, c: 3, d: 4 })).toEqual([1, 2, 3]);
    expect(subjectOf({ eigentuemer: { name: 'Becker' } })).toEqual(['Becker']);
  });

  it('given a list, then it is its first entries', () => {
    expect(subjectOf(['A', 'B', 'C', 'D'])).toEqual(['A', 'B', 'C']);
  });

  it('given nothing to tell, then nothing is told', () => {
    expect([null, undefined, '  ', {}, [], [[1]], { a: { b: { c: 1 } } }].map(subjectOf)).toEqual([
      [],
      [],
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  it('given a long text, then its beginning, no letter cut in two', () => {
    const [text] = subjectOf('🏛'.repeat(500));
    expect(text).toBe(`${'🏛'.repeat(119)}…`);
  });
});
