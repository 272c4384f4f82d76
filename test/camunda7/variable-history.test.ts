import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="http://example.org">
  <bpmn:process id="akte" isExecutable="true" camunda:historyTimeToLive="P30D">
    <bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t" /><bpmn:userTask id="t" />
    <bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="u" /><bpmn:userTask id="u" />
  </bpmn:process>
</bpmn:definitions>`;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
  readonly [field: string]: unknown;
}

let engine: EngineUnderTest;
let camunda: CamundaClient;
let definitionId: string;

beforeAll(async () => {
  engine = await startEngine();
  camunda = openCamundaClient(engine);
  definitionId = await camunda.deploy('akte', MODEL);
}, 60_000);

afterAll(() => engine.close());

async function start(variables: object = {}, verb = 'start'): Promise<string> {
  const { body, status } = await camunda.post<{ id: string }>(`/process-definition/key/akte/${verb}`, { variables });
  expect(status).toBe(200);
  return body.id;
}

async function taskOf(instanceId: string): Promise<{ id: string; executionId: string }> {
  const { body } = await camunda.get<{ id: string; executionId: string }[]>(`/task?processInstanceId=${instanceId}`);
  if (body[0] === undefined) throw new Error('Expected a task');
  return body[0];
}

async function list(path: string, query: object): Promise<readonly Row[]> {
  const asText = Object.entries(query).map(([name, value]) => [name, String(value)] as const);
  const search = new URLSearchParams(Object.fromEntries(asText));
  const got = await camunda.get<Row[]>(`${path}?${search}`);
  expect([got.status, got.body]).toEqual([200, expect.any(Array)]);
  const { sortBy, sortOrder, ...rest } = query as Readonly<Record<string, unknown>>;
  const body = { ...rest, ...(sortBy === undefined ? {} : { sorting: [{ sortBy, sortOrder }] }) };
  const lists = Object.entries<unknown>(body).map(([name, value]): [string, unknown] => [
    name,
    /In$/.test(name) && typeof value === 'string' ? value.split(',') : value,
  ]);
  const posted = await camunda.post<Row[]>(path, Object.fromEntries(lists));
  expect(posted.body).toEqual(got.body);
  const { body: counted } = await camunda.get<{ count: number }>(`${path}/count?${search}`);
  expect(counted).toEqual({ count: got.body.length });
  return got.body;
}
const names = (rows: readonly Row[]) => rows.map(({ name }) => name);

const FILE = { type: 'File', value: 'SGFsbG8=', valueInfo: { filename: 'brief.txt', mimetype: 'text/plain' } };

describe('/variable-instance', () => {
  it('given variables of a case, its task and another case, then they are found by every criterion, with their types', async () => {
    const id = await start({
      betrag: { type: 'Long', value: 7 },
      Name: { value: 'Müller' },
      brief: FILE,
      roh: { type: 'Bytes', value: 'AAH/' },
      obj: {
        type: 'Object',
        value: '{"a":1}',
        valueInfo: { objectTypeName: 'org.example.A', serializationDataFormat: 'application/json' },
      },
    });
    await start({ betrag: { type: 'Long', value: 8 } });
    const task = await taskOf(id);
    await camunda.put(`/task/${task.id}/localVariables/nah`, { type: 'Short', value: 1 });
    const path = '/variable-instance';
    const mine = { processInstanceIdIn: id };
    const all = await list(path, { ...mine, sortBy: 'variableName', sortOrder: 'asc' });
    expect(names(all)).toEqual(['betrag', 'brief', 'Name', 'nah', 'obj', 'roh'].toSorted());
    expect(all.find(({ name }) => name === 'betrag')).toEqual({
      id: `${id}:betrag`,
      name: 'betrag',
      type: 'Long',
      value: 7,
      valueInfo: {},
      processDefinitionId: definitionId,
      processInstanceId: id,
      executionId: id,
      caseExecutionId: null,
      caseInstanceId: null,
      taskId: null,
      batchId: null,
      activityInstanceId: id,
      errorMessage: null,
      tenantId: null,
    });
    expect(all.find(({ name }) => name === 'roh')).toMatchObject({ type: 'Bytes', value: null });
    expect(all.find(({ name }) => name === 'nah')).toMatchObject({ taskId: task.id, executionId: task.executionId });
    const found = async (query: object) => names(await list(path, { ...mine, ...query })).toSorted();
    expect(await found({ variableName: 'Name' })).toEqual(['Name']);
    expect(await found({ variableNameLike: '%r%' })).toEqual(['betrag', 'brief', 'roh']);
    expect(await found({ taskIdIn: task.id })).toEqual(['nah']);
    expect(await found({ variableScopeIdIn: task.executionId })).toEqual(['nah']);
    expect(await found({ activityInstanceIdIn: id, executionIdIn: `${id},x` })).toHaveLength(5);
    expect(await found({ executionIdIn: 'x' })).toEqual([]);
    expect(await found({ tenantIdIn: 'x' })).toEqual([]);
    expect(await found({ deserializeValues: false })).toHaveLength(6);
    const byValue = await camunda.post<Row[]>(path, {
      processInstanceIdIn: [id],
      variableValues: [{ name: 'betrag', operator: 'gteq', value: 7 }],
    });
    expect(names(byValue.body)).toEqual(['betrag']);
    const types = await camunda.get<Row[]>(`${path}?processInstanceIdIn=${id}&sortBy=variableType&sortOrder=desc`);
    expect(types.body.map(({ type }) => type)).toEqual(['String', 'Short', 'Object', 'Long', 'File', 'Bytes']);
    const sorted = await list(path, { ...mine, sortBy: 'variableType', sortOrder: 'asc' });
    expect(sorted.map(({ type }) => type)).toEqual(['Bytes', 'File', 'Long', 'Object', 'Short', 'String']);
    expect(await found({ sortBy: 'tenantId', sortOrder: 'asc' })).toHaveLength(6);
    expect((await camunda.get(`${path}?sortBy=value&sortOrder=asc`)).status).toBe(400);
    const text = await camunda.get<Row>(`${path}/${id}:obj?deserializeValue=false`);
    expect(text.body).toMatchObject({ value: '{"a":1}', valueInfo: { objectTypeName: 'org.example.A' } });
    expect((await camunda.get(`${path}/${id}:nichts`)).body).toMatchObject({
      type: 'InvalidRequestException',
      message: `Variable instance with Id '${id}:nichts' does not exist.`,
    });
    expect((await camunda.get(`${path}/${id}:brief/data`)).body).toBe('Hallo');
    await camunda.post(`/task/${task.id}/complete`);
    expect(await found({ variableName: 'nah' })).toEqual([]);
  });

  it('given a variable named __proto__, then it is found and read like any other', async () => {
    const id = await start(JSON.parse('{"__proto__":{"type":"Long","value":3}}') as object);
    expect(names(await list('/variable-instance', { processInstanceIdIn: id }))).toEqual(['__proto__']);
    expect((await camunda.get(`/variable-instance/${id}:__proto__`)).body).toMatchObject({ type: 'Long', value: 3 });
    expect(names(await list('/history/variable-instance', { processInstanceId: id }))).toEqual(['__proto__']);
    const { body } = await camunda.get<Row[]>('/process-instance?variables=__proto___eq_3');
    expect(body.map((one) => one.id)).toEqual([id]);
  });
});

describe('/history/variable-instance', () => {
  const path = '/history/variable-instance';

  it('given a case that has ended, then its variables are there, those of its tasks too, and those taken away where wanted', async () => {
    const id = await start({ a: { type: 'Long', value: 1 }, B: { value: 'Text' }, weg: { value: 1 }, brief: FILE });
    await camunda.delete(`/process-instance/${id}/variables/weg`);
    const task = await taskOf(id);
    await camunda.put(`/task/${task.id}/localVariables/nah`, { type: 'Short', value: 1 });
    await camunda.post(`/task/${task.id}/complete`, { variables: { a: { type: 'Short', value: 2 } } });
    await camunda.post(`/task/${(await taskOf(id)).id}/complete`);
    const found = async (query: object) => names(await list(path, { processInstanceId: id, ...query })).toSorted();
    expect(await found({})).toEqual(['B', 'a', 'brief', 'nah']);
    expect(await found({ includeDeleted: true })).toEqual(['B', 'a', 'brief', 'nah', 'weg']);
    expect(await found({ variableTypeIn: 'short' })).toEqual(['a', 'nah']);
    expect(await found({ taskIdIn: task.id })).toEqual(['nah']);
    expect(await found({ activityInstanceIdIn: id })).toEqual(['B', 'a', 'brief']);
    expect(await found({ variableName: 'b' })).toEqual([]);
    expect(await found({ variableName: 'b', variableNamesIgnoreCase: true })).toEqual(['B']);
    expect(await found({ variableName: 'B', variableValue: 'text' })).toEqual([]);
    expect(await found({ variableName: 'B', variableValue: 'text', variableValuesIgnoreCase: true })).toEqual(['B']);
    expect(await found({ variableNameLike: 'B%', variableNamesIgnoreCase: true })).toEqual(['B', 'brief']);
    expect(await found({ processDefinitionKey: 'akte', variableNameIn: 'a,B' })).toEqual(['B', 'a']);
    const { body } = await camunda.get<Row>(`${path}/${id}:a`);
    expect(body).toMatchObject({ type: 'Short', value: 2, state: 'CREATED', rootProcessInstanceId: id, taskId: null });
    expect((await camunda.get<Row>(`${path}/${id}:weg`)).body).toMatchObject({ state: 'DELETED', value: null });
    expect((await camunda.get(`${path}/${id}:brief/data`)).body).toBe('Hallo');
    expect((await camunda.get(`${path}?variableValue=1`)).status).toBe(400);
  });

  it('given the history of a variable is deleted, then it is gone, and the running case still has it', async () => {
    const id = await start({ a: { type: 'Long', value: 1 }, b: { value: 2 } });
    expect((await camunda.delete(`${path}/${id}:a`)).status).toBe(204);
    expect((await camunda.delete(`${path}/${id}:a`)).status).toBe(404);
    expect((await camunda.get(`/process-instance/${id}/variables/a`)).body).toMatchObject({ type: 'Long', value: 1 });
    expect(names(await list(path, { processInstanceId: id }))).toEqual(['b']);
    expect((await camunda.delete(`/history/process-instance/${id}/variable-instances`)).status).toBe(204);
    expect(await list(path, { processInstanceId: id })).toEqual([]);
    expect((await camunda.delete('/history/process-instance/keine/variable-instances')).status).toBe(404);
  });
});

describe('/history/detail', () => {
  const path = '/history/detail';
  interface Detail extends Row {
    readonly variableName: string;
    readonly fieldId: string;
  }
  const details = async (query: object) => (await list(path, query)) as readonly Detail[];

  it('given values set at the start, by a task and by hand, then each is told with where, what, when and who', async () => {
    const id = await start({ a: { type: 'Long', value: 1 }, brief: FILE });
    const task = await taskOf(id);
    await camunda.put(`/task/${task.id}/localVariables/nah`, { type: 'Short', value: 1 });
    await camunda.post(`/task/${task.id}/complete`, { variables: { a: { type: 'Double', value: 2 } } });
    await camunda.put(`/process-instance/${id}/variables/a`, { type: 'Xml', value: '<a/>' });
    const mine = { processInstanceId: id };
    const all = await details(mine);
    expect(all.map((one) => [one.variableName, one['variableType'], one['revision'], one['initial']])).toEqual([
      ['a', 'Long', 0, true],
      ['brief', 'File', 0, true],
      ['nah', 'Short', 0, false],
      ['a', 'Double', 1, false],
      ['a', 'Xml', 2, false],
    ]);
    expect(all[0]).toEqual({
      id: all[0]?.id,
      type: 'variableUpdate',
      processDefinitionKey: 'akte',
      processDefinitionId: definitionId,
      processInstanceId: id,
      activityInstanceId: id,
      executionId: id,
      caseDefinitionKey: null,
      caseDefinitionId: null,
      caseInstanceId: null,
      caseExecutionId: null,
      taskId: null,
      tenantId: null,
      userOperationId: expect.any(String),
      time: expect.stringMatching(/\+0000$/),
      removalTime: null,
      rootProcessInstanceId: id,
      variableName: 'a',
      variableInstanceId: `${id}:a`,
      variableType: 'Long',
      value: 1,
      valueInfo: {},
      initial: true,
      revision: 0,
      errorMessage: null,
    });
    const which = async (query: object) => (await details({ ...mine, ...query })).map((one) => one.variableName);
    expect(await which({ variableInstanceId: `${id}:a` })).toEqual(['a', 'a', 'a']);
    expect(await which({ initial: true })).toEqual(['a', 'brief']);
    expect(await which({ taskId: task.id })).toEqual(['nah']);
    expect(await which({ excludeTaskDetails: true })).toEqual(['a', 'brief', 'a', 'a']);
    expect(await which({ activityInstanceId: task.executionId })).toEqual(['nah', 'a']);
    expect(await which({ executionId: id, variableTypeIn: 'xml,double' })).toEqual(['a', 'a']);
    expect(await which({ variableNameLike: 'br%' })).toEqual(['brief']);
    expect(await which({ userOperationId: String(all[3]?.['userOperationId']) })).toEqual(['a']);
    expect(await which({ formFields: true })).toEqual([]);
    expect(await which({ occurredBefore: '2020-01-01T00:00:00.000+0000' })).toEqual([]);
    expect(await which({ occurredAfter: '2020-01-01T00:00:00.000+0000', tenantIdIn: 'x' })).toEqual([]);
    expect(await which({ sortBy: 'variableRevision', sortOrder: 'desc', variableInstanceId: `${id}:a` })).toHaveLength(
      3,
    );
    expect((await details({ processInstanceIdIn: `${id},x`, sortBy: 'time', sortOrder: 'asc' })).length).toBe(5);
    expect((await camunda.get(`${path}/${all[1]?.id}/data`)).body).toBe('Hallo');
    expect((await camunda.get(`${path}/${all[0]?.id}`)).body).toEqual(all[0]);
    expect((await camunda.get(`${path}/keine`)).body).toMatchObject({
      message: "Historic detail with Id 'keine' does not exist.",
    });
  });

  it('given forms that were submitted, then each field is told beside the variable it set', async () => {
    const id = await start({ name: { value: 'Müller' }, leer: { value: null } }, 'submit-form');
    const task = await taskOf(id);
    await camunda.post(`/task/${task.id}/submit-form`, {
      variables: { zahl: { type: 'Long', value: 7 }, brief: FILE },
    });
    const fields = await details({ processInstanceId: id, formFields: true });
    expect(fields.map((one) => [one['type'], one.fieldId, one['fieldValue'], one['taskId']])).toEqual([
      ['formField', 'name', 'Müller', null],
      ['formField', 'zahl', '7', task.id],
    ]);
    const updates = await details({ processInstanceId: id, variableUpdates: true });
    expect(updates.map((one) => one.variableName)).toEqual(['name', 'leer', 'zahl', 'brief']);
    expect(updates.find((one) => one.variableName === 'zahl')?.['activityInstanceId']).toBe(
      fields[1]?.['activityInstanceId'],
    );
    expect(await details({ processInstanceId: id })).toHaveLength(6);
  });
});
