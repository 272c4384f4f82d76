import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <process id="ledger" isExecutable="true" camunda:historyTimeToLive="P30D"><startEvent id="s"/>
  <serviceTask id="book" camunda:type="external" camunda:topic="ledger"/><sequenceFlow id="a" sourceRef="s" targetRef="book"/>
  <boundaryEvent id="late" attachedToRef="book"><timerEventDefinition id="t"><timeDuration>P9D</timeDuration>
  </timerEventDefinition></boundaryEvent></process></definitions>`;

let engine: EngineUnderTest;
let operator: CamundaClient;

beforeAll(async () => {
  engine = await startEngine();
  operator = openCamundaClient(engine);
  await operator.deploy('ledger', MODEL);
}, 60_000);

afterAll(() => engine.close());

/** A request as it is, without what a client would make of it. */
async function send(
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
) {
  const authorization = `Basic ${btoa('operator:operator')}`;
  const response = await fetch(`${engine.engineRest}${path}`, {
    method,
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json' && text !== '';
  const told = isJson ? (JSON.parse(text) as { type?: string; message?: string; code?: unknown }) : {};
  return { status: response.status, headers: response.headers, text, told };
}

const JSON_TYPE = { 'content-type': 'application/json' };

describe('methods and addresses', () => {
  it('given HEAD, then it answers as GET without a body', async () => {
    const head = await send('HEAD', '/task/count');
    expect([head.status, head.headers.get('content-type'), head.text]).toEqual([200, 'application/json', '']);
    expect((await send('HEAD', '/task/no')).status).toBe(404);
  });

  it('given OPTIONS, then the methods of the address are told', async () => {
    const answer = await send('OPTIONS', '/task/count');
    expect([answer.status, answer.headers.get('allow'), answer.text]).toEqual([200, 'GET, POST, OPTIONS, HEAD', '']);
    expect((await send('OPTIONS', '/nowhere')).status).toBe(404);
  });

  it('given a method that is not possible, then what is possible is told', async () => {
    const answer = await send('PATCH', '/message');
    expect([answer.status, answer.told.type]).toEqual([405, 'NotAllowedException']);
    expect(answer.headers.get('allow')).toBe('POST, OPTIONS');
  });

  it.each(['/nowhere', '/task/1/nowhere', '/process-definition/key'])(
    'given %s, then it is not found',
    async (path) => {
      const { status, told } = await send('GET', path);
      expect([status, told.type, told.code]).toEqual([
        404,
        path.endsWith('key') ? 'InvalidRequestException' : 'NotFoundException',
        null,
      ]);
    },
  );

  it('given an address that is no text, then it is refused', async () => {
    expect((await send('GET', '/task/%E0%A4%A')).status).toBe(400);
    expect((await send('GET', '/task/%00')).status).toBe(400);
    expect((await send('GET', '/task?name=a%00b')).status).toBe(400);
  });
});

describe('types of content', () => {
  it.each([
    ['application/json', 200],
    ['application/hal+json, application/json; q=0.5', 200],
    ['text/html, application/xhtml+xml, */*;q=0.8', 200],
    ['application/*', 200],
    ['text/plain', 406],
    ['application/xml', 406],
    ['application/json;q=0', 406],
  ])('given Accept %s, then %i', async (accept, status) => {
    const answer = await send('GET', '/task', { headers: { accept } });
    expect(answer.status).toBe(status);
    if (status === 406) expect(answer.told.type).toBe('NotAcceptableException');
  });

  it.each([
    ['application/json', 204],
    ['application/json; charset=utf-8', 204],
    ['Application/JSON;charset=UTF-8', 204],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/xml', 415],
  ])('given a body of type %s, then %i', async (type, status) => {
    const answer = await send('POST', '/signal', { headers: { 'content-type': type }, body: '{"name":"nobody"}' });
    expect(answer.status).toBe(status);
    if (status === 415) expect(answer.told.type).toBe('NotSupportedException');
  });

  it('given no body, then its type does not matter', async () => {
    expect((await send('POST', '/task', { headers: { 'content-type': 'text/plain' } })).status).toBe(200);
  });

  it('given a job that has not failed, then there is no stack trace', async () => {
    await operator.post('/process-definition/key/ledger/start');
    const [job] = (await operator.get<{ id: string }[]>('/job')).body;
    const answer = await send('GET', `/job/${job?.id ?? ''}/stacktrace`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([204, null]);
  });
});

describe('bodies', () => {
  it.each([
    ['{"name":', 'JsonParseException'],
    ['name=x', 'JsonParseException'],
    ['[]', 'MismatchedInputException'],
    ['null', 'InvalidRequestException'],
    ['"name"', 'MismatchedInputException'],
    ['{"name":{}}', 'InvalidRequestException'],
    [`{"name":"a\\u0000"}`, 'InvalidRequestException'],
    [`{"name":"a","variables":{"\\u0000":{"value":1}}}`, 'InvalidRequestException'],
    [`{"name":"a","variables":{"x":{"value":${'['.repeat(5000)}${']'.repeat(5000)}}}}`, 'InvalidRequestException'],
    ['{"name":"a","variables":{"x":5}}', 'InvalidRequestException'],
    ['{"name":"a","variables":{"x":null}}', 'InvalidRequestException'],
    ['{"name":"a","variables":[]}', 'InvalidRequestException'],
  ])('given %.40s, then 400 %s', async (body, type) => {
    const { status, told } = await send('POST', '/signal', { headers: JSON_TYPE, body });
    expect([status, told.type, told.code]).toEqual([400, type, null]);
  });

  it.each([
    ['POST', '/process-instance/no/modification', '{"instructions":[null]}'],
    ['POST', '/process-instance/no/modification', '{"instructions":5}'],
    ['POST', '/modification/executeAsync', '{"instructions":[null],"processInstanceIds":["x"]}'],
    ['POST', '/migration/execute', '{"migrationPlan":5}'],
    [
      'POST',
      '/migration/validate',
      '{"sourceProcessDefinitionId":"a","targetProcessDefinitionId":"b","instructions":[null]}',
    ],
    ['POST', '/process-definition/key/ledger/start', '{"startInstructions":[null]}'],
    ['POST', '/task', '{"processVariables":[5]}'],
    ['POST', '/task', '{"priority":99999999999}'],
    ['GET', '/task?firstResult=-1', undefined],
    ['GET', '/task?maxResults=-1', undefined],
    ['GET', '/task?createdAfter=0000-01-01T00:00:00.000%2B0000', undefined],
    ['GET', '/job?priorityHigherThanOrEquals=99999999999', undefined],
    ['PUT', '/process-definition/suspended', '{"processDefinitionKey":"\\u0000","suspended":true}'],
  ])('given %s %s with %s, then it is refused', async (method, path, body) => {
    const { status, told } = await send(method, path, { headers: JSON_TYPE, ...(body === undefined ? {} : { body }) });
    expect([status, told.type === undefined || told.type.startsWith('Rest')]).toEqual([400, false]);
  });

  it('given numbers and truth values as text, or text as numbers, then they are understood as Camunda 7 does', async () => {
    const started = await operator.post<{ id: string; businessKey: string }>('/process-definition/key/ledger/start', {
      businessKey: 4711,
      withVariablesInReturn: 'true',
    });
    expect(started.body).toMatchObject({ businessKey: '4711', variables: {} });
    const topics = [{ topicName: 'ledger', lockDuration: '60000', businessKey: 4711 }];
    const { body: locked } = await operator.post<{ id: string; workerId: string }[]>('/external-task/fetchAndLock', {
      workerId: 7,
      maxTasks: '5',
      usePriority: 'true',
      topics,
    });
    expect(locked).toMatchObject([{ workerId: '7' }]);
    const id = locked[0]?.id ?? '';
    const failure = { workerId: 7, errorMessage: 500, retries: '2', retryTimeout: '0' };
    expect((await operator.post(`/external-task/${id}/failure`, failure)).status).toBe(204);
    expect((await operator.get(`/external-task/${id}`)).body).toMatchObject({ retries: 2, errorMessage: '500' });
    const late = { workerId: 7, newDuration: 9_007_199_254_740_991 };
    expect((await operator.post(`/external-task/${id}/extendLock`, late)).status).toBe(400);
  });
});
