import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="dog-tax" isExecutable="true">
  <startEvent id="begin"/><parallelGateway id="fork"/>
  <serviceTask id="compute" camunda:type="external" camunda:topic="fee-compute"/>
  <serviceTask id="book" camunda:type="external" camunda:topic="ledger"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="fork"/><sequenceFlow id="f2" sourceRef="fork" targetRef="compute"/>
  <sequenceFlow id="f3" sourceRef="fork" targetRef="book"/></process></definitions>`;

interface Task {
  readonly id: string;
  readonly topicName: string;
  readonly executionId: string;
  readonly workerId: string | null;
}
interface Refusal {
  readonly type: string;
  readonly message: string;
}

let engine: EngineUnderTest;
/** May do every topic, one topic, all topics that begin alike, and none at all. */
let operator: CamundaClient;
let ledger: CamundaClient;
let fees: CamundaClient;
let nobody: CamundaClient;
let instance: string;

const fetchBy = <T>(client: CamundaClient, workerId: string, ...topics: readonly string[]) =>
  client.post<T>('/external-task/fetchAndLock', {
    workerId,
    maxTasks: 10,
    topics: topics.map((topicName) => ({ topicName, lockDuration: 60_000 })),
  });

/** The two tasks of the case of this test, as somebody sees who may see all. */
async function tasks(): Promise<Readonly<Record<string, Task>>> {
  const { body } = await operator.get<Task[]>(`/external-task?processInstanceId=${instance}`);
  return Object.fromEntries(body.map((task) => [task.topicName, task]));
}

beforeAll(async () => {
  const account = (name: string, topics: readonly string[]) => ({ name, password: name, roles: ['worker'], topics });
  engine = await startEngine([], [account('ledger-program', ['ledger']), account('fee-program', ['fee-*'])]);
  operator = openCamundaClient(engine);
  ledger = openCamundaClient(engine, 'ledger-program');
  fees = openCamundaClient(engine, 'fee-program');
  nobody = openCamundaClient(engine, 'worker');
  await operator.deploy('dog-tax', MODEL);
}, 60_000);

beforeEach(async () => {
  const variables = {
    order: { type: 'File', value: btoa('pay'), valueInfo: { filename: 'order.txt', mimetype: 'text/plain' } },
  };
  instance = (await operator.post<{ id: string }>('/process-definition/key/dog-tax/start', { variables })).body.id;
});

afterAll(() => engine.close());

describe('an account that may work some topics only', () => {
  it('given one topic too many, then the whole fetch is refused with its name and nothing is locked', async () => {
    const refused = await fetchBy<Refusal>(ledger, 'w1', 'ledger', 'fee-compute');
    expect([refused.status, refused.body.type]).toEqual([403, 'AuthorizationException']);
    expect(refused.body.message).toContain("'fee-compute'");
    expect(refused.body).toMatchObject({
      userId: 'ledger-program',
      missingAuthorizations: [{ resourceName: 'Topic', resourceId: 'fee-compute' }],
    });
    expect(Object.values(await tasks()).map(({ workerId }) => workerId)).toEqual([null, null]);
  });

  it('given its own topics, by name or by their beginning, then it fetches and completes', async () => {
    const [task] = (await fetchBy<Task[]>(fees, 'w2', 'fee-compute')).body.slice(-1);
    expect(task?.topicName).toBe('fee-compute');
    expect((await fees.post(`/external-task/${task?.id}/complete`, { workerId: 'w2' })).status).toBe(204);
    expect((await fetchBy<Refusal>(fees, 'w2', 'fees')).status).toBe(403);
  });

  it('given no topic at all, then nothing can be fetched: a worker holds what its account names', async () => {
    expect((await fetchBy<Refusal>(nobody, 'w3', 'ledger')).status).toBe(403);
    expect((await nobody.get('/external-task')).body).toEqual([]);
  });

  it('given work of another topic by id, then each way to change it is refused and it stays as it is', async () => {
    const { 'fee-compute': foreign } = await tasks();
    const before = (await operator.get(`/external-task/${foreign?.id}`)).body;
    const ways: readonly (readonly [string, object])[] = [
      ['lock', { workerId: 'w4', lockDuration: 1000 }],
      ['complete', { workerId: 'w4' }],
      ['failure', { workerId: 'w4', errorMessage: 'no', retries: 0, retryTimeout: 0 }],
      ['bpmnError', { workerId: 'w4', errorCode: 'NO' }],
      ['extendLock', { workerId: 'w4', newDuration: 1000 }],
      ['unlock', {}],
    ];
    for (const [way, body] of ways) {
      const answer = await ledger.post<Refusal>(`/external-task/${foreign?.id}/${way}`, body);
      expect([way, answer.status, answer.body.type]).toEqual([way, 403, 'AuthorizationException']);
    }
    expect((await ledger.get(`/external-task/${foreign?.id}`)).status).toBe(403);
    expect((await ledger.get(`/external-task/${foreign?.id}/errorDetails`)).status).toBe(403);
    expect((await operator.get(`/external-task/${foreign?.id}`)).body).toEqual(before);
  });

  it('given a list, then it shows, counts and names its own topics alone', async () => {
    const query = `?processInstanceId=${instance}`;
    expect((await ledger.get<Task[]>(`/external-task${query}`)).body.map(({ topicName }) => topicName)).toEqual([
      'ledger',
    ]);
    expect((await fees.get(`/external-task/count${query}`)).body).toEqual({ count: 1 });
    expect((await operator.get(`/external-task/count${query}`)).body).toEqual({ count: 2 });
    expect((await ledger.get('/external-task/topic-names')).body).toEqual(['ledger']);
  });

  it('given a file of the case, then it may read it while it holds work there, and cases nowhere else', async () => {
    const path = `/process-instance/${instance}/variables/order/data`;
    expect((await ledger.get(path)).status).toBe(403);
    const { ledger: own } = await tasks();
    await ledger.post(`/external-task/${own?.id}/lock`, { workerId: 'w5', lockDuration: 60_000 });
    expect(await ledger.get(path)).toEqual({ status: 200, body: 'pay' });
    expect((await fees.get(path)).status).toBe(403);
    expect((await ledger.get(`/process-instance/${instance}`)).status).toBe(403);
  });
});
