import { describe, expect, it } from '@jest/globals';
import type { ProcessModel } from '#engine';
import type { ActivityView } from '#runtime';
import { pathTaken } from './path-taken.ts';

const node = (id: string, type: string, incoming: readonly string[], outgoing: readonly string[]) => ({
  id,
  type,
  incoming,
  outgoing,
});
const flow = (id: string, source: string, target: string) => ({ id, source, target });
/** start → split → a, b → join → end */
const model = {
  nodes: [
    node('split', 'parallelGateway', [], ['to-a', 'to-b']),
    node('a', 'userTask', ['to-a'], ['from-a']),
    node('b', 'userTask', ['to-b'], ['from-b']),
    node('join', 'parallelGateway', ['from-a', 'from-b'], ['on']),
    node('end', 'endEvent', ['on'], []),
  ],
  flows: [
    flow('to-a', 'split', 'a'),
    flow('to-b', 'split', 'b'),
    flow('from-a', 'a', 'join'),
    flow('from-b', 'b', 'join'),
    flow('on', 'join', 'end'),
  ],
} as unknown as ProcessModel;
const activity = (nodeId: string, startedAt: string, endedAt: string | null) =>
  ({ nodeId, startedAt, endedAt, canceled: false }) as ActivityView;

describe('the way a case took', () => {
  it('given a join whose tokens come one after the other, then every flow into it counts', () => {
    const activities = [
      activity('split', '08:00', '08:00'),
      activity('a', '08:00', '09:00'),
      activity('b', '08:00', '10:00'),
      activity('join', '09:00', '10:00'),
      activity('end', '10:00', '10:00'),
    ];
    expect(pathTaken(model, activities).flows).toEqual({ 'to-a': 1, 'to-b': 1, 'from-a': 1, 'from-b': 1, on: 1 });
  });

  it('given a join that still waits, then only what has come counts', () => {
    const activities = [
      activity('split', '08:00', '08:00'),
      activity('a', '08:00', '09:00'),
      activity('b', '08:00', null),
      activity('join', '09:00', null),
    ];
    expect(pathTaken(model, activities).flows).toEqual({ 'to-a': 1, 'to-b': 1, 'from-a': 1 });
  });
});
