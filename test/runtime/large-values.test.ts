import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Execution, openExecution } from '#execution';
import type { Variables } from '#engine';
import type { Runtime } from '#runtime';
import { bpmn, deploy, flows, type Installation, openInstallation, until } from './installation.ts';

let installation: Installation;
/** A second program on the same database, which knows nothing of what the first one has read. */
let other: Execution;
let runtime: Runtime;
let database: pg.Client;

beforeAll(async () => {
  installation = await openInstallation();
  runtime = installation.runtime;
  const log = { warn: () => undefined, error: () => undefined };
  other = await openExecution({ databaseUrl: installation.databaseUrl, log });
  database = new pg.Client({ connectionString: installation.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await other.close();
  await installation.close();
});

const inTurn = bpmn(
  'in-turn',
  `<bpmn:startEvent id="start"/>
   <bpmn:serviceTask id="work" camunda:type="external" camunda:topic="in-turn">
     <bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements>
       <zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=answer"/>
     </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>
   <bpmn:userTask id="look"/><bpmn:endEvent id="end"/>${flows('start', 'work', 'look', 'end')}`,
);
const items = Array.from({ length: 400 }, (_, index) => ({ index, text: 'x'.repeat(50) }));

const valuesKept = async (rootId: string): Promise<readonly string[]> => {
  const { rows } = await database.query<{ id: string }>('SELECT id FROM item_value WHERE root_id = $1 ORDER BY id', [
    rootId,
  ]);
  return rows.map(({ id }) => id);
};
const largestItem = async (rootId: string): Promise<number> => {
  const { rows } = await database.query<{ characters: number }>(
    'SELECT max(length(data::text)) AS characters FROM item WHERE root_id = $1 AND ended_at IS NULL',
    [rootId],
  );
  return rows[0]?.characters ?? 0;
};

/** Takes and completes one task in one of the programs. */
async function round(program: Runtime, variables: Variables = {}): Promise<unknown> {
  const [job] = await program.externalTasks.fetchAndLock({
    workerId: 'w',
    maxTasks: 1,
    topics: [{ topic: 'in-turn', lockDurationMs: 60_000 }],
  });
  if (job === undefined) throw new Error('Expected a task of the next round, but there is none.');
  expect(job.variables['items']).toEqual(items);
  await program.externalTasks.complete({
    jobId: job.id,
    workerId: 'w',
    variables,
    localVariables: { answer: (job.variables['item'] as { index: number }).index },
  });
  return job.variables['loopCounter'];
}

describe('large values of variables', () => {
  it('given a large collection worked on in turn by two programs, then it is written once, seen by both, and gone at the end', async () => {
    await deploy(runtime, 'in-turn', inTurn);
    const { instance } = await runtime.instances.start({ definition: { key: 'in-turn' }, variables: { items } });
    const kept = await valuesKept(instance.id);
    expect(kept).toHaveLength(1);
    for (let counter = 1; counter <= items.length; counter += 1) {
      // Each round also changes the scope the collection lies in.
      expect(await round(counter % 2 === 0 ? runtime : other.runtime, { last: counter })).toBe(counter);
      if (counter % 100 === 50) {
        expect(await valuesKept(instance.id)).toEqual(kept);
        expect(await largestItem(instance.id)).toBeLessThan(2000);
      }
    }
    const seen = await other.runtime.instances.visibleVariables(instance.id);
    expect(seen).toEqual({ items, last: 400, results: items.map(({ index }) => index) });
    const task = await until(async () => (await runtime.tasks.list({ instanceId: instance.id })).items[0]);
    await runtime.tasks.complete({ taskId: task.id });
    expect(await valuesKept(instance.id)).toEqual([]);
  }, 60_000);

  it('given a large value that is replaced by another program, then the new one is seen and the old one is not kept', async () => {
    await deploy(
      runtime,
      'waiting',
      bpmn('waiting', `<bpmn:startEvent id="start"/><bpmn:userTask id="wait"/>${flows('start', 'wait')}`),
    );
    const text = 'a'.repeat(10_000);
    const { instance } = await runtime.instances.start({
      definition: { key: 'waiting' },
      variables: { text, small: 1 },
    });
    const [before] = await valuesKept(instance.id);
    await other.runtime.instances.setVariables(instance.id, { variables: { text: `${text}b` } });
    expect(await runtime.instances.visibleVariables(instance.id)).toEqual({ text: `${text}b`, small: 1 });
    const [after, ...more] = await valuesKept(instance.id);
    expect(after).not.toBe(before);
    expect(more).toEqual([]);
    await runtime.instances.setVariables(instance.id, { variables: { text: 'short' } });
    expect(await other.runtime.instances.visibleVariables(instance.id)).toEqual({ text: 'short', small: 1 });
    expect(await valuesKept(instance.id)).toEqual([]);
  });
});
