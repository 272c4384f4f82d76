import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchView, Runtime } from '#runtime';
import { bpmn, deploy, flows, type Installation, openInstallation, until } from './installation.ts';

const MODEL = (second: string) =>
  bpmn(
    'permit',
    `<bpmn:startEvent id="start"/><bpmn:userTask id="check"/><bpmn:userTask id="${second}"/><bpmn:endEvent id="end"/>
     ${flows('start', 'check', second, 'end')}`,
  );

let installation: Installation;
let runtime: Runtime;

beforeAll(async () => {
  installation = await openInstallation();
  ({ runtime } = installation);
  await deploy(runtime, 'permit', MODEL('decide'));
  await installation.execution.startBackground({ sweepMs: 300 });
});
afterAll(() => installation.close());

async function started(count: number, variables = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { instance } = await runtime.instances.start({
      definition: { key: 'permit' },
      variables: { index, ...variables },
      businessKey: `P-${index}`,
    });
    ids.push(instance.id);
  }
  return ids;
}

const ended = (id: string): Promise<BatchView> =>
  until(async () => {
    const batch = await runtime.batches.get(id);
    // The last target and the end of the batch are two commits.
    return batch.waiting === 0 && (batch.failed > 0 || batch.endedAt !== null) && batch;
  });

describe('batches', () => {
  it('given many cases, when a batch sets variables, suspends and deletes them, then each target is done and counted', async () => {
    const targets = await started(130);
    const set = await runtime.batches.create({
      operation: { kind: 'setVariables', variables: { reviewed: true } },
      targets,
      by: 'operator',
    });
    expect(set).toMatchObject({ kind: 'setVariables', total: 130, createdBy: 'operator', outcome: null });
    expect(await ended(set.id)).toMatchObject({ done: 130, failed: 0, waiting: 0, outcome: 'completed' });
    const reviewed = await runtime.instances.count({
      ids: targets,
      variables: [{ name: 'reviewed', operator: 'eq', value: true }],
    });
    expect(reviewed).toBe(130);

    const suspend = await runtime.batches.create({ operation: { kind: 'suspend' }, instances: { ids: targets } });
    await ended(suspend.id);
    expect(await runtime.instances.count({ ids: targets, states: ['suspended'] })).toBe(130);

    const remove = await runtime.batches.create({ operation: { kind: 'deleteInstances', reason: 'old' }, targets });
    expect(await ended(remove.id)).toMatchObject({ done: 130 });
    expect(await runtime.instances.count({ ids: targets, running: true })).toBe(0);
    expect(await runtime.instances.get(targets[0] ?? '')).toMatchObject({ state: 'canceled', reason: 'old' });
  });

  it('given targets of which one has ended, when a batch modifies them, then that one fails and can be repeated', async () => {
    const [first = '', second = ''] = await started(2);
    await runtime.instances.cancel(second, { reason: 'withdrawn' });
    const batch = await runtime.batches.create({
      operation: {
        kind: 'modify',
        modifications: [
          { kind: 'startBefore', nodeId: 'decide', variables: {} },
          { kind: 'cancelAll', nodeId: 'check' },
        ],
      },
      targets: [first, second],
    });
    expect(await ended(batch.id)).toMatchObject({ done: 1, failed: 1, endedAt: null });
    expect((await runtime.instances.tokens(first)).map(({ nodeId }) => nodeId)).toEqual(['decide']);
    const failed = await runtime.batches.items(batch.id, { states: ['failed'] });
    expect(failed.items).toMatchObject([{ targetId: second, position: 1, attempts: 1 }]);
    expect(failed.items[0]?.error).toContain('Expected');
    expect(failed.items[0]?.fault).toEqual({ code: 'CASE_NOT_RUNNING', data: {} });

    expect(await runtime.batches.retryFailed(batch.id)).toBe(1);
    expect(await ended(batch.id)).toMatchObject({ done: 1, failed: 1 });
    await runtime.batches.delete(batch.id, { keepHistory: true });
    const canceled = await runtime.batches.get(batch.id);
    expect(canceled).toMatchObject({ outcome: 'canceled', done: 1, failed: 1 });
    await expect(runtime.batches.retryFailed(batch.id)).rejects.toMatchObject({ code: 'BATCH_ENDED' });
    expect(await runtime.batches.get(batch.id)).toEqual(canceled);
    await runtime.batches.delete(batch.id);
    await expect(runtime.batches.get(batch.id)).rejects.toMatchObject({ code: 'BATCH_NOT_FOUND' });
  });

  it('given a batch that is ended before its turn, then its targets say so', async () => {
    const resting = await openInstallation();
    try {
      const { batches } = resting.runtime;
      const { id } = await batches.create({ operation: { kind: 'suspend' }, targets: ['x'] });
      await batches.delete(id, { keepHistory: true });
      expect((await batches.items(id)).items).toMatchObject([
        { state: 'failed', error: 'The batch was canceled.', fault: { code: 'BATCH_STOPPED', data: {} } },
      ]);
    } finally {
      await resting.close();
    }
  });

  it('given two versions, when a batch migrates the cases, then they run on the new one; a plan that cannot work is refused', async () => {
    const targets = await started(4);
    const [instance] = (await runtime.instances.list({ ids: targets })).items;
    const { definitions } = await deploy(runtime, 'permit', MODEL('conclude'));
    const plan = await runtime.instances.proposeMigration(instance?.definitionId ?? '', definitions[0]?.id ?? '');
    await expect(
      runtime.batches.create({
        operation: {
          kind: 'migrate',
          plan: { ...plan, mapping: [{ sourceId: 'check', targetId: 'end', updateTrigger: false }] },
        },
        targets,
      }),
    ).rejects.toMatchObject({ code: 'MIGRATION_INVALID' });
    const batch = await runtime.batches.create({ operation: { kind: 'migrate', plan }, targets });
    expect(await ended(batch.id)).toMatchObject({ done: 4 });
    expect(await runtime.instances.count({ ids: targets, definitionId: definitions[0]?.id ?? '' })).toBe(4);
  });

  it('given an ended case, when it is restarted, then it begins again with its last or its first variables', async () => {
    const [id = ''] = await started(1, { answer: 'first' });
    await expect(runtime.instances.restart(id)).rejects.toMatchObject({ code: 'INSTANCE_STILL_RUNNING' });
    await runtime.instances.setVariables(id, { variables: { answer: 'last' } });
    await runtime.instances.cancel(id, { reason: 'mistake' });

    const again = await runtime.instances.restart(id, { by: 'operator' });
    expect(again).toMatchObject({ restartOf: id, businessKey: 'P-0', startedBy: 'operator' });
    expect(again.variables).toMatchObject({ answer: 'last', index: 0 });

    const anew = await runtime.instances.restart(id, {
      initialVariables: true,
      withoutBusinessKey: true,
      startAt: [{ nodeId: 'check', after: true }],
    });
    expect(anew).toMatchObject({ restartOf: id, businessKey: null, variables: { answer: 'first' } });
    expect((await runtime.instances.tokens(anew.id)).map(({ nodeId }) => nodeId)).toEqual(['conclude']);
  });

  it('given no targets or too deep variables, when a batch is made, then it is refused', async () => {
    await expect(runtime.batches.create({ operation: { kind: 'suspend' }, targets: [] })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    await expect(
      runtime.batches.create({ operation: { kind: 'setRetries', retries: -1 }, targets: ['a'] }),
    ).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
