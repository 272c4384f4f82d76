import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BasicAuthInterceptor, Client, Variables, type Task, type TaskService } from 'camunda-external-task-client-js';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';
import { stoppable, type StoppableClient } from './stop-client.ts';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="http://example.org">
  <bpmn:error id="Error_1" errorCode="ABGELEHNT" />
  <bpmn:process id="gebuehr" isExecutable="true" camunda:historyTimeToLive="P30D">
    <bpmn:startEvent id="start" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="berechnen" />
    <bpmn:serviceTask id="berechnen" camunda:type="external" camunda:topic="gebuehr-berechnen" />
    <bpmn:boundaryEvent id="abgelehnt" attachedToRef="berechnen"><bpmn:errorEventDefinition id="e" errorRef="Error_1" camunda:errorMessageVariable="grund" /></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f2" sourceRef="berechnen" targetRef="fertig" />
    <bpmn:sequenceFlow id="f3" sourceRef="abgelehnt" targetRef="abgebrochen" />
    <bpmn:endEvent id="fertig" />
    <bpmn:endEvent id="abgebrochen" />
  </bpmn:process>
</bpmn:definitions>`;

let engine: EngineUnderTest;
let client: Client;
let worker: StoppableClient;
const as = 'operator';
const LONG_POLL_MS = 2_000;

beforeAll(async () => {
  engine = await startEngine();
  const form = new FormData();
  // Exactly the parts Camunda Modeler's "Deploy current diagram" sends.
  form.append('deployment-name', 'gebuehr');
  form.append('enable-duplicate-filtering', 'true');
  form.append('deployment-source', 'Camunda Modeler');
  form.append('data', new Blob([MODEL]), 'gebuehr.bpmn');
  const deployed = await engine.api.call<{ deployedProcessDefinitions: object }>(
    'POST',
    '/engine-rest/deployment/create',
    { as, body: form },
  );
  expect([deployed.status, Object.values(deployed.body.deployedProcessDefinitions)]).toEqual([
    200,
    [expect.objectContaining({ key: 'gebuehr', version: 1 })],
  ]);
  client = new Client({
    baseUrl: engine.engineRest,
    workerId: 'rechner',
    asyncResponseTimeout: LONG_POLL_MS,
    interval: 20,
    maxTasks: 1,
    interceptors: new BasicAuthInterceptor({ username: as, password: as }),
  });
  worker = stoppable(client);
  client.subscribe('gebuehr-berechnen', ({ task, taskService }) => {
    void next.work.then(({ handler, done, failed }) => {
      next = nextWork();
      return handler(task, taskService).then(done, failed);
    });
  });
}, 60_000);

afterAll(async () => {
  await worker.stop();
  await engine.close();
});

/** The client's File is not among its published types. */
interface RemoteFile {
  load(): Promise<{ readonly content: Buffer; readonly filename: string }>;
}

type Handler = (task: Task, service: TaskService) => Promise<unknown>;
interface Work {
  readonly handler: Handler;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}
/** What the one worker does with its next task; a task that comes earlier waits for it. */
function nextWork() {
  let give: (work: Work) => void = () => undefined;
  const work = new Promise<Work>((resolve) => {
    give = resolve;
  });
  return { work, give };
}
let next = nextWork();

/** Lets the real npm client do the next task; resolves when the handler has. */
function work(handler: Handler): Promise<void> {
  return new Promise((resolve, reject) => {
    next.give({ handler, done: () => resolve(), failed: reject });
  });
}

async function start(variables: object = {}): Promise<string> {
  const { body } = await engine.api.call<{ id: string }>('POST', '/engine-rest/process-definition/key/gebuehr/start', {
    as,
    json: { variables },
  });
  return body.id;
}

async function history(id: string) {
  const instance = await engine.api.get<{ state: string }>(`/engine-rest/history/process-instance/${id}`, as);
  const activities = await engine.api.get<{ activityId: string; canceled: boolean }[]>(
    `/engine-rest/history/activity-instance?processInstanceId=${id}&finished=true`,
    as,
  );
  const variables = await engine.api.get<{ name: string; value: unknown; type: string }[]>(
    `/engine-rest/history/variable-instance?processInstanceId=${id}`,
    as,
  );
  return {
    state: instance.body.state,
    done: activities.body.filter((one) => !one.canceled).map((one) => one.activityId),
    variables: Object.fromEntries(variables.body.map((one) => [one.name, one])),
  };
}

describe('the real external task client of Camunda 7', () => {
  it('given a waiting long poll, when a case starts, then it gets the task at once with typed variables and completes it', async () => {
    const worked = work(async (task, service) => {
      expect(task.variables.getAll()).toEqual({
        hunde: 2,
        satz: 48.5,
        kampfhund: false,
        halter: { name: 'Müller' },
        seit: new Date('2026-01-31T07:00:00.000Z'),
      });
      const result = new Variables();
      result.set('betrag', 97);
      result.set('posten', [{ hund: 1 }, { hund: 2 }]);
      result.setTyped('faellig', { type: 'date', value: new Date('2026-03-01T00:00:00.000Z'), valueInfo: {} });
      await service.complete(task, result);
    });
    const started = Date.now();
    const id = await start({
      hunde: { value: 2, type: 'Integer' },
      satz: { value: 48.5, type: 'Double' },
      kampfhund: { value: false, type: 'Boolean' },
      halter: { value: '{"name":"Müller"}', type: 'Json' },
      seit: { value: '2026-01-31T08:00:00.000+0100', type: 'Date' },
    });
    await worked;
    expect(Date.now() - started).toBeLessThan(4_000);
    const { state, done, variables } = await history(id);
    expect([state, done]).toEqual(['COMPLETED', ['start', 'berechnen', 'fertig']]);
    expect(variables['betrag']).toMatchObject({ type: 'Integer', value: 97 });
    expect(variables['posten']).toMatchObject({ type: 'Json', value: '[{"hund":1},{"hund":2}]' });
    expect(variables['faellig']).toMatchObject({ type: 'Date', value: '2026-03-01T00:00:00.000+0000' });
  });

  it('given a failure without retries, then an incident stands until somebody gives retries, and the next try completes', async () => {
    const id = await start();
    await work((task, service) =>
      service.handleFailure(task, {
        errorMessage: 'Satzung fehlt',
        errorDetails: 'Zeile 7',
        retries: 0,
        retryTimeout: 0,
      }),
    );
    const { body: incidents } = await engine.api.get<
      { incidentMessage: string; incidentType: string; configuration: string }[]
    >(`/engine-rest/incident?processInstanceId=${id}`, as);
    expect(incidents).toEqual([
      expect.objectContaining({ incidentType: 'failedExternalTask', incidentMessage: 'Satzung fehlt' }),
    ]);
    const task = incidents[0]?.configuration ?? '';
    expect((await engine.api.get(`/engine-rest/external-task/${task}/errorDetails`, as)).body).toBe('Zeile 7');
    expect(
      (await engine.api.call('PUT', `/engine-rest/external-task/${task}/retries`, { as, json: { retries: 1 } })).status,
    ).toBe(204);
    await work((again, service) => service.complete(again));
    expect((await history(id)).state).toBe('COMPLETED');
  });

  it('given a BPMN error, then the boundary event catches it with its message', async () => {
    const id = await start();
    await work((task, service) => service.handleBpmnError(task, 'ABGELEHNT', 'Befreiung nach § 4'));
    const { done, variables } = await history(id);
    expect(done).toEqual(['start', 'abgelehnt', 'abgebrochen']);
    expect(variables['grund']).toMatchObject({ value: 'Befreiung nach § 4' });
  });

  it('given files as variables, then text and bytes come through in both directions', async () => {
    const bytes = Buffer.from([0, 255, 137, 80, 78, 71, 13, 10]);
    const id = await start({
      bild: {
        type: 'File',
        value: bytes.toString('base64'),
        valueInfo: { filename: 'hund.png', mimetype: 'image/png' },
      },
    });
    await work(async (task, service) => {
      const file = await (task.variables.get('bild') as RemoteFile).load();
      expect([file.filename, Buffer.compare(file.content, bytes)]).toEqual(['hund.png', 0]);
      const result = new Variables();
      result.setTyped('bescheid', {
        type: 'file',
        value: Buffer.from('Bescheid über Hundesteuer').toString('base64'),
        valueInfo: { filename: 'bescheid.txt', mimetype: 'text/plain', encoding: 'utf-8' },
      });
      await service.complete(task, result);
    });
    expect((await history(id)).variables['bescheid']).toMatchObject({
      type: 'File',
      valueInfo: { filename: 'bescheid.txt' },
    });
  });

  it('given a lock that is extended, unlocked and taken by somebody else, then the first can no longer complete', async () => {
    const id = await start();
    let taken = '';
    await work(async (task, service) => {
      await service.extendLock(task, 60_000);
      // Its poll that waits would take the task again as soon as it is free.
      await worker.stop();
      await service.unlock(task);
      taken = task.id ?? '';
    });
    const fetched = await engine.api.call<{ id: string }[]>('POST', '/engine-rest/external-task/fetchAndLock', {
      as,
      json: { workerId: 'andere', maxTasks: 10, topics: [{ topicName: 'gebuehr-berechnen', lockDuration: 60_000 }] },
    });
    expect(fetched.body.map((one) => one.id)).toContain(taken);
    const late = await engine.api.call<{ type: string }>('POST', `/engine-rest/external-task/${taken}/complete`, {
      as,
      json: { workerId: 'rechner' },
    });
    expect([late.status, late.body.type]).toEqual([400, 'RestException']);
    expect((await history(id)).state).toBe('ACTIVE');
  });

  it('given nothing to do, then the long poll ends empty after its time', async () => {
    const started = Date.now();
    const { body } = await engine.api.call<unknown[]>('POST', '/engine-rest/external-task/fetchAndLock', {
      as,
      json: {
        workerId: 'x',
        maxTasks: 1,
        asyncResponseTimeout: 300,
        topics: [{ topicName: 'nichts', lockDuration: 1000 }],
      },
    });
    expect(body).toEqual([]);
    expect(Date.now() - started).toBeGreaterThanOrEqual(290);
  });
});
