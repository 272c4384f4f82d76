import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openExecution } from '#execution';
import type { Runtime } from '#runtime';
import { bpmn, deploy, flows, type Installation, openInstallation, until } from './installation.ts';

let installation: Installation;
let runtime: Runtime;

beforeAll(async () => {
  installation = await openInstallation();
  runtime = installation.runtime;
  await installation.execution.startBackground({ sweepMs: 300 });
});
afterAll(() => installation.close());

/** A process that needs the messages `<id>-a` and `<id>-b` and starts no earlier. */
const two = (id: string, taskName = 'Work') =>
  bpmn(
    id,
    `<bpmn:startEvent id="start" parallelMultiple="true"><bpmn:messageEventDefinition messageRef="a"/><bpmn:messageEventDefinition messageRef="b"/></bpmn:startEvent><bpmn:userTask id="work" name="${taskName}"/>${flows('start', 'work')}`,
    `<bpmn:message id="a" name="${id}-a"/><bpmn:message id="b" name="${id}-b"/>`,
  );
const send = (messageName: string, businessKey?: string, variables = {}, using = runtime) =>
  using.events.correlateMessage({ messageName, variables, ...(businessKey === undefined ? {} : { businessKey }) });
const instancesOf = async (definitionKey: string) => (await runtime.instances.list({ definitionKey })).items;

describe('parallel multiple start events', () => {
  it('given its two messages for two cases in any order, then each case starts once with what both brought', async () => {
    await deploy(runtime, 'pair', two('pair'));
    expect(await send('pair-b', 'K1', { b: 1 })).toMatchObject([{ kind: 'collected', nodeId: 'start' }]);
    expect(await send('pair-a', 'K2', { a: 2 })).toMatchObject([{ kind: 'collected' }]);
    expect(await instancesOf('pair')).toEqual([]);
    expect(await send('pair-a', 'K1', { a: 1 })).toMatchObject([{ kind: 'started' }]);
    expect(await instancesOf('pair')).toMatchObject([{ businessKey: 'K1', variables: { a: 1, b: 1 } }]);
    await send('pair-b', 'K2', { b: 2 });
    expect((await instancesOf('pair')).map(({ businessKey }) => businessKey).toSorted()).toEqual(['K1', 'K2']);
  });

  it('given the same message twice, then the sender learns that nobody waits for the second', async () => {
    await deploy(runtime, 'twice', two('twice'));
    await send('twice-a', 'K');
    await expect(send('twice-a', 'K')).rejects.toMatchObject({ code: 'NO_MATCHING_SUBSCRIPTION' });
    await send('twice-b', 'K');
    expect(await instancesOf('twice')).toHaveLength(1);
  });

  it('given half of it and another program later, then the other half starts it', async () => {
    await deploy(runtime, 'restart', two('restart'));
    await send('restart-a', 'K', { a: 1 });
    const again = await openExecution({
      databaseUrl: installation.databaseUrl,
      log: { warn: () => undefined, error: () => undefined },
    });
    try {
      await send('restart-b', 'K', { b: 1 }, again.runtime);
    } finally {
      await again.close();
    }
    expect(await instancesOf('restart')).toMatchObject([{ variables: { a: 1, b: 1 } }]);
  });

  it('given both halves many times at once, then as many instances as pairs', async () => {
    await deploy(runtime, 'race', two('race'));
    const keys = Array.from({ length: 10 }, (_, index) => `K${index}`);
    await Promise.all(keys.flatMap((key) => [send('race-a', key), send('race-b', key)]));
    expect((await instancesOf('race')).map(({ businessKey }) => businessKey).toSorted()).toEqual(keys.toSorted());
  });

  it('given a new version, then what the old one has collected is forgotten', async () => {
    await deploy(runtime, 'renewed', two('renewed'));
    await send('renewed-a', 'K');
    await deploy(runtime, 'renewed', two('renewed', 'Other work'));
    expect(await send('renewed-b', 'K')).toMatchObject([{ kind: 'collected' }]);
    expect(await send('renewed-a', 'K')).toMatchObject([{ kind: 'started' }]);
    expect(await instancesOf('renewed')).toMatchObject([{ definitionVersion: 2 }]);
  });

  it('given messages another process throws, then they are collected by its business key', async () => {
    const thrower = bpmn(
      'thrower',
      `<bpmn:startEvent id="start"/><bpmn:intermediateThrowEvent id="first"><bpmn:messageEventDefinition messageRef="a"/></bpmn:intermediateThrowEvent><bpmn:endEvent id="second"><bpmn:messageEventDefinition messageRef="b"/></bpmn:endEvent>${flows('start', 'first', 'second')}`,
      '<bpmn:message id="a" name="thrown-a"/><bpmn:message id="b" name="thrown-b"/>',
    );
    await deploy(runtime, 'thrown', two('thrown'));
    await deploy(runtime, 'thrower', thrower);
    await runtime.instances.start({ definition: { key: 'thrower' }, businessKey: 'T1' });
    await runtime.instances.start({ definition: { key: 'thrower' }, businessKey: 'T2' });
    await until(async () => (await instancesOf('thrown')).length === 2);
    expect((await instancesOf('thrown')).map(({ businessKey }) => businessKey).toSorted()).toEqual(['T1', 'T2']);
  });
});

describe('timer start events', () => {
  it('given one that is not due, when it is fired or given another date by hand, then it starts its process', async () => {
    await deploy(
      runtime,
      'clock',
      bpmn(
        'clock',
        `<bpmn:startEvent id="start"><bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R/P100D</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent><bpmn:userTask id="work"/>${flows('start', 'work')}`,
      ),
    );
    const definitionId = (await runtime.definitions.list({ key: 'clock' })).items[0]?.id ?? '';
    const timer = async () => (await runtime.timers.list({ definitionId })).items[0];
    const before = await timer();
    await runtime.timers.fire(before?.id ?? '');
    expect(await instancesOf('clock')).toHaveLength(1);
    const after = await timer();
    expect(Date.parse(after?.dueAt ?? '')).toBeGreaterThan(Date.parse(before?.dueAt ?? ''));
    await runtime.timers.reschedule(after?.id ?? '', new Date(Date.now() - 1000).toISOString());
    await until(async () => (await instancesOf('clock')).length === 2);
  });
});
