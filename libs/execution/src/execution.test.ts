import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connector, ConnectorResult, Runtime } from '#runtime';
import { storeMigrations } from '#store';
import { hasRedis, testDatabase, type TestDatabase, testRedis, type TestRedis } from '#testkit';
import { prepareQueue } from '#queue';
import { type Execution, openExecution } from './open-execution.ts';

const GREETING = bpmn(
  'greeting',
  `<bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
   <bpmn:serviceTask id="greet" name="Greet"><bpmn:extensionElements><zeebe:taskDefinition type="greet" retries="2"/>
     </bpmn:extensionElements></bpmn:serviceTask>
   <bpmn:userTask id="check" name="Check"/>
   <bpmn:endEvent id="end"/>
   <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="greet"/>
   <bpmn:sequenceFlow id="f2" sourceRef="greet" targetRef="check"/>
   <bpmn:sequenceFlow id="f3" sourceRef="check" targetRef="end"/>`,
);

function bpmn(id: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  id="d" targetNamespace="http://example.org"><bpmn:process id="${id}" name="${id}" isExecutable="true">${content}</bpmn:process>
</bpmn:definitions>`;
}

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > deadline) throw new Error('Expected the condition to hold within 40 s, but it does not.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function file(name: string, content: string) {
  return { name, content: Buffer.from(content) };
}

async function deploy(runtime: Runtime, key: string, xml: string): Promise<void> {
  await runtime.deployments.deploy({ files: [file(`${key}.bpmn`, xml)] });
}

const backends = hasRedis() ? (['PostgreSQL', 'Redis'] as const) : (['PostgreSQL'] as const);

describe.each(backends)('execution with the queue on %s', (backend) => {
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  let execution: Execution;
  let runtime: Runtime;
  const troubles: string[] = [];
  let behave: (name: unknown) => ConnectorResult = (name) => ({
    kind: 'done',
    variables: { greeting: `Hello ${String(name)}` },
  });

  const greet: Connector = {
    topic: 'greet',
    execute: (job) => Promise.resolve(behave(job.variables['name'])),
  };

  beforeAll(async () => {
    database = await testDatabase({
      rooms: [storeMigrations],
      prepare: { name: 'queue', run: (url) => prepareQueue({ kind: 'postgres', url }) },
    });
    redis = backend === 'Redis' ? await testRedis() : undefined;
    execution = await openExecution({
      databaseUrl: database.url,
      redisUrl: redis?.url,
      connectors: [greet],
      log: {
        warn: (message, fields) => troubles.push(`${message} ${JSON.stringify(fields)}`),
        error: (message, fields) => troubles.push(`${message} ${JSON.stringify(fields)}`),
      },
    });
    runtime = execution.runtime;
    await execution.startBackground({ sweepMs: 500 });
  });
  afterAll(async () => {
    await execution.close();
    await redis?.stop();
    await database.drop();
  });

  it('given a process with a service and a user task, when it is started and worked on, then it ends with its history', async () => {
    await deploy(runtime, 'greeting', GREETING);
    const { instance, created } = await runtime.instances.start({
      definition: { key: 'greeting' },
      variables: { name: 'Ada' },
      businessKey: 'A-1',
      by: 'owner',
    });
    expect(created).toBe(true);
    expect(instance).toMatchObject({ state: 'active', businessKey: 'A-1', definitionVersion: 1, startedBy: 'owner' });

    const task = await until(async () => (await runtime.tasks.list({ instanceId: instance.id })).items[0]);
    expect(task).toMatchObject({ name: 'Check', definitionKey: 'greeting', businessKey: 'A-1' });
    expect(await runtime.tasks.variables(task.id)).toMatchObject({ name: 'Ada', greeting: 'Hello Ada' });

    await runtime.tasks.complete({ taskId: task.id, variables: { ok: true }, actor: { userId: 'clerk', groups: [] } });

    expect(await runtime.instances.get(instance.id)).toMatchObject({
      state: 'completed',
      variables: { name: 'Ada', greeting: 'Hello Ada', ok: true },
    });
    const { items } = await runtime.instances.activities({ instanceId: instance.id });
    expect(items.map(({ nodeId, canceled }) => [nodeId, canceled])).toEqual([
      ['start', false],
      ['greet', false],
      ['check', false],
      ['end', false],
    ]);
    expect(items.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect((await runtime.tasks.history({ instanceId: instance.id })).items).toMatchObject([
      { id: task.id, outcome: 'completed', completedBy: 'clerk' },
    ]);
    expect((await runtime.jobs.log({ instanceId: instance.id })).items).toMatchObject([
      { outcome: 'completed', attempt: 1 },
    ]);
    await expect(runtime.tasks.complete({ taskId: task.id })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' });
    expect(troubles).toEqual([]);
  });

  it('given a connector that keeps failing, when its retries are used up, then an incident; when retried, it goes on', async () => {
    behave = () => ({ kind: 'failed', message: 'the other side is down', retryAfterMs: 20 });
    const { instance } = await runtime.instances.start({ definition: { key: 'greeting' }, variables: { name: 'Bo' } });
    const incident = await until(async () => (await runtime.incidents.list({ instanceId: instance.id })).items[0]);
    expect(incident).toMatchObject({ kind: 'job', message: 'the other side is down', nodeId: 'greet' });
    expect((await runtime.jobs.log({ instanceId: instance.id })).items.map(({ outcome }) => outcome)).toEqual([
      'failed',
      'failed',
    ]);

    behave = (name) => ({ kind: 'done', variables: { greeting: `Hi ${String(name)}` } });
    await runtime.incidents.retry(incident.id);
    await until(async () => (await runtime.tasks.list({ instanceId: instance.id })).items[0]);
    expect(await runtime.incidents.count({ instanceId: instance.id })).toBe(0);
    expect((await runtime.incidents.list({ instanceId: instance.id, open: false })).total).toBe(1);
  });

  it('given a timer of a second, when it is due, then the process goes on', async () => {
    await deploy(
      runtime,
      'waiting',
      bpmn(
        'waiting',
        `<bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition>
           <bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
         <bpmn:endEvent id="end"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>
         <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end"/>`,
      ),
    );
    const { instance } = await runtime.instances.start({ definition: { key: 'waiting' } });
    expect((await runtime.timers.list({ instanceId: instance.id })).total).toBe(1);
    const ended = await until(async () => {
      const now = await runtime.instances.get(instance.id);
      return now.state === 'completed' && now;
    });
    const ran = Date.parse(ended.endedAt ?? '') - Date.parse(ended.startedAt);
    expect(ran).toBeGreaterThanOrEqual(1000);
  });
});
