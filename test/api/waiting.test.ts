import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  type InstanceDetail,
  type InstanceSummary,
  type MessageDelivery,
  type ProblemDetails,
  type ProcessEvents,
  type SignalDelivery,
} from '#contracts';
import type { ApiClient } from '#testkit';
import { END, file, sequence, START } from './diagrams.ts';
import { Office } from './office.ts';
import { eventually, startTestServer, type TestServer } from './test-server.ts';

const MESSAGES = `<bpmn:message id="M_Zahlung" name="Zahlung"/><bpmn:message id="M_Gutachten" name="Gutachten"/>
<bpmn:signal id="S_Frei" name="Freigabe"/>`;
const zeebe = (key: string) =>
  `<bpmn:extensionElements><zeebe:subscription xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" correlationKey="=${key}"/></bpmn:extensionElements>`;

/** Both must come; drawn as one parallel multiple event. */
const BOTH = file(
  `${MESSAGES}${sequence(
    'beides',
    START,
    `<bpmn:intermediateCatchEvent id="Beides" name="Zahlung und Gutachten" parallelMultiple="true">
      <bpmn:messageEventDefinition messageRef="M_Zahlung"/><bpmn:messageEventDefinition messageRef="M_Gutachten"/>
      <bpmn:signalEventDefinition signalRef="S_Frei"/>
    </bpmn:intermediateCatchEvent>`,
    END,
  )}`,
);

/** Two offices are asked, and both answers are needed. */
const JOIN = file(`<bpmn:process id="zusammen" isExecutable="true">
  <bpmn:startEvent id="S"/><bpmn:parallelGateway id="Auf"/><bpmn:userTask id="Bau" name="Bauamt hören"/>
  <bpmn:userTask id="Forst" name="Forstamt hören"/><bpmn:parallelGateway id="Zu" name="Beide gehört"/><bpmn:endEvent id="E"/>
  <bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="Auf"/><bpmn:sequenceFlow id="f2" sourceRef="Auf" targetRef="Bau"/>
  <bpmn:sequenceFlow id="f3" sourceRef="Auf" targetRef="Forst"/><bpmn:sequenceFlow id="f4" sourceRef="Bau" targetRef="Zu"/>
  <bpmn:sequenceFlow id="f5" sourceRef="Forst" targetRef="Zu"/><bpmn:sequenceFlow id="f6" sourceRef="Zu" targetRef="E"/>
</bpmn:process>`);

const KEYED = file(
  `<bpmn:message id="M_Beleg" name="Beleg">${zeebe('az')}</bpmn:message>${sequence(
    'beleg',
    START,
    `<bpmn:intermediateCatchEvent id="Warten" name="Beleg abwarten">
      <bpmn:extensionElements><zeebe:ioMapping xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
        <zeebe:output source="=betrag" target="summe"/></zeebe:ioMapping></bpmn:extensionElements>
      <bpmn:messageEventDefinition messageRef="M_Beleg"/>
    </bpmn:intermediateCatchEvent>`,
    '<bpmn:userTask id="Pruefen" name="Beleg prüfen"/>',
    END,
  )}`,
);

let server: TestServer;
let api: ApiClient;
let office: Office;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
  await office.deploy({ 'beides.bpmn': BOTH, 'zusammen.bpmn': JOIN, 'beleg.bpmn': KEYED });
}, 60_000);
afterAll(() => server.close());

const detail = async ({ id }: InstanceSummary) => (await api.get<InstanceDetail>(apiPaths.instance(id), 'clerk')).body;

describe('what a case waits for', () => {
  it('given a parallel multiple event, when one of its messages has come, then the case tells what is there and what is not', async () => {
    const instance = await office.start('beides', { businessKey: 'W-1' });
    expect((await detail(instance)).gatherings).toEqual([]);
    expect((await detail(instance)).awaits.map(({ kind, name, label }) => [kind, name, label]).toSorted()).toEqual([
      ['message', 'Gutachten', 'Zahlung und Gutachten'],
      ['message', 'Zahlung', 'Zahlung und Gutachten'],
      ['signal', 'Freigabe', 'Zahlung und Gutachten'],
    ]);
    const message = { name: 'Zahlung', instanceId: instance.id };
    expect((await api.post(apiPaths.messages, 'integrator', message)).status).toBe(200);
    const waiting = await detail(instance);
    expect(waiting.gatherings).toEqual([
      {
        nodeId: 'Beides',
        name: 'Zahlung und Gutachten',
        arrived: [{ kind: 'message', label: 'Zahlung' }],
        awaited: [
          { kind: 'message', label: 'Gutachten' },
          { kind: 'signal', label: 'Freigabe' },
        ],
      },
    ]);
    expect(waiting.awaits.map(({ name }) => name).toSorted()).toEqual(['Freigabe', 'Gutachten']);

    const sent = await api.post<SignalDelivery>(apiPaths.signals, 'integrator', { name: 'Freigabe' });
    expect([sent.status, sent.body]).toEqual([200, { receivers: 1 }]);
    await eventually(
      () => api.get<InstanceDetail>(apiPaths.instance(instance.id), 'clerk'),
      ({ awaits }) => awaits.length === 1,
    );
    await api.post(apiPaths.messages, 'integrator', { name: 'Gutachten', instanceId: instance.id });
    expect(await detail(instance)).toMatchObject({ state: 'completed', gatherings: [], awaits: [] });
  });

  it('given a join, when one of two ways has come, then the case names both', async () => {
    const instance = await office.start('zusammen');
    const task = (await office.tasksOf(instance)).find(({ name }) => name === 'Bauamt hören');
    await api.post(apiPaths.completeTask(task?.id ?? ''), 'clerk', {});
    expect((await detail(instance)).gatherings).toEqual([
      {
        nodeId: 'Zu',
        name: 'Beide gehört',
        arrived: [{ kind: 'way', label: 'Bauamt hören' }],
        awaited: [{ kind: 'way', label: 'Forstamt hören' }],
      },
    ]);
  });

  it('given a message with a key, when it fits nobody or two, then who may see cases is told which keys are awaited', async () => {
    const one = await office.start('beleg', { businessKey: 'W-2', variables: { az: 'A 1' } });
    expect((await detail(one)).awaits).toMatchObject([
      { name: 'Beleg', label: 'Beleg abwarten', correlation: { correlationKey: 'A 1' }, fields: ['betrag'] },
    ]);
    const wrong = { name: 'Beleg', correlation: { correlationKey: 'A 9' } };
    const missed = await api.post<ProblemDetails>(apiPaths.messages, 'integrator', wrong);
    expect([missed.status, missed.body.code]).toEqual([404, 'MESSAGE_NOT_CORRELATED']);
    expect(missed.body.detail).toContain('W-2');
    expect(missed.body.receivers).toMatchObject([
      { instanceId: one.id, businessKey: 'W-2', nodeId: 'Warten', correlation: { correlationKey: 'A 1' } },
    ]);
    const unknown = await api.post<ProblemDetails>(apiPaths.messages, 'integrator', { name: 'Unbekannt' });
    expect([unknown.status, unknown.body.receivers]).toEqual([404, []]);

    const two = await office.start('beleg', { businessKey: 'W-3', variables: { az: 'A 1' } });
    const right = { name: 'Beleg', correlation: { correlationKey: 'A 1' } };
    const doubtful = await api.post<ProblemDetails>(apiPaths.messages, 'integrator', right);
    expect([doubtful.status, doubtful.body.code]).toEqual([409, 'AMBIGUOUS_CORRELATION']);
    expect(doubtful.body.receivers?.map(({ businessKey }) => businessKey).toSorted()).toEqual(['W-2', 'W-3']);

    const [awaited] = (await detail(two)).awaits;
    const meant = { ...right, elementInstanceId: awaited?.elementInstanceId, variables: { betrag: 12 } };
    const delivered = await api.post<MessageDelivery>(apiPaths.messages, 'integrator', meant);
    expect(delivered.body.delivered.map(({ instanceId }) => instanceId)).toEqual([two.id]);
    expect([(await detail(one)).awaits.length, (await detail(two)).awaits.length]).toEqual([1, 0]);
    expect((await detail(two)).variables).toMatchObject({ summe: 12 });
  });

  it('given a process, then it tells what it listens to; sending needs the permission', async () => {
    const { body } = await api.get<ProcessEvents>(apiPaths.definitionEvents('beides'), 'clerk');
    expect(body.events).toMatchObject([
      { kind: 'signal', name: 'Freigabe', starts: false, steps: ['Zahlung und Gutachten'], waiting: 0 },
      { kind: 'message', name: 'Gutachten' },
      { kind: 'message', name: 'Zahlung' },
    ]);
    const keyed = await api.get<ProcessEvents>(apiPaths.definitionEvents('beleg'), 'clerk');
    expect(keyed.body.events).toEqual([
      {
        ...{ kind: 'message', name: 'Beleg', starts: false, steps: ['Beleg abwarten'] },
        ...{ correlationKeys: ['correlationKey'], fields: ['betrag'], waiting: 1 },
      },
    ]);
    const refused = await api.post<ProblemDetails>(apiPaths.signals, 'clerk', { name: 'Freigabe' });
    expect([refused.status, refused.body.code]).toEqual([403, 'PERMISSION_MISSING']);
  });
});
