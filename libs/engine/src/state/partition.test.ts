import { describe, expect, it } from '@jest/globals';
import { changedPartitions, NeedsLoading, ownedIds, restoreState, step, withPartitions } from '#engine';
import { buildModel, SimulatedInstance } from '#testkit';

const model = buildModel('p', (p) => p.start('s').user('t').user('u').flows('s', 't', 'u'));

describe('partitions', () => {
  it('given a step that only moves a token on, then the scope around is not written again', () => {
    const instance = SimulatedInstance.start({ models: [model] });
    const before = instance.state;
    instance.complete('t');
    if (instance.state === undefined) throw new Error('Expected a state');
    const { upsert, remove } = changedPartitions(before, instance.state);
    expect(upsert.map(({ parentId }) => parentId)).toEqual(['root']);
    expect(remove).toHaveLength(1);
  });

  it('given a state that is not complete, then what is missing is asked for, by its own id or by that of its task', () => {
    const instance = SimulatedInstance.start({ models: [model] });
    if (instance.state === undefined) throw new Error('Expected a state');
    const rows = changedPartitions(undefined, instance.state).upsert;
    const { id: taskId } = instance.wait('task', 't');
    const root = rows.filter(({ id }) => id === 'root');
    const partial = restoreState(root, { complete: false, rootId: 'root' });
    const command = { type: 'CompleteTask', taskId, variables: {} } as const;
    const need = needOf(() => step(partial, command, instance.context));
    expect(need).toEqual({ kind: 'item', id: taskId });
    const row = rows.find((partition) => ownedIds(partition).includes(taskId));
    const loaded = withPartitions(partial, row === undefined ? [] : [row], { items: [taskId] });
    expect(step(loaded, command, instance.context).ok).toBe(true);
  });

  it('given an id the store does not know, then the command is refused instead of asked for again', () => {
    const instance = SimulatedInstance.start({ models: [model] });
    if (instance.state === undefined) throw new Error('Expected a state');
    const rows = changedPartitions(undefined, instance.state).upsert.filter(({ id }) => id === 'root');
    const partial = withPartitions(restoreState(rows, { complete: false, rootId: 'root' }), [], { items: ['gone'] });
    const result = step(partial, { type: 'CompleteTask', taskId: 'gone', variables: {} }, instance.context);
    expect(result).toMatchObject({ ok: false, rejection: { code: 'TASK_NOT_FOUND' } });
  });
});

function needOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof NeedsLoading) return error.need;
    throw error;
  }
  return undefined;
}
