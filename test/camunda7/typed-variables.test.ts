import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const model = (id: string, body: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="http://example.org">
  <bpmn:message id="m" name="post" /><bpmn:signal id="g" name="glocke" />
  <bpmn:error id="e" errorCode="NEIN" />
  <bpmn:process id="${id}" isExecutable="true" camunda:historyTimeToLive="P30D">${body}</bpmn:process>
</bpmn:definitions>`;
const flow = (id: string, from: string, to: string) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`;

const TASK = `<bpmn:startEvent id="s" />${flow('f1', 's', 't')}<bpmn:userTask id="t" />${flow('f2', 't', 'u')}<bpmn:userTask id="u" />`;
const WORK = `<bpmn:startEvent id="s" />${flow('f1', 's', 't')}
  <bpmn:serviceTask id="t" camunda:type="external" camunda:topic="typen" />${flow('f2', 't', 'u')}<bpmn:userTask id="u" />
  <bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:errorEventDefinition id="ed" errorRef="e" /></bpmn:boundaryEvent>${flow('f3', 'b', 'u')}`;
const MESSAGE = `<bpmn:startEvent id="s" />${flow('f1', 's', 'r')}<bpmn:receiveTask id="r" messageRef="m" />${flow('f2', 'r', 'u')}<bpmn:userTask id="u" />
  <bpmn:boundaryEvent id="b" attachedToRef="r"><bpmn:signalEventDefinition id="sd" signalRef="g" /></bpmn:boundaryEvent>${flow('f3', 'b', 'u')}`;
const CALLER = `<bpmn:startEvent id="s" />${flow('f1', 's', 'c')}
  <bpmn:callActivity id="c" calledElement="gerufen"><bpmn:extensionElements>
    <camunda:in variables="all" /><camunda:in source="betrag" target="summe" /><camunda:in sourceExpression="\${betrag}" target="kopie" />
    <camunda:in sourceExpression="\${betrag + 0.5}" target="mehr" />
    <camunda:out source="ergebnis" target="zurueck" /></bpmn:extensionElements></bpmn:callActivity>${flow('f2', 'c', 'u')}<bpmn:userTask id="u" />`;

const DATE = '2026-01-31T08:00:00.000+0100';
/** One of every type; those whose value shows another type by itself first. */
const EVERY = {
  kurz: { type: 'Short', value: 7, valueInfo: {} },
  lang: { type: 'Long', value: 7, valueInfo: {} },
  ganz: { type: 'Integer', value: 7, valueInfo: {} },
  doppelt: { type: 'Double', value: 3, valueInfo: {} },
  text: { type: 'String', value: DATE, valueInfo: {} },
  datum: { type: 'Date', value: DATE, valueInfo: {} },
  wahr: { type: 'Boolean', value: true, valueInfo: {} },
  leer: { type: 'Null', value: null, valueInfo: {} },
  kein: { type: 'Long', value: null, valueInfo: {} },
  xml: { type: 'Xml', value: '<hund name="Rex"/>', valueInfo: {} },
  json: { type: 'Json', value: '7', valueInfo: {} },
  bytes: { type: 'Bytes', value: 'AAH/', valueInfo: {} },
  datei: {
    type: 'File',
    value: 'SGFsbG8=',
    valueInfo: { filename: 'brief.txt', mimeType: 'text/plain', encoding: 'UTF-8' },
  },
  objekt: {
    type: 'Object',
    value: '{"name":"Rex"}',
    valueInfo: { objectTypeName: 'org.example.Hund', serializationDataFormat: 'application/json' },
  },
  ['__proto__']: { type: 'Short', value: 1, valueInfo: {} },
  constructor: { type: 'Long', value: 2, valueInfo: {} },
};
type Typed = Readonly<Record<string, { type: string; value: unknown; valueInfo: object }>>;
/** What is answered: the content of a file is read on its own; an Object is data. */
const ANSWERED: Typed = {
  ...EVERY,
  datei: { ...EVERY.datei, value: null },
  objekt: { ...EVERY.objekt, value: { name: 'Rex' } },
};
const SERIALIZED: Typed = { ...ANSWERED, objekt: EVERY.objekt };

let engine: EngineUnderTest;
let camunda: CamundaClient;

beforeAll(async () => {
  engine = await startEngine();
  camunda = openCamundaClient(engine);
  for (const [id, body] of Object.entries({
    aufgabe: TASK,
    arbeit: WORK,
    nachricht: MESSAGE,
    rufer: CALLER,
    gerufen: TASK,
  }))
    await camunda.deploy(id, model(id, body));
}, 60_000);

afterAll(() => engine.close());

const entries = (typed: object) => Object.entries(typed).toSorted(([a], [b]) => (a < b ? -1 : 1));

async function start(key: string, variables: object = {}): Promise<string> {
  const { body, status } = await camunda.post<{ id: string }>(`/process-definition/key/${key}/start`, { variables });
  expect([status, body]).toEqual([200, expect.anything()]);
  return body.id;
}

const variablesOf = async (id: string, query = '') =>
  (await camunda.get<Typed>(`/process-instance/${id}/variables${query}`)).body;

async function taskOf(instanceId: string): Promise<{ id: string; executionId: string }> {
  const { body } = await camunda.get<{ id: string; executionId: string }[]>(`/task?processInstanceId=${instanceId}`);
  if (body[0] === undefined) throw new Error('Expected a task');
  return body[0];
}

async function fetched(instanceId: string, topic: object = {}) {
  const { body } = await camunda.post<{ id: string; processInstanceId: string; variables: Typed }[]>(
    '/external-task/fetchAndLock',
    { workerId: 'w', maxTasks: 100, topics: [{ topicName: 'typen', lockDuration: 60_000, ...topic }] },
  );
  const task = body.find((one) => one.processInstanceId === instanceId);
  if (task === undefined) throw new Error('Expected an external task');
  return task;
}

async function until<T>(read: () => Promise<T | undefined | false>): Promise<T> {
  for (let left = 200; left > 0; left -= 1) {
    const found = await read();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Expected it within 5 s, but it did not come');
}

describe('the type of a variable survives every door', () => {
  it('given every type at a start, then all are answered as they were sent, as data and as text', async () => {
    const id = await start('aufgabe', EVERY);
    expect(entries(await variablesOf(id))).toEqual(entries(ANSWERED));
    expect(entries(await variablesOf(id, '?deserializeValues=false'))).toEqual(entries(SERIALIZED));
    expect((await camunda.get(`/process-instance/${id}/variables/lang`)).body).toEqual(EVERY.lang);
    expect((await camunda.get(`/process-instance/${id}/variables/objekt?deserializeValue=false`)).body).toEqual(
      EVERY.objekt,
    );
  });

  it('given a start with variables in return, then they have their types', async () => {
    const { body } = await camunda.post<{ variables: Typed }>('/process-definition/key/aufgabe/start', {
      variables: EVERY,
      withVariablesInReturn: true,
    });
    expect(entries(body.variables)).toEqual(entries(ANSWERED));
  });

  it('given variables put, modified and removed at an instance, then each keeps the type it came with last', async () => {
    const id = await start('aufgabe', { x: EVERY.lang, y: EVERY.kurz });
    expect((await camunda.put(`/process-instance/${id}/variables/x`, EVERY.doppelt)).status).toBe(204);
    await camunda.post(`/process-instance/${id}/variables`, { modifications: EVERY, deletions: ['y'] });
    expect(entries(await variablesOf(id))).toEqual(entries({ ...ANSWERED, x: EVERY.doppelt }));
    await camunda.put(`/process-instance/${id}/variables/x`, { value: 3 });
    expect((await variablesOf(id))['x']).toEqual({ type: 'Integer', value: 3, valueInfo: {} });
  });

  it.each(['localVariables', 'variables'])('given %s of a task and its execution, then types survive', async (kind) => {
    const id = await start('aufgabe');
    const task = await taskOf(id);
    await camunda.post(`/task/${task.id}/${kind}`, { modifications: EVERY });
    expect(entries((await camunda.get<Typed>(`/task/${task.id}/${kind}`)).body)).toEqual(entries(ANSWERED));
    await camunda.put(`/execution/${task.executionId}/localVariables/nah`, EVERY.kurz);
    expect((await camunda.get(`/execution/${task.executionId}/localVariables/nah`)).body).toEqual(EVERY.kurz);
    expect((await camunda.get<Typed>(`/task/${task.id}/form-variables?variableNames=nah,lang`)).body).toEqual({
      nah: EVERY.kurz,
      lang: EVERY.lang,
    });
  });

  it.each(['complete', 'submit-form'])('given a task with %s, then types survive', async (verb) => {
    const id = await start('aufgabe');
    const { status, body } = await camunda.post<Typed>(`/task/${(await taskOf(id)).id}/${verb}`, {
      variables: EVERY,
      withVariablesInReturn: true,
    });
    expect([status, entries(body)]).toEqual([200, entries(ANSWERED)]);
    expect(entries(await variablesOf(id))).toEqual(entries(ANSWERED));
  });

  it('given an external task, then its worker is told the types, and what it completes with keeps them', async () => {
    const id = await start('arbeit', EVERY);
    const task = await fetched(id);
    expect(entries(task.variables)).toEqual(entries(SERIALIZED));
    const sent = { zahl: EVERY.lang, anlage: EVERY.datei, roh: EVERY.bytes };
    await camunda.post(`/external-task/${task.id}/complete`, {
      workerId: 'w',
      variables: sent,
      localVariables: { hier: EVERY.kurz },
    });
    const all = await variablesOf(id);
    expect([all['zahl'], all['anlage'], all['roh'], all['hier']]).toEqual([
      EVERY.lang,
      ANSWERED['datei'],
      EVERY.bytes,
      undefined,
    ]);
  });

  it('given a failure with variables and local ones, then the next try is told both with their types', async () => {
    const id = await start('arbeit');
    const { id: task } = await fetched(id);
    await camunda.post(`/external-task/${task}/failure`, {
      workerId: 'w',
      errorMessage: 'später',
      retries: 1,
      retryTimeout: 0,
      variables: { weit: EVERY.lang },
      localVariables: { nah: EVERY.kurz },
    });
    expect((await fetched(id)).variables).toEqual({ weit: EVERY.lang, nah: EVERY.kurz });
    expect(await variablesOf(id)).toEqual({ weit: EVERY.lang });
  });

  it('given a BPMN error, then its variables keep their types', async () => {
    const id = await start('arbeit');
    const { id: task } = await fetched(id);
    await camunda.post(`/external-task/${task}/bpmnError`, { workerId: 'w', errorCode: 'NEIN', variables: EVERY });
    expect(entries(await variablesOf(id))).toEqual(entries(ANSWERED));
  });

  it('given a message, then its variables keep their types, and local ones stay where it was waited for', async () => {
    const id = await start('nachricht');
    const { status } = await camunda.post('/message', {
      messageName: 'post',
      processInstanceId: id,
      processVariables: EVERY,
      processVariablesLocal: { nah: EVERY.lang },
    });
    expect([status, entries(await variablesOf(id))]).toEqual([204, entries(ANSWERED)]);
    const { body } = await camunda.get<object[]>(`/history/variable-instance?processInstanceId=${id}&variableName=nah`);
    expect(body).toEqual([expect.objectContaining({ ...EVERY.lang, state: 'CREATED' })]);
    expect(body).not.toEqual([expect.objectContaining({ activityInstanceId: id })]);
  });

  it('given a message for an event subprocess, then variables of the triggered scope are there and nowhere else', async () => {
    const body = `${TASK}<bpmn:subProcess id="es" triggeredByEvent="true"><bpmn:startEvent id="es-s" isInterrupting="false"><bpmn:messageEventDefinition id="md" messageRef="m" /></bpmn:startEvent>
      ${flow('ef', 'es-s', 'es-t')}<bpmn:userTask id="es-t" /></bpmn:subProcess>`;
    await camunda.deploy('nebenbei', model('nebenbei', body));
    const id = await start('nebenbei');
    const { status } = await camunda.post('/message', {
      messageName: 'post',
      processInstanceId: id,
      processVariables: { weit: EVERY.lang },
      processVariablesToTriggeredScope: { nah: EVERY.kurz },
    });
    expect([status, await variablesOf(id)]).toEqual([204, { weit: EVERY.lang }]);
    const { body: tasks } = await camunda.get<{ id: string }[]>(`/task?processInstanceId=${id}&taskDefinitionKey=es-t`);
    expect((await camunda.get(`/task/${tasks[0]?.id}/variables`)).body).toEqual({ weit: EVERY.lang, nah: EVERY.kurz });
  });

  it('given a signal, then its variables keep their types', async () => {
    const id = await start('nachricht');
    await camunda.post('/signal', { name: 'glocke', variables: EVERY });
    await until(async () => (await taskOf(id).catch(() => undefined)) !== undefined);
    expect(entries(await variablesOf(id))).toEqual(entries(ANSWERED));
  });

  it('given a called case, then values handed over and taken back unchanged keep their types, computed ones have their own', async () => {
    const id = await start('rufer', { betrag: EVERY.lang, brief: EVERY.datei, xml: EVERY.xml });
    const { body: called } = await camunda.get<{ id: string }[]>(`/process-instance?superProcessInstance=${id}`);
    const calledId = called[0]?.id ?? '';
    expect(await variablesOf(calledId)).toEqual({
      betrag: EVERY.lang,
      summe: EVERY.lang,
      kopie: EVERY.lang,
      mehr: { type: 'Double', value: 7.5, valueInfo: {} },
      brief: ANSWERED['datei'],
      xml: EVERY.xml,
    });
    await camunda.post(`/task/${(await taskOf(calledId)).id}/complete`, { variables: { ergebnis: EVERY.kurz } });
    await camunda.post(`/task/${(await taskOf(calledId)).id}/complete`);
    expect((await variablesOf(id))['zurueck']).toEqual(EVERY.kurz);
  });

  it('given a modification, a migration and a batch that set variables, then types survive', async () => {
    const id = await start('aufgabe', { x: EVERY.lang });
    await camunda.post(`/process-instance/${id}/modification`, {
      instructions: [{ type: 'startBeforeActivity', activityId: 'u', variables: { modifiziert: EVERY.kurz } }],
    });
    await camunda.post(`/process-instance/${id}/modification`, {
      instructions: [
        {
          type: 'startBeforeActivity',
          activityId: 'u',
          variables: { nah: { ...EVERY.lang, local: true }, x: EVERY.lang },
        },
      ],
    });
    const local = await camunda.get<{ value: unknown; type: string; executionId: string }[]>(
      `/variable-instance?processInstanceIdIn=${id}&variableName=nah`,
    );
    expect(local.body).toEqual([expect.objectContaining({ type: 'Long', value: 7 })]);
    expect(local.body[0]?.executionId).not.toBe(id);
    const from = (await camunda.get<{ definitionId: string }>(`/process-instance/${id}`)).body.definitionId;
    const to = await camunda.deploy('aufgabe', model('aufgabe', `${TASK}<bpmn:endEvent id="neu" />`));
    const migrationPlan = (
      await camunda.post<object>('/migration/generate', {
        sourceProcessDefinitionId: from,
        targetProcessDefinitionId: to,
      })
    ).body;
    const { status } = await camunda.post('/migration/execute', {
      migrationPlan: { ...migrationPlan, variables: { migriert: EVERY.doppelt } },
      processInstanceIds: [id],
    });
    expect(status).toBe(204);
    await camunda.post('/process-instance/variables-async', {
      processInstanceIds: [id],
      variables: { gestapelt: EVERY.xml },
    });
    const all = await until(async () => {
      const found = await variablesOf(id);
      return Object.hasOwn(found, 'gestapelt') && found;
    });
    expect(all).toEqual({ x: EVERY.lang, modifiziert: EVERY.kurz, migriert: EVERY.doppelt, gestapelt: EVERY.xml });
  });

  it('given a start with instructions, then its variables keep their types, local ones belong to the activity', async () => {
    const { body: started } = await camunda.post<{ id: string }>('/process-definition/key/aufgabe/start', {
      variables: { x: EVERY.doppelt },
      startInstructions: [
        {
          type: 'startBeforeActivity',
          activityId: 'u',
          variables: { y: EVERY.lang, nah: { ...EVERY.kurz, local: true } },
        },
      ],
    });
    expect(await variablesOf(started.id)).toEqual({ x: EVERY.doppelt, y: EVERY.lang });
    const { executionId } = await taskOf(started.id);
    expect((await camunda.get(`/execution/${executionId}/localVariables`)).body).toEqual({ nah: EVERY.kurz });
  });

  it('given a variable deleted at a task, then it is gone where it was', async () => {
    const id = await start('aufgabe', { x: EVERY.lang, y: EVERY.kurz });
    const { id: task } = await taskOf(id);
    expect((await camunda.delete(`/task/${task}/localVariables/x`)).status).toBe(204);
    expect((await camunda.delete(`/task/${task}/variables/x`)).status).toBe(204);
    expect(await variablesOf(id)).toEqual({ y: EVERY.kurz });
  });

  it.each([true, false])('given a restart with initial variables %s, then types survive', async (initialVariables) => {
    const id = await start('aufgabe', { x: EVERY.lang, y: EVERY.xml });
    await camunda.put(`/process-instance/${id}/variables/x`, EVERY.kurz);
    const { body: view } = await camunda.get<{ definitionId: string }>(`/process-instance/${id}`);
    await camunda.delete(`/process-instance/${id}`);
    const { status } = await camunda.post(`/process-definition/${view.definitionId}/restart`, {
      processInstanceIds: [id],
      initialVariables,
      instructions: [{ type: 'startBeforeActivity', activityId: 't' }],
    });
    expect(status).toBe(204);
    const { body } = await camunda.get<{ id: string }[]>('/process-instance?processDefinitionKey=aufgabe');
    const all = await Promise.all(body.map(async (one) => [one.id, await variablesOf(one.id)] as const));
    const expected = { x: initialVariables ? EVERY.lang : EVERY.kurz, y: EVERY.xml };
    expect(all.filter(([other]) => other !== id).map(([, variables]) => variables)).toContainEqual(expected);
  });
});

describe('content of variables', () => {
  const upload = async (path: string, form: FormData) => {
    const response = await fetch(`${engine.engineRest}${path}`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('operator:operator')}` },
      body: form,
    });
    return { status: response.status, body: await response.text() };
  };
  const download = async (path: string) => {
    const response = await fetch(`${engine.engineRest}${path}`, {
      headers: { authorization: `Basic ${btoa('operator:operator')}` },
    });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      name: response.headers.get('content-disposition'),
      text: await response.text(),
    };
  };

  it('given an upload as File, then it is a File with name, type and encoding, and is read back', async () => {
    const path = `/process-instance/${await start('aufgabe')}/variables/brief`;
    const form = new FormData();
    form.set('data', new Blob(['Hällo'], { type: 'text/plain; encoding=utf-8' }), 'brief.txt');
    form.set('valueType', 'File');
    expect((await upload(`${path}/data`, form)).status).toBe(204);
    expect((await camunda.get(path)).body).toEqual({
      type: 'File',
      value: null,
      valueInfo: { filename: 'brief.txt', mimeType: 'text/plain', encoding: 'utf-8' },
    });
    expect(await download(`${path}/data`)).toMatchObject({
      status: 200,
      type: 'text/plain; charset=utf-8',
      name: expect.stringContaining('brief.txt'),
      text: 'Hällo',
    });
  });

  it('given an upload without a type, then it is Bytes', async () => {
    const path = `/task/${(await taskOf(await start('aufgabe'))).id}/localVariables/roh`;
    const form = new FormData();
    form.set('data', new Blob([new Uint8Array([0, 1, 255])]), 'roh.bin');
    expect((await upload(`${path}/data`, form)).status).toBe(204);
    expect((await camunda.get(path)).body).toEqual(EVERY.bytes);
    expect(await download(`${path}/data`)).toMatchObject({ status: 200, type: 'application/octet-stream' });
  });

  it('given a variable that is no content, then its data is refused', async () => {
    const path = `/process-instance/${await start('aufgabe', { x: EVERY.lang })}/variables`;
    expect((await camunda.get(`${path}/x/data`)).body).toMatchObject({
      type: 'InvalidRequestException',
      message: 'Value of variable with id x is not a binary value.',
    });
    expect((await camunda.get(`${path}/nichts`)).body).toMatchObject({
      type: 'InvalidRequestException',
      message: 'process instance variable with name nichts does not exist',
    });
  });
});

describe('what is refused', () => {
  it('given values out of range, then they are refused in the words of Camunda 7, and nothing has changed', async () => {
    const id = await start('aufgabe', { x: EVERY.lang });
    const { body, status } = await camunda.put(`/process-instance/${id}/variables/x`, { type: 'Short', value: 40_000 });
    expect([status, body]).toEqual([
      400,
      {
        type: 'InvalidRequestException',
        message:
          "Cannot put process instance variable x: Cannot convert value '40000' of type 'Short' to java type java.lang.Short",
        code: null,
      },
    ]);
    expect(await variablesOf(id)).toEqual({ x: EVERY.lang });
    const definition = (await camunda.get<{ id: string }>('/process-definition/key/aufgabe')).body.id;
    const started = await camunda.post('/process-definition/key/aufgabe/start', {
      variables: { x: { type: 'Quantum', value: 1 } },
    });
    expect([started.status, started.body]).toEqual([
      400,
      {
        type: 'InvalidRequestException',
        message: `Cannot instantiate process definition ${definition}: Unsupported value type 'Quantum'`,
        code: null,
      },
    ]);
  });
});

describe('transient variables', () => {
  it('given one at a start, then expressions of that step see it and nothing keeps it', async () => {
    const mapped = `<bpmn:startEvent id="s" />${flow('f1', 's', 't')}<bpmn:userTask id="t"><bpmn:extensionElements><camunda:inputOutput>
      <camunda:inputParameter name="gruss">\${'Hallo '.concat(geheim)}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:userTask>`;
    await camunda.deploy('fluechtig', model('fluechtig', mapped));
    const id = await start('fluechtig', {
      geheim: { type: 'String', value: 'Passwort', valueInfo: { transient: true } },
      bleibt: EVERY.lang,
    });
    const task = await taskOf(id);
    expect((await camunda.get(`/task/${task.id}/variables`)).body).toEqual({
      bleibt: EVERY.lang,
      gruss: { type: 'String', value: 'Hallo Passwort', valueInfo: {} },
    });
    const { body } = await camunda.get<{ name: string }[]>(`/history/variable-instance?processInstanceId=${id}`);
    expect(body.map(({ name }) => name).toSorted()).toEqual(['bleibt', 'gruss']);
  });
});
