import { describe, expect, it } from '@jest/globals';
import type { AwaitedEvent, Gathering } from '../api/contracts.ts';
import { awaitsOfTheirOwn } from './awaits-of-their-own.ts';

const awaited = (part: Partial<AwaitedEvent>): AwaitedEvent => ({
  kind: 'message',
  name: 'Gutachten',
  nodeId: 'Beides',
  elementInstanceId: 'e1',
  since: '2026-11-20T08:00:00.000Z',
  correlation: {},
  fields: [],
  ...part,
});
const gathering: Gathering = {
  nodeId: 'Beides',
  arrived: [{ kind: 'message', label: 'Zahlung' }],
  awaited: [
    { kind: 'message', label: 'Gutachten' },
    { kind: 'signal', label: 'Freigabe' },
  ],
};
const report = awaited({});
const release = awaited({ kind: 'signal', name: 'Freigabe' });

describe('what a case waits for besides its gatherings', () => {
  it('given events a gathering tells, then who may not deliver them reads them once', () => {
    expect(awaitsOfTheirOwn([report, release], [gathering], false)).toEqual([]);
  });

  it('given a person who may deliver, then the message keeps its line with the button, the signal does not', () => {
    expect(awaitsOfTheirOwn([report, release], [gathering], true)).toEqual([report]);
  });

  it('given another step, another name or values a sender must give, then the line stays', () => {
    const elsewhere = awaited({ nodeId: 'Andere' });
    const otherName = awaited({ name: 'Zweitgutachten' });
    const keyed = awaited({ correlation: { nummer: 'ZG-1' } });
    expect(awaitsOfTheirOwn([elsewhere, otherName, keyed], [gathering], false)).toEqual([elsewhere, otherName, keyed]);
    expect(awaitsOfTheirOwn([report, release], [], false)).toEqual([report, release]);
  });
});
