import { describe, expect, it } from '@jest/globals';
import {
  collectedVariables,
  collectStartTrigger,
  type StartCollection,
  type StartOccurrence,
} from './start-collection.ts';

let ids = 0;
const newId = () => `c${(ids += 1)}`;
const occurrence = (definition: number, over: Partial<StartOccurrence> = {}): StartOccurrence => ({
  definition,
  needed: 2,
  businessKey: null,
  correlation: {},
  variables: {},
  broadcast: false,
  ...over,
});

/** Lets occurrences happen one after the other. */
function play(...occurrences: readonly StartOccurrence[]) {
  let kept: readonly StartCollection[] = [];
  const started: StartCollection[] = [];
  const accepted: boolean[] = [];
  for (const one of occurrences) {
    const result = collectStartTrigger(kept, one, newId);
    kept = result.kept;
    started.push(...result.complete);
    accepted.push(result.accepted);
  }
  return { kept, started, accepted };
}

describe('what a parallel multiple start event collects', () => {
  it('given both triggers in any order, then one start with the variables of both', () => {
    for (const order of [[0, 1] as const, [1, 0] as const]) {
      const { started, kept } = play(
        ...order.map((definition) => occurrence(definition, { variables: { x: definition } })),
      );
      expect(started.map(collectedVariables)).toEqual([{ x: order[1] }]);
      expect(kept).toEqual([]);
    }
  });

  it('given a trigger that comes twice, then the second is not accepted and the two are not a whole', () => {
    const { started, kept, accepted } = play(occurrence(0), occurrence(0));
    expect({ started, accepted }).toEqual({ started: [], accepted: [true, false] });
    expect(kept).toHaveLength(1);
  });

  it('given two business keys, then each case has its own start, and one with another key is none of theirs', () => {
    const { started, kept } = play(
      occurrence(0, { businessKey: 'A' }),
      occurrence(1, { businessKey: 'B' }),
      occurrence(0, { businessKey: 'C' }),
      occurrence(1, { businessKey: 'A' }),
    );
    expect(started).toMatchObject([{ businessKey: 'A' }]);
    expect(kept.map(({ businessKey }) => businessKey)).toEqual(['B', 'C']);
  });

  it('given correlation keys, then those that differ in a key both carry stay apart', () => {
    const { started } = play(
      occurrence(0, { correlation: { order: 1 } }),
      occurrence(1, { correlation: { order: 2 } }),
      occurrence(1, { correlation: { order: 1, customer: 'x' } }),
    );
    expect(started).toMatchObject([{ correlation: { order: 1, customer: 'x' } }]);
  });

  it('given a trigger without key, then it is for the oldest that lacks it, a signal for all that do', () => {
    const waiting = [occurrence(0, { businessKey: 'A' }), occurrence(0, { businessKey: 'B' })];
    expect(play(...waiting, occurrence(1)).started).toMatchObject([{ businessKey: 'A' }]);
    expect(play(...waiting, occurrence(1, { broadcast: true })).started).toMatchObject([
      { businessKey: 'A' },
      { businessKey: 'B' },
    ]);
  });

  it('given three triggers, then two are not enough', () => {
    const three = (definition: number) => occurrence(definition, { needed: 3 });
    expect(play(three(2), three(0)).started).toEqual([]);
    expect(play(three(2), three(0), three(1)).started).toHaveLength(1);
  });
});
