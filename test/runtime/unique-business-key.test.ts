import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Execution, openExecution } from '#execution';
import type { Runtime } from '#runtime';
import { bpmn, deploy, flows, type Installation, openInstallation, until } from './installation.ts';

const property = (value: string) =>
  `<bpmn:extensionElements><camunda:properties><camunda:property name="uniqueBusinessKey" value="${value}"/></camunda:properties></bpmn:extensionElements>`;
const ONE_TASK = `<bpmn:startEvent id="start"/><bpmn:userTask id="check"/><bpmn:endEvent id="end"/>${flows('start', 'check', 'end')}`;

let installation: Installation;
let runtime: Runtime;
let second: Execution;

beforeAll(async () => {
  installation = await openInstallation();
  ({ runtime } = installation);
  second = await openExecution({
    databaseUrl: installation.databaseUrl,
    log: { warn: () => undefined, error: () => undefined },
  });
  await deploy(runtime, 'permit', bpmn('permit', property('true') + ONE_TASK));
});
afterAll(async () => {
  await second.close();
  await installation.close();
});

const start = (key: string, businessKey: string, by: Runtime = runtime) =>
  by.instances.start({ definition: { key }, businessKey });
const end = (id: string) => runtime.instances.cancel(id, { reason: 'over' });

describe('a process whose business keys are unique', () => {
  it('given many starts at once in two programs, then exactly one wins; when its case has ended, then the key is free', async () => {
    for (let round = 0; round < 5; round += 1) {
      const starts = await Promise.allSettled(
        Array.from({ length: 16 }, (_, index) =>
          start('permit', `P-${round}`, index % 2 === 0 ? runtime : second.runtime),
        ),
      );
      const won = starts.filter(({ status }) => status === 'fulfilled');
      const codes = starts.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
      expect(won).toHaveLength(1);
      expect(new Set(codes)).toEqual(new Set(['BUSINESS_KEY_TAKEN']));
    }
    const { items } = await runtime.instances.list({ definitionKey: 'permit', businessKey: 'P-0' });
    expect(items).toHaveLength(1);
    await expect(start('permit', 'P-0')).rejects.toMatchObject({ details: { instanceId: items[0]?.id } });
    await end(items[0]?.id ?? '');
    expect((await start('permit', 'P-0')).created).toBe(true);
    expect((await start('permit', 'P-other')).created).toBe(true);
    await runtime.instances.start({ definition: { key: 'permit' } });
    await runtime.instances.start({ definition: { key: 'permit' } });
  });

  it('given a start with an idempotency key that was refused, when the key is free and it is sent again, then it starts', async () => {
    const { instance } = await start('permit', 'once');
    const again = { definition: { key: 'permit' }, businessKey: 'once', idempotencyKey: 'request-1' };
    const refused = await Promise.allSettled([
      ...Array.from({ length: 5 }, (_, index) => start('permit', `beside-${index}`)),
      runtime.instances.start(again),
    ]);
    expect(refused.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'BUSINESS_KEY_TAKEN' } });
    await end(instance.id);
    const { instance: later, created } = await runtime.instances.start(again);
    expect(created).toBe(true);
    expect(await runtime.instances.start(again)).toMatchObject({ created: false, instance: { id: later.id } });
  });

  it('given a case that began before the process wanted it, when another one is to begin, then it is refused', async () => {
    await deploy(runtime, 'claim', bpmn('claim', ONE_TASK));
    const { instance } = await start('claim', 'C-1');
    await start('claim', 'C-1');
    await deploy(runtime, 'claim', bpmn('claim', property('ja') + ONE_TASK));
    await expect(start('claim', 'C-1')).rejects.toMatchObject({ code: 'BUSINESS_KEY_TAKEN' });
    await deploy(runtime, 'claim', bpmn('claim', property('false') + ONE_TASK));
    expect((await start('claim', 'C-1')).instance.id).not.toBe(instance.id);
  });

  it('given a message start event, when the message comes twice with the same key, then the second one is refused', async () => {
    await deploy(
      runtime,
      'order',
      bpmn(
        'order',
        `${property('true')}<bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
         <bpmn:userTask id="check"/><bpmn:endEvent id="end"/>${flows('start', 'check', 'end')}`,
        '<bpmn:message id="m" name="ordered"/>',
      ),
    );
    const ordered = { messageName: 'ordered', businessKey: 'O-1' };
    const sent = await Promise.allSettled([1, 2, 3].map(() => runtime.events.correlateMessage(ordered)));
    expect(sent.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(runtime.events.correlateMessage(ordered)).rejects.toMatchObject({ code: 'BUSINESS_KEY_TAKEN' });
  });

  it('given call activities with one key, when they begin together, then one runs and the others wait as incidents', async () => {
    const call = (id: string, loop = '') =>
      `<bpmn:callActivity id="${id}" calledElement="permit"><bpmn:extensionElements>
         <camunda:in businessKey="#{execution.processBusinessKey}"/></bpmn:extensionElements>${loop}</bpmn:callActivity>`;
    const loop = (sequential: boolean) =>
      `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;
    const caller = (id: string, sequential: boolean) =>
      bpmn(
        id,
        `<bpmn:startEvent id="start"/>${call('call', loop(sequential))}<bpmn:endEvent id="end"/>${flows('start', 'call', 'end')}`,
      );
    await deploy(runtime, 'parallel', caller('parallel', false));
    const { instance } = await start('parallel', 'called');
    const called = () => runtime.instances.list({ definitionKey: 'permit', businessKey: 'called', states: ['active'] });
    const open = () => runtime.incidents.list({ rootId: instance.id });
    expect((await called()).total).toBe(1);
    expect((await open()).items.map(({ kind }) => kind)).toEqual(['called', 'called']);
    for (let left = 2; left >= 0; left -= 1) {
      const { items } = await runtime.tasks.list({ rootId: instance.id });
      await runtime.tasks.complete({ taskId: items[0]?.id ?? '' });
      const [incident] = (await open()).items;
      if (incident !== undefined) await runtime.incidents.retry(incident.id);
      expect((await open()).total).toBe(Math.max(0, left - 1));
    }
    await until(async () => (await runtime.instances.get(instance.id)).state === 'completed');

    // One after the other each call finds the key free again, also where all of them pass in one step.
    await deploy(
      runtime,
      'permit',
      bpmn(
        'permit',
        `${property('true')}<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>${flows('start', 'end')}`,
      ),
    );
    await deploy(runtime, 'sequential', caller('sequential', true));
    expect((await start('sequential', 'passing')).instance.state).toBe('completed');
  });

  it('given an installation where keys are unique by default, then a process that says nothing is held to it, one that says no is not', async () => {
    const strict = await openInstallation({ uniqueBusinessKeys: true });
    try {
      await deploy(strict.runtime, 'plain', bpmn('plain', ONE_TASK));
      await deploy(strict.runtime, 'loose', bpmn('loose', property('false') + ONE_TASK));
      await start('plain', 'K', strict.runtime);
      await expect(start('plain', 'K', strict.runtime)).rejects.toMatchObject({ code: 'BUSINESS_KEY_TAKEN' });
      await start('loose', 'K', strict.runtime);
      await start('loose', 'K', strict.runtime);
    } finally {
      await strict.close();
    }
  });

  it('given the German name of the property in the other notation, then it means the same; other properties are told', async () => {
    const zeebe = `<bpmn:extensionElements><zeebe:properties><zeebe:property name="eindeutigesAktenzeichen" value="ja"/><zeebe:property name="colour" value="red"/></zeebe:properties></bpmn:extensionElements>`;
    const { findings } = await deploy(runtime, 'german', bpmn('german', zeebe + ONE_TASK));
    expect(findings.filter(({ code }) => code === 'EXTENSION_NOT_HONOURED').map(({ message }) => message)).toEqual([
      expect.stringContaining('colour'),
    ]);
    await start('german', 'G-1');
    await expect(start('german', 'G-1')).rejects.toMatchObject({ code: 'BUSINESS_KEY_TAKEN' });
  });

  it('given a message thrown by a case whose key is taken, when it would start another one, then it is used up and nothing starts', async () => {
    await deploy(
      runtime,
      'thrower',
      bpmn(
        'thrower',
        `<bpmn:startEvent id="start"/><bpmn:intermediateThrowEvent id="throw"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateThrowEvent>
         <bpmn:endEvent id="end"/>${flows('start', 'throw', 'end')}`,
        '<bpmn:message id="m" name="ordered"/>',
      ),
    );
    const background = await installation.execution.startBackground({ sweepMs: 100 });
    try {
      const orders = async () => (await runtime.instances.list({ definitionKey: 'order', businessKey: 'O-2' })).total;
      await start('thrower', 'O-2');
      await until(async () => (await orders()) === 1);
      await start('thrower', 'O-2');
      await start('thrower', 'O-3');
      await until(
        async () => (await runtime.instances.list({ definitionKey: 'order', businessKey: 'O-3' })).total === 1,
      );
      await background.pass();
      expect(await orders()).toBe(1);
    } finally {
      await background.stop();
    }
  });

  it('given a value that is neither yes nor no, when it is uploaded, then a finding names property and value', async () => {
    const content = Buffer.from(bpmn('odd', property('maybe') + ONE_TASK));
    const { findings } = await runtime.deployments.validate([{ name: 'odd.bpmn', content }]);
    const found = findings.find(({ code }) => code === 'PROPERTY_NOT_YES_OR_NO');
    expect(found).toMatchObject({ severity: 'warning', elementId: 'odd' });
    expect(found?.message).toContain('maybe');
  });
});
