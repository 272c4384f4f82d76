import { describe, expect, it } from '@jest/globals';
import type { InstanceRow, ItemRow, JobRow, TaskRow } from '../ports/rows.ts';
import { ChangeSet } from './change-set.ts';

const AT = '2026-01-01T00:00:00.000Z';
const instance: InstanceRow = {
  id: 'i',
  rootId: 'i',
  superInstanceId: null,
  superElementInstanceId: null,
  definitionId: 'd',
  businessKey: null,
  suspended: false,
  startedAt: AT,
  startedBy: null,
  startNodeId: null,
  restartOf: null,
  variables: {},
  revision: 0,
  itemCount: 0,
};
const ofElement = {
  rootId: 'i',
  instanceId: 'i',
  definitionId: 'd',
  elementInstanceId: 'e',
  nodeId: 'n',
  createdAt: AT,
};
const task: TaskRow = {
  ...ofElement,
  id: 't',
  name: 'Work',
  purpose: 'perform',
  assignee: null,
  owner: null,
  candidateUsers: [],
  candidateGroups: [],
  formKey: null,
  instruction: null,
  asks: [],
  priority: 50,
  dueDate: null,
  followUpDate: null,
  differentFrom: [],
  rounds: [],
  suspended: false,
};
const job: JobRow = {
  ...ofElement,
  id: 'j',
  kind: 'work',
  performer: 'connector',
  topic: 'x',
  priority: 50,
  retries: 3,
  retryCycle: null,
  settings: {},
  state: 'ready',
  attempts: 0,
  workerId: null,
  lockToken: null,
  lockedUntil: null,
  wakeAt: AT,
  errorMessage: null,
  errorDetails: null,
  suspended: false,
};
const item: ItemRow = {
  id: 'e',
  rootId: 'i',
  parentId: 'i',
  instanceId: 'i',
  definitionId: 'd',
  nodeId: 'n',
  nodeType: 'task',
  enteredAt: AT,
  endedAt: null,
  multiInstanceBody: false,
  calledInstanceId: null,
  data: {},
  valueIds: {},
};
const end = { outcome: 'completed', endedAt: AT, endNodeId: 'end', reason: null } as const;

/** The lists that are not empty. */
function filled(changes: ChangeSet): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(changes.toChanges()).filter(([, list]: [string, readonly unknown[]]) => list.length > 0),
  );
}

describe('ChangeSet', () => {
  it('given what is created and over in one transaction, then only its history is written', () => {
    const changes = new ChangeSet();
    changes.startInstance(instance);
    changes.patchInstance('i', { variables: { a: 1 } });
    changes.putItem(item, false);
    changes.addTask(task);
    changes.addJob(job);
    changes.endTask({ id: 't', endedAt: AT, outcome: 'completed', completedBy: 'ada', answers: {} });
    changes.removeJob('j');
    changes.removeItem('e');
    changes.endInstance({ id: 'i', ...end });
    expect(filled(changes)).toEqual({
      instanceHistory: [expect.objectContaining({ id: 'i', variables: { a: 1 }, outcome: 'completed' })],
      taskHistory: [expect.objectContaining({ id: 't', completedBy: 'ada' })],
    });
  });

  it('given a stored instance whose variables change and that ends, then the end carries the last changes', () => {
    const changes = new ChangeSet();
    changes.patchInstance('i', { variables: { a: 1, b: 2 } });
    changes.patchInstance('i', { variables: { a: 3 }, removed: ['b'] });
    changes.endInstance({ id: 'i', ...end });
    expect(filled(changes)).toEqual({
      instanceEnds: [{ id: 'i', ...end, variables: { a: 3, b: 2 }, removed: ['b'] }],
    });
  });

  it('given a variable that is removed and set again, then it is there', () => {
    const changes = new ChangeSet();
    changes.patchInstance('i', { removed: ['a'] });
    changes.patchInstance('i', { variables: { a: 1 } });
    expect(changes.toChanges().instancePatches).toMatchObject([{ variables: { a: 1 }, removed: [] }]);
  });

  it('given a stored item that changes twice and goes, then it is removed once', () => {
    const changes = new ChangeSet();
    changes.putItem(item, true);
    changes.putItem({ ...item, data: { n: 2 } }, true);
    changes.removeItem('e');
    expect(filled(changes)).toEqual({ itemRemovals: ['e'] });
  });

  it('given a failed job that is canceled in the same transaction, then it is only removed', () => {
    const changes = new ChangeSet();
    changes.patchJob({
      id: 'j',
      state: 'failed',
      retries: 0,
      wakeAt: null,
      errorMessage: 'no',
      errorDetails: null,
      keepsWorker: true,
    });
    changes.cancelJob('j', AT);
    expect(filled(changes)).toEqual({ jobCancels: [{ id: 'j', at: AT }] });
  });

  it('given a job that ends with a try and is taken away with its element, then the try alone is told', () => {
    for (const steps of [
      ['cancel', 'remove'],
      ['remove', 'cancel'],
    ]) {
      const changes = new ChangeSet();
      for (const step of steps) {
        if (step === 'cancel') changes.cancelJob('j', AT);
        else changes.removeJob('j');
      }
      expect(filled(changes)).toEqual({ jobRemovals: ['j'] });
    }
  });
});
