import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

/** What public clients send, byte by byte; what they need of the answer is written beside it. */

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" errorCode="404"/>
  <process id="permit" isExecutable="true" camunda:historyTimeToLive="P30D"><startEvent id="s"/>
  <serviceTask id="book" camunda:type="external" camunda:topic="ledger"/><sequenceFlow id="a" sourceRef="s" targetRef="book"/>
  <boundaryEvent id="none" attachedToRef="book"><errorEventDefinition id="ee" errorRef="e"/></boundaryEvent>
  <sequenceFlow id="c" sourceRef="none" targetRef="free"/><endEvent id="free"/>
  <sequenceFlow id="b" sourceRef="book" targetRef="end"/><endEvent id="end"/></process></definitions>`;

let engine: EngineUnderTest;

type Headers = Readonly<Record<string, string>>;
interface Work {
  readonly id: string;
  readonly processInstanceId: string;
}

async function send(method: string, path: string, headers: Headers, body?: string | FormData, as = 'program') {
  const response = await fetch(`${engine.engineRest}${path}`, {
    method,
    headers: { authorization: `Basic ${btoa(`${as}:${as}`)}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text,
    told: isJson ? (JSON.parse(text) as unknown) : undefined,
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** A case with a file, waiting at the ledger. */
async function waiting(): Promise<string> {
  const body = `{"variables":{"amount":{"value":5,"type":"Integer"},"plan":{"value":"UGxhbg==","type":"File","valueInfo":{"filename":"plan.txt","mimeType":"text/plain"}}}}`;
  const { told } = await send('POST', '/process-definition/key/permit/start', JSON_TYPE, body, 'operator');
  return (told as { id: string }).id;
}

/** Fetches with this body; the work of the case. */
async function fetched(instance: string, headers: Headers, body: string): Promise<Work> {
  const { status, told } = await send('POST', '/external-task/fetchAndLock', headers, body);
  expect(status).toBe(200);
  const work = (told as Work[]).find(({ processInstanceId }) => processInstanceId === instance);
  if (work === undefined) throw new Error('Expected the work of the case, but it was not fetched.');
  return work;
}

const historyOf = async (instance: string) =>
  (await send('GET', `/history/process-instance/${instance}`, {}, undefined, 'operator')).told;

beforeAll(async () => {
  engine = await startEngine([], [{ name: 'program', password: 'program', roles: ['worker'], topics: ['ledger'] }]);
  const form = new FormData();
  form.append('deployment-name', 'permit');
  form.append('permit.bpmn', new Blob([MODEL]), 'permit.bpmn');
  await send('POST', '/deployment/create', {}, form, 'integrator');
}, 60_000);

afterAll(() => engine.close());

describe('the external task client for Java', () => {
  const headers = { 'user-agent': 'Camunda External Task Client', 'content-type': 'application/json' };
  const FETCH =
    '{"workerId":"java-1","maxTasks":10,"usePriority":true,"topics":[{"topicName":"ledger","lockDuration":20000,' +
    '"variables":null,"localVariables":false,"businessKey":null,"processDefinitionId":null,"processDefinitionIdIn":null,' +
    '"processDefinitionKey":null,"processDefinitionKeyIn":null,"processDefinitionVersionTag":null,"processVariables":null,' +
    '"withoutTenantId":false,"tenantIdIn":null,"includeExtensionProperties":false}],"sorting":[{"sortBy":"createTime","sortOrder":"desc"}]}';

  it('given a round of work, then fetching, files, variables, lock, unlock, failure and completion are understood', async () => {
    const instance = await waiting();
    const { id } = await fetched(instance, headers, FETCH);
    const file = await send('GET', `/process-instance/${instance}/variables/plan/data`, headers);
    expect([file.status, file.text]).toEqual([200, 'Plan']);
    const typed = '{"value":true,"type":"Boolean","valueInfo":{"transient":false}}';
    const variables = `/process-instance/${instance}/variables`;
    const body = `{"workerId":"java-1","modifications":{"seen":${typed}}}`;
    expect((await send('POST', variables, headers, body)).status).toBe(204);
    // It has nothing to say here, and says so.
    expect((await send('POST', `/external-task/${id}/unlock`, headers, 'null')).status).toBe(204);
    expect((await send('POST', variables, headers, body)).status).toBe(403);
    const lock = '{"workerId":"java-1","lockDuration":10000}';
    expect((await send('POST', `/external-task/${id}/lock`, headers, lock)).status).toBe(204);
    const longer = '{"workerId":"java-1","newDuration":10000}';
    expect((await send('POST', `/external-task/${id}/extendLock`, headers, longer)).status).toBe(204);
    const failure =
      '{"workerId":"java-1","errorMessage":"no","errorDetails":null,"retries":1,"retryTimeout":0,"variables":{},"localVariables":{}}';
    expect((await send('POST', `/external-task/${id}/failure`, headers, failure)).status).toBe(204);
    await fetched(instance, headers, FETCH);
    const complete =
      '{"workerId":"java-1","variables":{"fee":{"value":12.5,"type":"Double","valueInfo":{}},"day":{"value":"2026-01-31T08:00:00.000+0100","type":"Date","valueInfo":{}},' +
      '"kind":{"value":"{\\"a\\":[1]}","type":"Object","valueInfo":{"objectTypeName":"java.util.LinkedHashMap<java.lang.Object,java.lang.Object>","serializationDataFormat":"application/json"}},' +
      '"none":{"value":null,"type":"Null","valueInfo":{}},"data":{"value":"AAEC","type":"Bytes","valueInfo":{}}},"localVariables":{}}';
    expect((await send('POST', `/external-task/${id}/complete`, headers, complete)).status).toBe(204);
    expect(await historyOf(instance)).toMatchObject({ state: 'COMPLETED' });
    const late = await send('POST', `/external-task/${id}/complete`, headers, complete);
    expect([late.status, late.told]).toEqual([
      404,
      { type: 'RestException', message: `External task with id ${id} does not exist`, code: null },
    ]);
  });
});

describe('the external task client for Python', () => {
  const headers = {
    ...JSON_TYPE,
    'user-agent': 'python-requests/2.31.0',
    accept: '*/*',
    'accept-encoding': 'gzip, deflate',
  };
  const FETCH =
    '{"workerId": "py-1", "maxTasks": 10, "topics": [{"topicName": "ledger", "lockDuration": 300000, "processVariables": {}, ' +
    '"includeExtensionProperties": true, "deserializeValues": true, "variables": null}], "asyncResponseTimeout": 1000, "usePriority": false, "sorting": null}';

  it('given values without types and an error code that is a number, then they are understood', async () => {
    const instance = await waiting();
    const { id } = await fetched(instance, headers, FETCH);
    const error =
      '{"workerId": "py-1", "errorCode": 404, "errorMessage": "nobody", "variables": {"why": {"value": {"list": [1, 2.5, null, true]}}}}';
    expect((await send('POST', `/external-task/${id}/bpmnError`, headers, error)).status).toBe(204);
    expect(await historyOf(instance)).toMatchObject({ state: 'COMPLETED' });
  });
});

describe('pycamunda', () => {
  const headers = { 'user-agent': 'python-requests/2.31.0', accept: '*/*' };

  it('given truth values in Python’s words and fields it always reads, then it gets its answers', async () => {
    const instance = await waiting();
    const asked = '/external-task?locked=True&withRetriesLeft=True&sortBy=id&sortOrder=asc';
    expect((await send('GET', asked, headers, undefined, 'operator')).status).toBe(200);
    const { told } = await send('GET', `/external-task?processInstanceId=${instance}`, headers, undefined, 'operator');
    expect(told).toMatchObject([
      { errorDetails: null, errorMessage: null, priority: 0, retries: null, workerId: null },
    ]);
    const fetch =
      '{"workerId": "pc-1", "maxTasks": 10, "use_priority": false, "topics": [{"topicName": "ledger", "lockDuration": 10000, "deserializeValues": false}]}';
    const { id } = await fetched(instance, { ...headers, ...JSON_TYPE }, fetch);
    expect((await send('POST', `/external-task/${id}/unlock`, headers)).status).toBe(204);
    await fetched(instance, { ...headers, ...JSON_TYPE }, fetch);
    const complete =
      '{"workerId": "pc-1", "variables": {"ok": {"value": "yes", "type": null, "valueInfo": null}}, "localVariables": {}}';
    expect((await send('POST', `/external-task/${id}/complete`, { ...headers, ...JSON_TYPE }, complete)).status).toBe(
      204,
    );
    const deleted = await send(
      'DELETE',
      `/process-instance/${await waiting()}?skipCustomListeners=False&skipIoMappings=False&skipSubprocesses=False&failIfNotExists=True`,
      headers,
      undefined,
      'operator',
    );
    expect(deleted.status).toBe(204);
  });
});

describe('clients for .NET', () => {
  it('given a worker’s requests, then type comes before value in each variable: they are read in one pass', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const instance = await waiting();
    const fetch =
      '{"workerId":"net-1","maxTasks":10,"usePriority":false,"asyncResponseTimeout":500,"topics":[{"topicName":"ledger","lockDuration":5000,"localVariables":false,"includeExtensionProperties":true}]}';
    const { status, text } = await send('POST', '/external-task/fetchAndLock', headers, fetch);
    expect(status).toBe(200);
    expect(text).toContain('"amount":{"type":"Integer","value":5,"valueInfo":{}}');
    const work = (JSON.parse(text) as Work[]).find(({ processInstanceId }) => processInstanceId === instance);
    const failure =
      '{"workerId":"net-1","errorMessage":"System.Exception","errorDetails":"at line 1","retries":null,"retryTimeout":null}';
    expect((await send('POST', `/external-task/${work?.id ?? ''}/failure`, headers, failure)).status).toBe(204);
    const stopped = `/incident?processInstanceId=${instance}`;
    expect((await send('GET', stopped, {}, undefined, 'operator')).told).toMatchObject([
      { incidentType: 'failedExternalTask', incidentMessage: 'System.Exception' },
    ]);
  });
});

describe('Camunda Modeler', () => {
  const headers = { accept: 'application/json' };

  it('given its check of the connection, then it gets what it looks for', async () => {
    const check = await send('GET', '/deployment?maxResults=0', headers, undefined, 'integrator');
    expect([check.status, check.type, check.told]).toEqual([200, 'application/json', []]);
    expect((await send('GET', '/version', headers, undefined, 'integrator')).told).toEqual({ version: '7.24.0' });
    expect((await send('GET', '/deployment?maxResults=0', headers, undefined, 'nobody')).status).toBe(401);
  });

  it('given a diagram that cannot be read, then the first words say that it is the diagram', async () => {
    const form = new FormData();
    form.append('deployment-name', 'broken');
    form.append('deployment-source', 'Camunda Modeler');
    form.append('enable-duplicate-filtering', 'true');
    form.append(
      'broken.bpmn',
      new Blob([MODEL.replace('targetRef="book"', 'targetRef="no"')], { type: 'text/xml' }),
      'broken.bpmn',
    );
    const { status, told } = await send('POST', '/deployment/create', headers, form, 'integrator');
    expect([status, told]).toMatchObject([
      400,
      {
        type: 'ParseException',
        message: expect.stringMatching(/^ENGINE-09005 Could not parse BPMN process\. Errors: /) as unknown,
      },
    ]);
  });

  it('given a start without key and variables, then it starts', async () => {
    const { told } = await send('GET', '/process-definition/key/permit', headers, undefined, 'integrator');
    const path = `/process-definition/${(told as { id: string }).id}/start`;
    expect((await send('POST', path, { ...headers, ...JSON_TYPE }, '{}', 'integrator')).status).toBe(200);
  });
});

describe('tools that look at an engine', () => {
  it.each([
    '/engine',
    '/engine/default/process-definition/count',
    '/process-definition?latestVersion=true&sortBy=name&sortOrder=asc&firstResult=0&maxResults=50',
    '/process-definition/statistics?incidents=true',
    '/process-definition/statistics?rootIncidents=true&failedJobs=true',
    '/process-instance/count?rootProcessInstances=true',
    '/incident/count',
    '/task/count?unassigned=true',
    '/task?firstResult=0&maxResults=15&sortBy=created&sortOrder=desc',
    '/history/process-instance/count?unfinished=true',
    '/history/process-instance?finished=true&sortBy=endTime&sortOrder=desc&maxResults=20',
    '/history/activity-instance?finished=true&sortBy=startTime&sortOrder=asc&maxResults=5',
    '/job?noRetriesLeft=true&withException=true',
    '/job-definition/count',
    '/external-task?locked=true&maxResults=5',
    '/batch/statistics?type=instance-deletion',
    '/decision-definition?latestVersion=true',
    '/history/decision-instance/count?rootDecisionInstancesOnly=true',
    '/metrics/root-process-instance-start/sum?startDate=2026-01-01T00:00:00.000%2B0100',
    '/history/cleanup/configuration',
  ])('given %s, then it is answered as JSON', async (path) => {
    const { status, type } = await send(
      'GET',
      path,
      { accept: 'application/json, text/plain, */*' },
      undefined,
      'operator',
    );
    expect([status, type]).toEqual([200, 'application/json']);
  });
});
