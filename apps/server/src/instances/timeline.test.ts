import { describe, expect, it } from '@jest/globals';
import type { DecisionHistoryView, InstanceView, OperationView } from '#runtime';
import { timeline } from './timeline.ts';

const instance = {
  id: 'case',
  startedAt: '2026-03-01T10:00:00.000Z',
  startedBy: 'ada',
  startNodeId: 'Start',
  endedAt: null,
} as unknown as InstanceView;

const decision: DecisionHistoryView = {
  id: 'd1',
  rootId: 'case',
  instanceId: 'case',
  elementInstanceId: 'e1',
  nodeId: 'Rule',
  decisionDefinitionId: 'fee:1',
  decisionKey: 'fee',
  decisionName: 'Gebühr',
  definitionId: 'p:1',
  definitionKey: 'p',
  requirementsId: null,
  requirementsKey: null,
  evaluations: [{ decisionId: 'fee', decisionName: 'Gebühr', inputs: { Zone: 'A' }, matchedRules: [], outputs: 15 }],
  at: '2026-03-01T10:00:01.000Z',
};

const nothing = {
  nodeNames: new Map<string, string | undefined>([['Laerm', 'Lärmschutz\nfestlegen']]),
  activities: [],
  openTasks: [],
  endedTasks: [],
  variables: [],
  incidents: [],
  comments: [],
  documents: [],
  operations: [],
  versions: new Map(),
};

describe('the timeline of a case', () => {
  it('given a decision the case asked for, when the timeline is told, then how it was decided is part of it', () => {
    const entries = timeline({ ...nothing, instance, decisions: [decision] });
    expect(entries.map(({ type }) => type)).toEqual(['instance-started', 'decision-evaluated']);
    expect(entries[1]).toEqual({
      sequence: 2,
      at: decision.at,
      type: 'decision-evaluated',
      nodeId: 'Rule',
      elementInstanceId: 'e1',
      name: 'Gebühr',
      data: { decisions: decision.evaluations },
    });
  });

  it('given steps somebody has chosen at once, when the timeline is told, then they are one fact with their names', () => {
    const entry = {
      operationId: 'o1',
      at: '2026-03-01T10:00:02.000Z',
      userId: 'ada',
      type: 'ChooseAdHocActivities',
      entity: 'ProcessInstance',
      property: 'activityId',
      executionId: 'e1',
    };
    const operations = [
      { ...entry, id: '1', newValue: 'Laerm' },
      { ...entry, id: '2', newValue: 'unknown' },
    ] as unknown as readonly OperationView[];
    const [, ...told] = timeline({ ...nothing, instance, decisions: [], operations });
    expect(told.map(({ type, by, data }) => [type, by, data])).toEqual([
      ['steps-chosen', 'ada', { steps: ['Lärmschutz festlegen', 'unknown'] }],
    ]);
  });

  it('given moves to other versions, when the timeline is told, then each says who, from which and to which, deleted ones without', () => {
    const entry = { entity: 'ProcessInstance', type: 'Migrate', userId: 'ada', batchId: null };
    const moved = { ...entry, property: 'processDefinitionId', at: '2026-03-01T10:00:02.000Z' };
    const operations = [
      { ...moved, orgValue: 'deleted', newValue: 'p:2' },
      { ...entry, property: 'nrOfInstances', at: moved.at, orgValue: null, newValue: '1' },
      { ...moved, at: '2026-03-01T10:00:03.000Z', orgValue: 'p:2', newValue: 'p:3', batchId: 'b1' },
    ] as unknown as readonly OperationView[];
    const versions = new Map([
      ['p:2', { id: 'p:2', key: 'p', version: 2, name: 'Hund\nanmelden' }],
      ['p:3', { id: 'p:3', key: 'p', version: 3 }],
    ]);
    const [, ...told] = timeline({ ...nothing, instance, decisions: [], operations, versions });
    const second = { id: 'p:2', key: 'p', version: 2, name: 'Hund anmelden' };
    expect(told.map(({ type, by, data }) => [type, by, data])).toEqual([
      ['instance-migrated', 'ada', { target: second }],
      ['instance-migrated', 'ada', { source: second, target: versions.get('p:3'), batchId: 'b1' }],
    ]);
  });

  it('given a decision without a name, when the timeline is told, then it goes by its key', () => {
    const [, entry] = timeline({ ...nothing, instance, decisions: [{ ...decision, decisionName: null }] });
    expect(entry?.name).toBe('fee');
  });
});
