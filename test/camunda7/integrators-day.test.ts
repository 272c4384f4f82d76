import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BasicAuthInterceptor,
  Client,
  type HandlerArgs,
  type Task,
  type TaskService,
  Variables,
} from 'camunda-external-task-client-js';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';
import { stoppable, type StoppableClient } from './stop-client.ts';

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" errorCode="EXEMPT"/>
  <process id="dog-tax" isExecutable="true"><startEvent id="begin"/>
  <serviceTask id="compute" camunda:type="external" camunda:topic="fee-compute"/>
  <boundaryEvent id="exempt" attachedToRef="compute"><errorEventDefinition id="ee" errorRef="e"/></boundaryEvent>
  <serviceTask id="book" camunda:type="external" camunda:topic="ledger"/>
  <endEvent id="booked"/><endEvent id="free"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="compute"/><sequenceFlow id="f2" sourceRef="compute" targetRef="book"/>
  <sequenceFlow id="f3" sourceRef="book" targetRef="booked"/><sequenceFlow id="f4" sourceRef="exempt" targetRef="free"/>
  </process></definitions>`;

const LONG_POLL_MS = 800;
const LOCK_MS = 2_000;

let engine: EngineUnderTest;
let operator: CamundaClient;
const open: StoppableClient[] = [];

/** The real npm client under an account of the role `worker`. */
function program(account: string, options: { readonly lockDuration?: number } = {}): Client {
  const client = new Client({
    baseUrl: engine.engineRest,
    workerId: `${account}-${open.length}`,
    asyncResponseTimeout: LONG_POLL_MS,
    interval: 50,
    maxTasks: 1,
    interceptors: new BasicAuthInterceptor({ username: account, password: account }),
    ...options,
  });
  open.push(stoppable(client));
  return client;
}

/** What a worker of a topic does, once for each task that comes. */
const works = (client: Client, topic: string, work: (task: Task, service: TaskService) => Promise<void>) =>
  client.subscribe(topic, ({ task, taskService }: HandlerArgs) => void work(task, taskService));

async function start(dogs: number): Promise<string> {
  const variables = { dogs: { value: dogs, type: 'Integer' } };
  return (await operator.post<{ id: string }>('/process-definition/key/dog-tax/start', { variables })).body.id;
}

/** Where an instance has ended; waits until it has. */
async function endOf(instance: string): Promise<string> {
  const path = `/history/activity-instance?processInstanceId=${instance}&finished=true&canceled=false`;
  return until(async () => {
    const { body } = await operator.get<{ activityId: string }[]>(path);
    return body.map(({ activityId }) => activityId).find((id) => id === 'booked' || id === 'free');
  });
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error('Expected it to happen within 40 s, but it did not.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  const account = (name: string, topics: readonly string[]) => ({ name, password: name, roles: ['worker'], topics });
  engine = await startEngine([], [account('office', ['fee-compute', 'ledger']), account('ledger', ['ledger'])]);
  operator = openCamundaClient(engine);
  await operator.deploy('dog-tax', MODEL);
}, 60_000);

afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.stop()));
});

afterAll(() => engine.close());

describe('a day of an integrator with the real client', () => {
  it('given several topics, a failure with retries and work longer than its lock, then each step is done once', async () => {
    const computed: (number | undefined)[] = [];
    const booked: string[] = [];
    const office = program('office', { lockDuration: LOCK_MS });
    works(office, 'fee-compute', async (task, service) => {
      computed.push(task.retries ?? undefined);
      if (computed.length === 1) {
        await service.handleFailure(task, {
          errorMessage: 'by-law is locked',
          errorDetails: 'line 7',
          retries: 2,
          retryTimeout: 0,
        });
        return;
      }
      const result = new Variables();
      result.set('fee', Number(task.variables.get('dogs')) * 48);
      await service.complete(task, result);
    });
    works(office, 'ledger', async (task, service) => {
      booked.push(`office ${String(task.variables.get('fee'))}`);
      // Longer than the lock it was given, which is extended at once: a busy machine must not lose it in between.
      await service.extendLock(task, 30_000);
      await pause(LOCK_MS + 200);
      await service.extendLock(task, 30_000);
      await service.complete(task);
    });
    const instance = await start(2);
    await until(() => Promise.resolve(booked[0]));
    const colleague = program('ledger');
    works(colleague, 'ledger', async (task, service) => {
      booked.push('colleague');
      await service.complete(task);
    });
    expect(await endOf(instance)).toBe('booked');
    expect(computed).toEqual([undefined, 2]);
    expect(booked).toEqual(['office 96']);
    const { body } = await operator.get<{ failureLog: boolean; successLog: boolean }[]>(
      `/history/external-task-log?processInstanceId=${instance}`,
    );
    expect([body.filter((one) => one.failureLog).length, body.filter((one) => one.successLog).length]).toEqual([1, 2]);
  });

  it('given a BPMN error with variables, then the case takes the way of the error and keeps them', async () => {
    works(program('office'), 'fee-compute', async (task, service) => {
      const why = new Variables();
      why.set('reason', 'guide dog');
      await service.handleBpmnError(task, 'EXEMPT', 'no fee', why);
    });
    const instance = await start(1);
    expect(await endOf(instance)).toBe('free');
    const { body } = await operator.get(`/history/variable-instance?processInstanceId=${instance}&variableName=reason`);
    expect(body).toMatchObject([{ value: 'guide dog' }]);
  });

  it('given an account for one topic, then a client that asks for another is told so and locks nothing, one that does not works on', async () => {
    const instance = await start(3);
    const refused = program('ledger');
    const told: { httpStatusCode: number; type: string; engineMsg: string }[] = [];
    refused.on('poll:error', (error) => told.push(error as (typeof told)[number]));
    const worked: string[] = [];
    const note = (task: Task) => {
      worked.push(task.topicName ?? '');
      return Promise.resolve();
    };
    works(refused, 'ledger', note);
    works(refused, 'fee-compute', note);
    const error = await until(() => Promise.resolve(told.find(({ engineMsg }) => engineMsg.includes('fee-compute'))));
    expect([error.httpStatusCode, error.type]).toEqual([403, 'AuthorizationException']);
    refused.stop();
    const { body } = await operator.get(`/external-task?processInstanceId=${instance}`);
    expect(body).toMatchObject([{ topicName: 'fee-compute', workerId: null, lockExpirationTime: null }]);
    works(program('office'), 'fee-compute', (task, service) => service.complete(task));
    works(program('ledger'), 'ledger', (task, service) => service.complete(task));
    expect(await endOf(instance)).toBe('booked');
    expect(worked).toEqual([]);
  });
});
