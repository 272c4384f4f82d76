import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

describe('conversations of drawn message flows', () => {
  const pools = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org">
  <bpmn:collaboration id="c"><bpmn:participant id="pa" processRef="asker"/><bpmn:participant id="pb" processRef="answerer"/>
    <bpmn:messageFlow id="m1" sourceRef="ask" targetRef="asked"/><bpmn:messageFlow id="m2" sourceRef="tell" targetRef="told"/></bpmn:collaboration>
  <bpmn:process id="asker" isExecutable="true"><bpmn:startEvent id="start"/><bpmn:intermediateThrowEvent id="ask"><bpmn:messageEventDefinition id="d1"/></bpmn:intermediateThrowEvent>
    <bpmn:intermediateCatchEvent id="told"><bpmn:messageEventDefinition id="d2"/></bpmn:intermediateCatchEvent><bpmn:endEvent id="end"/>${flows('start', 'ask', 'told', 'end')}</bpmn:process>
  <bpmn:process id="answerer" isExecutable="true"><bpmn:startEvent id="asked"><bpmn:messageEventDefinition id="d3"/></bpmn:startEvent><bpmn:userTask id="think"/>
    <bpmn:endEvent id="tell"><bpmn:messageEventDefinition id="d4"/></bpmn:endEvent>${flows('asked', 'think', 'tell')}</bpmn:process>
</bpmn:definitions>`;

  it('given two cases that wait for the same answer, then each gets its own, also when only one is left waiting', async () => {
    await deploy(runtime, 'pools', pools);
    const one = await runtime.instances.start({ definition: { key: 'asker' } });
    const two = await runtime.instances.start({ definition: { key: 'asker' }, businessKey: 'TWO' });
    const tasks = await until(async () => {
      const { items } = await runtime.tasks.list({ nodeId: 'think' });
      return items.length === 2 && items;
    });
    const answerOf = async (businessKey: string) => {
      for (const task of tasks) {
        const answerer = await runtime.instances.get(task.instanceId);
        if (answerer.businessKey === businessKey) return task.id;
      }
      throw new Error(`Expected an answerer of ${businessKey}`);
    };
    await runtime.tasks.complete({ taskId: await answerOf('TWO') });
    await until(async () => (await runtime.instances.get(two.instance.id)).endedAt !== null);
    expect((await runtime.instances.get(one.instance.id)).endedAt).toBeNull();
    // A stranger's answer is for nobody here, although only one waits.
    const stranger = await runtime.instances.start({
      definition: { key: 'answerer' },
      startNodeId: 'asked',
      businessKey: 'STRANGER',
    });
    const { items } = await runtime.tasks.list({ instanceId: stranger.instance.id });
    await runtime.tasks.complete({ taskId: items[0]?.id ?? '' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await runtime.instances.get(one.instance.id)).endedAt).toBeNull();
    await runtime.tasks.complete({ taskId: await answerOf(one.instance.id) });
    await until(async () => (await runtime.instances.get(one.instance.id)).endedAt !== null);
  });
});

describe('correlation keys of the standard', () => {
  const messages = `<bpmn:message id="M" name="parcel"/>
    <bpmn:correlationProperty id="CP" name="orderId"><bpmn:correlationPropertyRetrievalExpression id="re" messageRef="M"><bpmn:messagePath xsi:type="bpmn:tFormalExpression">order.id</bpmn:messagePath></bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>
    <bpmn:collaboration id="C"><bpmn:correlationKey id="K" name="k"><bpmn:correlationPropertyRef>CP</bpmn:correlationPropertyRef></bpmn:correlationKey></bpmn:collaboration>`;
  const event = '<bpmn:messageEventDefinition messageRef="M"/>';
  const waiting = bpmn(
    'waiting',
    `<bpmn:correlationSubscription id="cs" correlationKeyRef="K"><bpmn:correlationPropertyBinding id="cb" correlationPropertyRef="CP"><bpmn:dataPath xsi:type="bpmn:tFormalExpression">order.id</bpmn:dataPath></bpmn:correlationPropertyBinding></bpmn:correlationSubscription><bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="arrived">${event}</bpmn:intermediateCatchEvent><bpmn:userTask id="unpack"/>${flows('start', 'arrived', 'unpack')}`,
    messages,
  );
  const sending = bpmn(
    'sending',
    `<bpmn:startEvent id="start"/><bpmn:endEvent id="sent">${event}</bpmn:endEvent>${flows('start', 'sent')}`,
    messages,
  );

  it('given three cases that wait, when another process sends for one, then just that one goes on', async () => {
    await deploy(runtime, 'waiting', waiting);
    await deploy(runtime, 'sending', sending);
    const start = (key: string, id: number) =>
      runtime.instances.start({ definition: { key }, variables: { order: { id } } });
    const cases = await Promise.all([1, 2, 3].map((id) => start('waiting', id)));
    await start('sending', 2);
    const tasks = await until(async () => {
      const { items } = await runtime.tasks.list({ nodeId: 'unpack' });
      return items.length > 0 && items;
    });
    expect(tasks.map(({ instanceId }) => instanceId)).toEqual([cases[1]?.instance.id]);
  });

  it('given keys nobody has or several have, then the sender is told and nothing moves', async () => {
    const send = (correlationKeys: object) =>
      runtime.events.correlateMessage({ messageName: 'parcel', correlationKeys: { ...correlationKeys } });
    await expect(send({ orderId: 99 })).rejects.toMatchObject({ code: 'NO_MATCHING_SUBSCRIPTION' });
    await runtime.instances.start({ definition: { key: 'waiting' }, variables: { order: { id: 3 } } });
    await expect(send({ orderId: 3 })).rejects.toMatchObject({ code: 'AMBIGUOUS_CORRELATION' });
    const { items } = await runtime.tasks.list({ nodeId: 'unpack' });
    expect(items).toHaveLength(1);
  });
});
