import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Actor, BackgroundWork, Runtime } from '#runtime';
import { bpmn, deploy, flows, type Installation, openInstallation, until } from './installation.ts';

let installation: Installation;
let runtime: Runtime;
let background: BackgroundWork;

beforeAll(async () => {
  installation = await openInstallation();
  runtime = installation.runtime;
  background = await installation.execution.startBackground({ sweepMs: 300 });
});
afterAll(() => installation.close());

const clerk: Actor = { userId: 'clerk', groups: ['Bauamt'] };
const other: Actor = { userId: 'other', groups: ['Bauamt'] };
const stranger: Actor = { userId: 'stranger', groups: ['Kasse'] };

const oneTask = (id: string, attributes = '') =>
  bpmn(
    id,
    `<bpmn:startEvent id="start"/><bpmn:userTask id="work" name="Work" ${attributes}/><bpmn:endEvent id="end"/>${flows('start', 'work', 'end')}`,
  );

async function rows(sql: string, values: unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: installation.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

describe('deployments', () => {
  it('given an equal file, when it is deployed again, then there is no new version; a changed one makes the next', async () => {
    const first = await deploy(runtime, 'versions', oneTask('versions'));
    expect(first.definitions).toMatchObject([{ key: 'versions', version: 1, created: true }]);
    const again = await deploy(runtime, 'versions', oneTask('versions'));
    expect(again).toMatchObject({ deployment: null, definitions: [{ version: 1, created: false }] });
    const changed = await deploy(runtime, 'versions', oneTask('versions', 'camunda:assignee="clerk"'));
    expect(changed.definitions).toMatchObject([{ version: 2, created: true }]);
    const forced = await runtime.deployments.deploy({
      files: [{ name: 'versions.bpmn', content: Buffer.from(oneTask('versions', 'camunda:assignee="clerk"')) }],
      duplicates: 'none',
    });
    expect(forced.definitions).toMatchObject([{ version: 3, created: true }]);
    expect((await runtime.definitions.list({ key: 'versions', latestOnly: true })).items).toMatchObject([
      { version: 3, latest: true },
    ]);
  });

  it('given the same new file deployed ten times at once, then one version exists', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => deploy(runtime, 'race', oneTask('race'))));
    expect(results.filter(({ deployment }) => deployment !== null)).toHaveLength(1);
    expect((await runtime.definitions.list({ key: 'race' })).total).toBe(1);
  });

  it.each([
    ['broken XML', '<bpmn:definitions', 'XML_MALFORMED'],
    ['an empty file', '', 'XML_EMPTY'],
    ['something else', '<html/>', 'NOT_BPMN'],
  ])(
    'given %s among good files, when they are deployed, then all are refused and nothing is stored',
    async (_, content, code) => {
      const before = (await runtime.deployments.list()).total;
      const files = [
        { name: 'good.bpmn', content: Buffer.from(oneTask('good')) },
        { name: 'bad.bpmn', content: Buffer.from(content) },
      ];
      await expect(runtime.deployments.deploy({ files })).rejects.toMatchObject({
        code: 'DEPLOYMENT_REFUSED',
        details: {
          findings: expect.arrayContaining([expect.objectContaining({ code, resource: 'bad.bpmn' })]) as unknown,
        },
      });
      expect((await runtime.deployments.list()).total).toBe(before);
      expect((await runtime.definitions.list({ key: 'good' })).total).toBe(0);
      expect((await runtime.deployments.validate(files)).findings.map((finding) => finding.code)).toContain(code);
    },
  );

  it('given a deployment with running instances, when it is deleted, then only with cascade, and nothing of it is left', async () => {
    const { deployment } = await deploy(runtime, 'gone', oneTask('gone'));
    const { instance } = await runtime.instances.start({ definition: { key: 'gone' } });
    const id = deployment?.id ?? '';
    await expect(runtime.deployments.delete(id)).rejects.toMatchObject({ code: 'DEFINITION_IN_USE' });
    await runtime.deployments.delete(id, { cascade: true });
    await expect(runtime.instances.get(instance.id)).rejects.toMatchObject({ code: 'INSTANCE_NOT_FOUND' });
    await expect(runtime.definitions.get({ key: 'gone' })).rejects.toMatchObject({ code: 'DEFINITION_NOT_FOUND' });
  });
});

describe('starting', () => {
  beforeAll(() => deploy(runtime, 'case', oneTask('case')).then(() => undefined));

  it('given an idempotency key, when twenty start with it at once, then one instance starts and all are told of it', async () => {
    const command = { definition: { key: 'case' }, idempotencyKey: 'receipt-7' };
    const results = await Promise.all(Array.from({ length: 20 }, () => runtime.instances.start(command)));
    expect(new Set(results.map(({ instance }) => instance.id)).size).toBe(1);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(await rows(`SELECT count(*)::int AS n FROM instance WHERE id = $1`, [results[0]?.instance.id])).toEqual([
      { n: 1 },
    ]);
  });

  it('given a unique business key, when a second instance wants it, then it is refused until the first has ended', async () => {
    const command = { definition: { key: 'case' }, businessKey: 'B-1', uniqueBusinessKey: true };
    const { instance } = await runtime.instances.start(command);
    await expect(runtime.instances.start(command)).rejects.toMatchObject({
      code: 'BUSINESS_KEY_TAKEN',
      details: { instanceId: instance.id },
    });
    await runtime.instances.cancel(instance.id, { reason: 'withdrawn', by: 'clerk' });
    expect(await runtime.instances.get(instance.id)).toMatchObject({ state: 'canceled', reason: 'withdrawn' });
    const { instance: second } = await runtime.instances.start(command);
    expect(second.id).not.toBe(instance.id);
  });

  it.each([
    [{ definition: { key: 'nowhere' } }, 'DEFINITION_NOT_FOUND'],
    [{ definition: { key: 'case' }, startNodeId: 'nowhere' }, 'NODE_NOT_FOUND'],
    [{ definition: { key: 'case' }, variables: { a: 'x\0y' } }, 'VARIABLES_INVALID'],
    [{ definition: { key: 'case' }, variables: { a: Number.NaN } }, 'VARIABLES_INVALID'],
    [{ definition: { key: 'case' }, businessKey: '' }, 'INPUT_INVALID'],
  ])('given %o, then it is refused with %s and nothing has started', async (command, code) => {
    const before = await rows('SELECT count(*)::int AS n FROM history_event');
    await expect(runtime.instances.start(command)).rejects.toMatchObject({ code });
    expect(await rows('SELECT count(*)::int AS n FROM history_event')).toEqual(before);
  });

  it('given a suspended definition, then nothing starts until it is resumed', async () => {
    await deploy(runtime, 'asleep', oneTask('asleep'));
    await runtime.definitions.suspend({ key: 'asleep' });
    await expect(runtime.instances.start({ definition: { key: 'asleep' } })).rejects.toMatchObject({
      code: 'DEFINITION_SUSPENDED',
    });
    await runtime.definitions.resume({ key: 'asleep' });
    await runtime.instances.start({ definition: { key: 'asleep' } });
  });
});

describe('tasks', () => {
  beforeAll(() => deploy(runtime, 'desk', oneTask('desk', 'camunda:candidateGroups="Bauamt"')).then(() => undefined));

  async function newTask(): Promise<string> {
    const { instance } = await runtime.instances.start({ definition: { key: 'desk' } });
    return (await runtime.tasks.list({ instanceId: instance.id })).items[0]?.id ?? '';
  }

  it('given an open task, when two claim it at once, then exactly one has it and the other is told who', async () => {
    const id = await newTask();
    const results = await Promise.allSettled([runtime.tasks.claim(id, clerk), runtime.tasks.claim(id, other)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'TASK_TAKEN' } });
  });

  it('given a task of a group, then a stranger can neither claim nor complete it, nor sees it', async () => {
    const id = await newTask();
    await expect(runtime.tasks.claim(id, stranger)).rejects.toMatchObject({ code: 'NOT_A_CANDIDATE' });
    await expect(runtime.tasks.complete({ taskId: id, actor: stranger })).rejects.toMatchObject({
      code: 'NOT_A_CANDIDATE',
    });
    expect((await runtime.tasks.list({ reachableBy: stranger, definitionKey: 'desk' })).total).toBe(0);
    expect((await runtime.tasks.list({ reachableBy: clerk, ids: [id] })).total).toBe(1);
  });

  it("given somebody's task, when another completes it, then refused; its owner or a supervisor may", async () => {
    const id = await newTask();
    await runtime.tasks.claim(id, clerk);
    await expect(runtime.tasks.complete({ taskId: id, actor: other })).rejects.toMatchObject({ code: 'TASK_TAKEN' });
    expect((await runtime.tasks.list({ reachableBy: other, ids: [id] })).total).toBe(0);
    expect((await runtime.tasks.list({ assignee: 'clerk', ids: [id] })).total).toBe(1);
    await runtime.tasks.complete({ taskId: id, actor: { ...other, supervises: true } });
    await expect(runtime.tasks.get(id)).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' });
  });

  it('given a task completed twice at once, then it is completed once', async () => {
    const id = await newTask();
    const results = await Promise.allSettled([1, 2, 3].map(() => runtime.tasks.complete({ taskId: id, actor: clerk })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await rows('SELECT count(*)::int AS n FROM history_task WHERE id = $1', [id])).toEqual([{ n: 1 }]);
  });

  it('given changed candidates and dates, then the inbox follows', async () => {
    const id = await newTask();
    await runtime.tasks.update(id, { candidateGroups: ['Kasse'], dueDate: '2030-01-01T00:00:00.000Z', priority: 90 });
    expect((await runtime.tasks.list({ reachableBy: stranger, ids: [id] })).items).toMatchObject([
      { candidateGroups: ['Kasse'], dueDate: '2030-01-01T00:00:00.000Z', priority: 90 },
    ]);
    await runtime.tasks.assign(id, 'other');
    await expect(runtime.tasks.claim(id, stranger)).rejects.toMatchObject({ code: 'TASK_TAKEN' });
    await runtime.tasks.assign(id, null);
    expect(await runtime.tasks.get(id)).toMatchObject({ assignee: null });
  });
});

describe('messages and signals', () => {
  const catcher = (id: string, start: string) =>
    bpmn(
      id,
      `<bpmn:startEvent id="start">${start}</bpmn:startEvent>
       <bpmn:intermediateCatchEvent id="paper"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
       <bpmn:userTask id="after"/>${flows('start', 'paper', 'after')}`,
      `<bpmn:message id="m" name="${id}-paper"><bpmn:extensionElements><zeebe:subscription correlationKey="=file"/></bpmn:extensionElements></bpmn:message>
       <bpmn:signal id="s" name="${id}-siren"/>`,
    );

  it('given two waiting instances, when a message has the key of one, then only that one gets it; once', async () => {
    await deploy(runtime, 'mail', catcher('mail', ''));
    const [one, two] = await Promise.all(
      ['A', 'B'].map(
        async (file) => (await runtime.instances.start({ definition: { key: 'mail' }, variables: { file } })).instance,
      ),
    );
    const send = (file: string) => {
      const [subscription] = subscriptions;
      return runtime.events.correlateMessage({
        messageName: 'mail-paper',
        correlationKeys: { [Object.keys(subscription?.correlation ?? {})[0] ?? 'file']: file },
        variables: { stamp: `for ${file}` },
      });
    };
    const subscriptions = await runtime.events.subscriptions({ name: 'mail-paper' });
    expect(subscriptions).toHaveLength(2);
    expect(await send('B')).toMatchObject([{ kind: 'delivered', instanceId: two?.id, nodeId: 'paper' }]);
    expect((await runtime.instances.get(two?.id ?? '')).variables).toMatchObject({ stamp: 'for B' });
    expect((await runtime.instances.get(one?.id ?? '')).variables).not.toHaveProperty('stamp');
    await expect(send('B')).rejects.toMatchObject({ code: 'NO_MATCHING_SUBSCRIPTION' });
    await expect(runtime.events.correlateMessage({ messageName: 'nothing' })).rejects.toMatchObject({
      code: 'NO_MATCHING_SUBSCRIPTION',
    });
  });

  it('given several instances that wait without keys, when a message comes, then it is refused as ambiguous', async () => {
    await deploy(
      runtime,
      'vague',
      bpmn(
        'vague',
        `<bpmn:startEvent id="start"/><bpmn:receiveTask id="wait" messageRef="m"/>${flows('start', 'wait')}`,
        '<bpmn:message id="m" name="vague-paper"/>',
      ),
    );
    const one = await runtime.instances.start({ definition: { key: 'vague' }, businessKey: 'V-1' });
    await runtime.instances.start({ definition: { key: 'vague' }, businessKey: 'V-2' });
    await expect(runtime.events.correlateMessage({ messageName: 'vague-paper' })).rejects.toMatchObject({
      code: 'AMBIGUOUS_CORRELATION',
    });
    expect(await runtime.events.correlateMessage({ messageName: 'vague-paper', businessKey: 'V-1' })).toMatchObject([
      { kind: 'delivered', instanceId: one.instance.id },
    ]);
  });

  it('given a message start event, when a newer version is deployed, then the message starts the newer one only', async () => {
    const starter = (name: string) =>
      bpmn(
        'post',
        `<bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent><bpmn:userTask id="work" name="${name}"/>${flows('start', 'work')}`,
        '<bpmn:message id="m" name="post-arrived"/>',
      );
    await deploy(runtime, 'post', starter('first'));
    await deploy(runtime, 'post', starter('second'));
    const [started] = await runtime.events.correlateMessage({
      messageName: 'post-arrived',
      variables: { x: 1 },
      businessKey: 'P-1',
    });
    if (started?.kind !== 'started') throw new Error('Expected the message to start an instance');
    expect(await runtime.instances.get(started.instanceId)).toMatchObject({
      definitionVersion: 2,
      businessKey: 'P-1',
      variables: { x: 1 },
    });
  });

  it('given a thrown signal, then every waiting instance and every start event gets it exactly once', async () => {
    const signal = '<bpmn:signal id="s" name="flood"/>';
    await deploy(
      runtime,
      'watch',
      bpmn(
        'watch',
        `<bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateCatchEvent><bpmn:userTask id="after"/>${flows('start', 'wait', 'after')}`,
        signal,
      ),
    );
    await deploy(
      runtime,
      'alarm',
      bpmn(
        'alarm',
        `<bpmn:startEvent id="start"><bpmn:signalEventDefinition signalRef="s"/></bpmn:startEvent><bpmn:userTask id="act"/>${flows('start', 'act')}`,
        signal,
      ),
    );
    await deploy(
      runtime,
      'siren',
      bpmn(
        'siren',
        `<bpmn:startEvent id="start"/><bpmn:endEvent id="end"><bpmn:signalEventDefinition signalRef="s"/></bpmn:endEvent>${flows('start', 'end')}`,
        signal,
      ),
    );
    for (let index = 0; index < 5; index += 1) await runtime.instances.start({ definition: { key: 'watch' } });

    await runtime.instances.start({ definition: { key: 'siren' } });

    await until(
      async () =>
        (await runtime.tasks.count({ definitionKey: 'watch' })) === 5 &&
        (await runtime.tasks.count({ definitionKey: 'alarm' })) === 1,
    );
    await until(async () => (await rows('SELECT 1 FROM outbox')).length === 0);
    expect(await runtime.tasks.count({ definitionKey: 'alarm' })).toBe(1);
    expect(await runtime.events.broadcastSignal({ signalName: 'flood' })).toEqual({ receivers: 1 });
    await until(async () => (await runtime.tasks.count({ definitionKey: 'alarm' })) === 2);
  });

  it('given a message thrown to another process, then the waiting instance of the same business key gets it', async () => {
    const message = '<bpmn:message id="m" name="handover"/>';
    await deploy(
      runtime,
      'taker',
      bpmn(
        'taker',
        `<bpmn:startEvent id="start"/><bpmn:receiveTask id="wait" messageRef="m"/><bpmn:userTask id="got"/>${flows('start', 'wait', 'got')}`,
        message,
      ),
    );
    await deploy(
      runtime,
      'giver',
      bpmn(
        'giver',
        `<bpmn:startEvent id="start"/><bpmn:intermediateThrowEvent id="give"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateThrowEvent><bpmn:endEvent id="end"/>${flows('start', 'give', 'end')}`,
        message,
      ),
    );
    await runtime.instances.start({ definition: { key: 'taker' }, businessKey: 'T-1' });
    const meant = await runtime.instances.start({ definition: { key: 'taker' }, businessKey: 'T-2' });
    await runtime.instances.start({ definition: { key: 'giver' }, businessKey: 'T-2' });
    const { items } = await until(async () => {
      const page = await runtime.tasks.list({ definitionKey: 'taker' });
      return page.total > 0 && page;
    });
    expect(items).toMatchObject([{ instanceId: meant.instance.id }]);
  });
});

describe('timer start events', () => {
  const clock = (cycle: string) =>
    bpmn(
      'clock',
      `<bpmn:startEvent id="start"><bpmn:timerEventDefinition><bpmn:timeCycle>${cycle}</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>
       <bpmn:userTask id="work"/>${flows('start', 'work')}`,
    );

  it('given a start event that repeats twice, then two instances start and no third; several sweeps at once start no more', async () => {
    await deploy(runtime, 'clock', clock('R2/PT1S'));
    await until(async () => {
      await Promise.all([1, 2, 3].map(() => runtime.timers.fireDue()));
      return (await runtime.instances.count({ definitionKey: 'clock' })) === 2;
    });
    expect(await rows(`SELECT due_at FROM start_subscription WHERE definition_key = 'clock'`)).toEqual([
      { due_at: null },
    ]);
    await Promise.all([1, 2, 3].map(() => runtime.timers.fireDue()));
    expect(await runtime.instances.count({ definitionKey: 'clock' })).toBe(2);
  });

  it('given a start event whose time is over for ever, when it is deployed, then it is refused and the place is named', async () => {
    await expect(deploy(runtime, 'clock', clock('R/PT1H/2020-01-01T00:00:00Z'))).rejects.toMatchObject({
      code: 'DEPLOYMENT_REFUSED',
      details: {
        findings: expect.arrayContaining([
          expect.objectContaining({ elementId: 'start', severity: 'error' }),
        ]) as unknown,
      },
    });
  });
});

describe('external tasks', () => {
  beforeAll(async () => {
    await deploy(
      runtime,
      'outside',
      bpmn(
        'outside',
        `<bpmn:startEvent id="start"/><bpmn:serviceTask id="call" camunda:type="external" camunda:topic="ledger"/><bpmn:userTask id="after"/>
        <bpmn:boundaryEvent id="caught" attachedToRef="call"><bpmn:errorEventDefinition errorRef="e"/></bpmn:boundaryEvent><bpmn:userTask id="handle"/>
        ${flows('start', 'call', 'after')}${flows('caught', 'handle')}`,
        '<bpmn:error id="e" errorCode="NO_FUNDS"/>',
      ),
    );
  });
  const topic = { topic: 'ledger', lockDurationMs: 60_000 };
  const fetch = (workerId: string, lockDurationMs = 60_000, maxTasks = 10) =>
    runtime.externalTasks.fetchAndLock({ workerId, maxTasks, topics: [{ ...topic, lockDurationMs }] });

  it('given ten jobs and five fetchers at once, then each job goes to exactly one', async () => {
    for (let index = 0; index < 10; index += 1)
      await runtime.instances.start({ definition: { key: 'outside' }, variables: { index } });
    const fetched = (await Promise.all(['a', 'b', 'c', 'd', 'e'].map((worker) => fetch(worker, 60_000, 4)))).flat();
    expect(fetched).toHaveLength(10);
    expect(new Set(fetched.map(({ id }) => id)).size).toBe(10);
    expect(fetched.map(({ variables }) => variables['index']).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await Promise.all(
      fetched.map(({ id, workerId }) => runtime.externalTasks.complete({ jobId: id, workerId: workerId ?? '' })),
    );
    expect(await runtime.tasks.count({ definitionKey: 'outside', nodeId: 'after' })).toBe(10);
  });

  it('given an expired lock, when another has the job, then the first can no longer complete it', async () => {
    const { instance } = await runtime.instances.start({ definition: { key: 'outside' } });
    const [first] = await fetch('slow', 30);
    const [second] = await until(async () => {
      const found = await fetch('fast');
      return found.length > 0 && found;
    });
    expect(second?.id).toBe(first?.id);
    const jobId = first?.id ?? '';
    await expect(runtime.externalTasks.complete({ jobId, workerId: 'slow' })).rejects.toMatchObject({
      code: 'JOB_LOCK_LOST',
    });
    await expect(runtime.externalTasks.extendLock({ jobId, workerId: 'slow', durationMs: 1000 })).rejects.toMatchObject(
      { code: 'JOB_LOCK_LOST' },
    );
    await runtime.externalTasks.complete({ jobId, workerId: 'fast', variables: { paid: true } });
    expect((await runtime.instances.get(instance.id)).variables).toMatchObject({ paid: true });
    await expect(runtime.externalTasks.complete({ jobId, workerId: 'fast' })).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
    });
  });

  it('given a waiting fetch, when work appears, then it is answered at once', async () => {
    const started = Date.now();
    const waiting = runtime.externalTasks.fetchAndLock({ workerId: 'w', maxTasks: 1, topics: [topic], waitMs: 10_000 });
    await runtime.instances.start({ definition: { key: 'outside' } });
    const [job] = await waiting;
    expect(Date.now() - started).toBeLessThan(4000);
    await runtime.externalTasks.throwError({ jobId: job?.id ?? '', workerId: 'w', code: 'NO_FUNDS' });
    expect(await runtime.tasks.count({ instanceId: job?.instanceId ?? '', nodeId: 'handle' })).toBe(1);
  });

  it('given a failure without retries, then an incident; when retries are given, then the job can be fetched again', async () => {
    const { instance } = await runtime.instances.start({ definition: { key: 'outside' } });
    const [job] = await fetch('w');
    const jobId = job?.id ?? '';
    await runtime.externalTasks.fail({ jobId, workerId: 'w', message: 'later', retries: 1, retryAfterMs: 0 });
    const [again] = await fetch('w');
    expect(again).toMatchObject({ id: jobId, retries: 1, errorMessage: 'later' });
    await runtime.externalTasks.fail({
      jobId,
      workerId: 'w',
      message: 'never',
      details: 'stack',
      retries: 0,
      retryAfterMs: 0,
    });
    expect(await fetch('w')).toEqual([]);
    expect((await runtime.incidents.list({ instanceId: instance.id })).items).toMatchObject([
      { kind: 'job', message: 'never', jobId },
    ]);
    expect(await runtime.instances.get(instance.id)).toMatchObject({ incidentCount: 1 });
    await runtime.jobs.setRetries(jobId, 2);
    expect(await fetch('w')).toMatchObject([{ id: jobId, retries: 2 }]);
    expect(await runtime.incidents.count({ instanceId: instance.id })).toBe(0);
  });
});

describe('instances', () => {
  it('given a suspended instance, then its task cannot be completed and its timer sleeps; resumed, both go on', async () => {
    await deploy(
      runtime,
      'nap',
      bpmn(
        'nap',
        `<bpmn:startEvent id="start"/><bpmn:userTask id="work"/><bpmn:boundaryEvent id="late" attachedToRef="work" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:userTask id="remind"/>${flows('start', 'work')}${flows('late', 'remind')}`,
      ),
    );
    const { instance } = await runtime.instances.start({ definition: { key: 'nap' } });
    await runtime.instances.suspend(instance.id);
    const { items } = await runtime.tasks.list({ instanceId: instance.id });
    expect(items).toMatchObject([{ suspended: true }]);
    await expect(runtime.tasks.complete({ taskId: items[0]?.id ?? '' })).rejects.toMatchObject({
      code: 'INSTANCE_SUSPENDED',
    });
    const [timer] = (await runtime.timers.list({ instanceId: instance.id })).items;
    await runtime.timers.reschedule(timer?.id ?? '', '2020-01-01T00:00:00.000Z');
    await background.pass();
    expect(await runtime.tasks.count({ instanceId: instance.id })).toBe(1);
    await runtime.instances.resume(instance.id);
    await until(async () => (await runtime.tasks.count({ instanceId: instance.id })) === 2);
    expect(await runtime.instances.get(instance.id)).toMatchObject({ state: 'active' });
  });

  it('given variables of all kinds, when they are set, changed and removed, then lists find them and history keeps every value', async () => {
    await deploy(runtime, 'data', oneTask('data'));
    const { instance } = await runtime.instances.start({
      definition: { key: 'data' },
      variables: { sum: 10, name: 'Ö%', gone: null, deep: { a: [1] } },
    });
    const found = (name: string, operator: 'eq' | 'gt' | 'like' | 'neq', value: string | number | null) =>
      runtime.instances.count({ ids: [instance.id], variables: [{ name, operator, value }] });
    expect(await found('sum', 'gt', 9)).toBe(1);
    expect(await found('sum', 'gt', 10)).toBe(0);
    expect(await found('name', 'eq', 'Ö%')).toBe(1);
    expect(await found('name', 'like', 'Ö%')).toBe(1);
    expect(await found('gone', 'eq', null)).toBe(1);
    expect(await found('missing', 'neq', 1)).toBe(0);
    await runtime.instances.setVariables(instance.id, {
      variables: { sum: 11, big: 'x'.repeat(10_000) },
      remove: ['gone'],
    });
    const view = await runtime.instances.get(instance.id);
    expect(view.variables).toEqual({ sum: 11, name: 'Ö%', deep: { a: [1] } });
    const current = await runtime.instances.variables(instance.id);
    expect(Object.fromEntries(current.map(({ name, version }) => [name, version]))).toEqual({
      big: 1,
      deep: 1,
      name: 1,
      sum: 2,
    });
    expect(
      (await runtime.instances.variableHistory(instance.id, 'sum')).map(({ value, version }) => [version, value]),
    ).toEqual([
      [1, 10],
      [2, 11],
    ]);
    expect(await runtime.instances.visibleVariables(instance.id)).toMatchObject({ sum: 11, deep: { a: [1] } });
  });

  it('given a moved token and a new version, when modified and migrated, then the instance stands where it was sent', async () => {
    const two = (extra: string) =>
      bpmn(
        'moved',
        `<bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:userTask id="b" name="B${extra}"/>${flows('start', 'a', 'b')}`,
      );
    const v1 = await deploy(runtime, 'moved', two(''));
    const { instance } = await runtime.instances.start({ definition: { key: 'moved' } });
    await runtime.instances.modify(instance.id, [
      { kind: 'cancelAll', nodeId: 'a' },
      { kind: 'startBefore', nodeId: 'b', variables: { jumped: true } },
    ]);
    expect((await runtime.instances.tokens(instance.id)).map(({ nodeId }) => nodeId)).toEqual(['b']);
    const v2 = await deploy(runtime, 'moved', two(' new'));
    const plan = await runtime.instances.proposeMigration(v1.definitions[0]?.id ?? '', v2.definitions[0]?.id ?? '');
    expect(await runtime.instances.checkMigration(plan, [instance.id])).toEqual({ valid: true, problems: [] });
    const holes = { ...plan, mapping: plan.mapping.filter(({ sourceId }) => sourceId !== 'b') };
    await expect(runtime.instances.migrate(holes, instance.id)).rejects.toMatchObject({ code: 'MIGRATION_INVALID' });
    await runtime.instances.migrate(plan, instance.id);
    expect(await runtime.instances.get(instance.id)).toMatchObject({ definitionVersion: 2 });
    const { items } = await runtime.tasks.list({ instanceId: instance.id });
    expect(items).toMatchObject([{ nodeId: 'b', definitionId: v2.definitions[0]?.id }]);
    await runtime.tasks.complete({ taskId: items[0]?.id ?? '' });
    expect(await runtime.instances.get(instance.id)).toMatchObject({ state: 'completed' });
  });

  it('given a migrated instance, then its task reads as the new version has it, and what its boundary event waits for is that event’s', async () => {
    const asking = (name: string, second: string) =>
      bpmn(
        'renewed',
        `<bpmn:startEvent id="start"/><bpmn:userTask id="a" name="${name}" camunda:formKey="${name}"/>
        <bpmn:boundaryEvent id="late" attachedToRef="a" cancelActivity="false"><bpmn:timerEventDefinition id="def">
          <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        <bpmn:exclusiveGateway id="q" name="Ready?"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/><bpmn:endEvent id="end"/>
        ${flows('start', 'a', 'q')}${flows('late', 'end')}
        <bpmn:sequenceFlow id="yes" name="Yes" sourceRef="q" targetRef="b"/>
        <bpmn:sequenceFlow id="${second}" name="${second}" sourceRef="q" targetRef="c"/>`,
      );
    const v1 = await deploy(runtime, 'renewed', asking('Check', 'No'));
    const { instance } = await runtime.instances.start({ definition: { key: 'renewed' } });
    const [open] = (await runtime.tasks.list({ instanceId: instance.id })).items;
    await runtime.tasks.claim(open?.id ?? '', { userId: 'clerk', groups: ['*'] });
    const v2 = await deploy(runtime, 'renewed', asking('Look', 'Later'));
    const [from, to] = [v1.definitions[0]?.id ?? '', v2.definitions[0]?.id ?? ''];
    await runtime.instances.migrate(await runtime.instances.proposeMigration(from, to), instance.id);
    const { items } = await runtime.tasks.list({ instanceId: instance.id });
    expect(items).toMatchObject([
      { id: open?.id, name: 'Look', formKey: 'Look', assignee: 'clerk', definitionId: to, asks: [{ gatewayId: 'q' }] },
    ]);
    expect(items[0]?.asks[0]?.answers.map(({ label }) => label)).toEqual(['Yes', 'Later']);
    expect(await rows('SELECT node_id, definition_id FROM timer WHERE instance_id = $1', [instance.id])).toEqual([
      { node_id: 'late', definition_id: to },
    ]);
    await runtime.tasks.complete({ taskId: open?.id ?? '', answers: { q: ['Later'] } });
    expect((await runtime.instances.tokens(instance.id)).map(({ nodeId }) => nodeId)).toEqual(['c']);
  });

  it('given called instances, then they are seen as instances of their own and end with their caller', async () => {
    await deploy(runtime, 'child', oneTask('child'));
    await deploy(
      runtime,
      'parent',
      bpmn(
        'parent',
        `<bpmn:startEvent id="start"/><bpmn:callActivity id="call" calledElement="child"/>${flows('start', 'call')}`,
      ),
    );
    const { instance } = await runtime.instances.start({ definition: { key: 'parent' } });
    const { items } = await runtime.instances.list({ superInstanceId: instance.id });
    expect(items).toMatchObject([{ definitionKey: 'child', rootId: instance.id, state: 'active' }]);
    const [token] = await runtime.instances.tokens(instance.id);
    expect(token).toMatchObject({ nodeId: 'call', calledInstanceId: items[0]?.id });
    const task = (await runtime.tasks.list({ instanceId: items[0]?.id ?? '' })).items[0];
    await runtime.tasks.complete({ taskId: task?.id ?? '' });
    expect(await runtime.instances.get(instance.id)).toMatchObject({ state: 'completed' });
    expect(await runtime.instances.get(items[0]?.id ?? '')).toMatchObject({ state: 'completed' });
    await runtime.instances.deleteHistory(instance.id);
    await expect(runtime.instances.get(items[0]?.id ?? '')).rejects.toMatchObject({ code: 'INSTANCE_NOT_FOUND' });
    for (const table of ['event', 'instance', 'activity', 'task', 'variable', 'job']) {
      expect(await rows(`SELECT 1 FROM history_${table} WHERE root_id = $1`, [instance.id])).toEqual([]);
    }
  });

  it('given everything above, then nothing of an ended tree is left in the runtime tables', async () => {
    for (const table of ['item', 'task', 'job', 'timer', 'subscription', 'incident']) {
      expect(
        await rows(`SELECT t.* FROM ${table} t LEFT JOIN instance i ON i.id = t.root_id WHERE i.id IS NULL`),
      ).toEqual([]);
    }
  });
});
