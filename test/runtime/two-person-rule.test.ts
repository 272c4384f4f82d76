import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor, Runtime } from '#runtime';
import { bpmn, deploy, flows, type Installation, openInstallation } from './installation.ts';

let installation: Installation;
let runtime: Runtime;

beforeAll(async () => {
  installation = await openInstallation();
  runtime = installation.runtime;
  await deploy(runtime, 'two-person', RELEASE);
  await deploy(runtime, 'two-at-once', SIDE_BY_SIDE);
});
afterAll(() => installation.close());

const rule = (nodes: string, dialect: 'zeebe' | 'camunda' = 'zeebe', name = 'nichtDieselbePersonWie') =>
  `<bpmn:extensionElements><${dialect}:properties><${dialect}:property name="${name}" value="${nodes}"/></${dialect}:properties></bpmn:extensionElements>`;

/** Checked by one, released by another. */
const RELEASE = bpmn(
  'two-person',
  `<bpmn:startEvent id="start"/><bpmn:userTask id="check" name="Prüfen"/>
   <bpmn:userTask id="release" name="Freigeben">${rule('check')}</bpmn:userTask><bpmn:endEvent id="end"/>` +
    flows('start', 'check', 'release', 'end'),
);

/** Two at the same time, each the second person of the other. */
const SIDE_BY_SIDE = bpmn(
  'two-at-once',
  `<bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/><bpmn:parallelGateway id="join"/>
   <bpmn:userTask id="one" name="Eins">${rule('two', 'camunda', 'notSamePersonAs')}</bpmn:userTask>
   <bpmn:userTask id="two" name="Zwei">${rule('one', 'camunda')}</bpmn:userTask><bpmn:endEvent id="end"/>` +
    flows('start', 'fork', 'one', 'join', 'end') +
    flows('fork', 'two', 'join'),
);

const ada: Actor = { userId: 'ada', groups: [] };
const bob: Actor = { userId: 'bob', groups: [] };
const head: Actor = { userId: 'head', groups: [], supervises: true };

async function started(key: string): Promise<string> {
  return (await runtime.instances.start({ definition: { key } })).instance.id;
}

async function taskAt(instanceId: string, nodeId: string): Promise<string> {
  const { items } = await runtime.tasks.list({ instanceId, nodeId });
  return items[0]?.id ?? '';
}

async function checkedBy(actor: Actor): Promise<string> {
  const id = await started('two-person');
  await runtime.tasks.complete({ taskId: await taskAt(id, 'check'), actor });
  return taskAt(id, 'release');
}

const refused = { code: 'SAME_PERSON' };

describe('the two-person rule', () => {
  it('given who checked, then they can neither claim nor complete the release, nor be given it; another can', async () => {
    const taskId = await checkedBy(ada);
    expect((await runtime.tasks.get(taskId)).excludedUsers).toEqual(['ada']);
    await expect(runtime.tasks.claim(taskId, ada)).rejects.toMatchObject(refused);
    await expect(runtime.tasks.complete({ taskId, actor: ada })).rejects.toMatchObject(refused);
    await expect(runtime.tasks.assign(taskId, 'ada', head)).rejects.toMatchObject(refused);
    await expect(runtime.tasks.assign(taskId, 'ada')).rejects.toMatchObject(refused);
    await runtime.tasks.complete({ taskId, actor: bob });
    await expect(runtime.tasks.get(taskId)).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' });
  });

  it('given a supervisor who checked, then being supervisor does not help', async () => {
    const taskId = await checkedBy(head);
    await expect(runtime.tasks.claim(taskId, head)).rejects.toMatchObject(refused);
    await expect(runtime.tasks.complete({ taskId, actor: head })).rejects.toMatchObject(refused);
  });

  it('given a program that completes without a name, then the assignee counts, and there must be one', async () => {
    const taskId = await checkedBy(ada);
    await expect(runtime.tasks.complete({ taskId })).rejects.toMatchObject(refused);
    await runtime.tasks.assign(taskId, 'bob');
    await runtime.tasks.complete({ taskId });
    const assigned = await started('two-person');
    const check = await taskAt(assigned, 'check');
    await runtime.tasks.assign(check, 'ada');
    await runtime.tasks.complete({ taskId: check });
    await expect(runtime.tasks.claim(await taskAt(assigned, 'release'), ada)).rejects.toMatchObject(refused);
  });

  it('given the checker in another case, then nothing keeps them from the release here', async () => {
    await checkedBy(ada);
    const taskId = await checkedBy(bob);
    await runtime.tasks.complete({ taskId, actor: ada });
  });

  it('given two tasks side by side and one person who completes both at once, then exactly one counts', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await started('two-at-once');
      const tasks = await Promise.all(['one', 'two'].map((nodeId) => taskAt(id, nodeId)));
      const results = await Promise.allSettled(tasks.map((taskId) => runtime.tasks.complete({ taskId, actor: ada })));
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await runtime.tasks.list({ instanceId: id })).total).toBe(1);
    }
  });
});
