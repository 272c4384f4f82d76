import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const PROCESS = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="permit" isExecutable="true" camunda:historyTimeToLive="P1D">
  <startEvent id="begin"/><userTask id="check" camunda:assignee="clerk"/>
  <serviceTask id="book" camunda:type="external" camunda:topic="booking"/><endEvent id="end"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="check"/><sequenceFlow id="f2" sourceRef="check" targetRef="book"/>
  <sequenceFlow id="f3" sourceRef="book" targetRef="end"/></process></definitions>`;

let engine: EngineUnderTest;
const as = 'operator';

const post = <T>(path: string, json: object, who = as) =>
  engine.api.call<T>('POST', `/engine-rest${path}`, { as: who, json });
const read = <T>(path: string) => engine.api.call<T>('GET', `/engine-rest${path}`, { as });
const sum = async (name: string, period = '') => (await read<unknown>(`/metrics/${name}/sum${period}`)).body;

let processInstanceId: string;
let jobId: string;

/** One case whose booking fails once and succeeds then, one that waits at its task. */
beforeAll(async () => {
  engine = await startEngine();
  const form = new FormData();
  form.append('deployment-name', 'permit');
  form.append('permit.bpmn', new Blob([PROCESS]), 'permit.bpmn');
  await engine.api.call('POST', '/engine-rest/deployment/create', { as, body: form });
  const start = () => post<{ id: string }>('/process-definition/key/permit/start', {});
  processInstanceId = (await start()).body.id;
  await start();
  const tasks = await read<{ id: string }[]>(`/task?processInstanceId=${processInstanceId}`);
  await post(`/task/${tasks.body[0]?.id ?? ''}/complete`, {});
  const fetch = async () => {
    const { body } = await post<{ id: string }[]>(
      '/external-task/fetchAndLock',
      { workerId: 'bookkeeper', maxTasks: 1, topics: [{ topicName: 'booking', lockDuration: 60_000 }] },
      'integrator',
    );
    return body[0]?.id ?? '';
  };
  jobId = await fetch();
  const failed = { workerId: 'bookkeeper', errorMessage: 'ledger closed', retries: 2, retryTimeout: 0 };
  await post(`/external-task/${jobId}/failure`, failed, 'integrator');
  await post(`/external-task/${await fetch()}/complete`, { workerId: 'bookkeeper' }, 'integrator');
}, 60_000);

afterAll(() => engine.close());

describe('metrics at /engine-rest', () => {
  it('given two cases of which one has ended, when sums are asked for, then what began is counted under both names', async () => {
    expect(await sum('root-process-instance-start')).toEqual({ result: 2 });
    expect(await sum('process-instances')).toEqual({ result: 2 });
    // Start, task, booking and end of the one; start and task of the other.
    expect(await sum('activity-instance-start')).toEqual({ result: 6 });
    // Of the one all four, of the other its start.
    expect(await sum('activity-instance-end')).toEqual({ result: 5 });
    expect(await sum('job-acquisition-attempt')).toEqual({ result: 0 });
    expect((await read('/metrics?name=job-acquired-success')).body).toEqual([]);
    expect(await sum('unique-task-workers')).toEqual({ result: 1 });
    expect(await sum('executed-decision-instances')).toEqual({ result: 0 });
    // Work of programs outside is no job of Camunda 7.
    expect([await sum('job-successful'), await sum('job-failed')]).toEqual([{ result: 0 }, { result: 0 }]);
  });

  it('given a period, then only what began in it is counted: its end does not belong to it', async () => {
    const day = 24 * 3_600_000;
    const at = (ms: number) => encodeURIComponent(new Date(Date.now() + ms).toISOString().replace('Z', '+0000'));
    const name = 'root-process-instance-start';
    expect(await sum(name, `?startDate=${at(-day)}&endDate=${at(day)}`)).toEqual({ result: 2 });
    expect(await sum(name, `?startDate=${at(day)}`)).toEqual({ result: 0 });
    expect(await sum(name, `?endDate=${at(-day)}`)).toEqual({ result: 0 });
  });

  it('given intervals of a length, then there is a row for each that has a figure', async () => {
    const { body } = await read<{ timestamp: string; name: string; value: number }[]>(
      '/metrics?name=activity-instance-start&interval=86400',
    );
    expect(body.reduce((all, { value }) => all + value, 0)).toBe(6);
    expect(body[0]).toMatchObject({ name: 'activity-instance-start', reporter: null });
    expect(body[0]?.timestamp).toMatch(/T00:00:00\.000\+0000$/);
    const all = await read<{ name: string }[]>('/metrics');
    expect([...new Set(all.body.map(({ name }) => name))].toSorted()).toEqual([
      'activity-instance-end',
      'activity-instance-start',
      'root-process-instance-start',
    ]);
  });

  it('given a metric nobody counts, or an interval of nothing, then it is refused', async () => {
    const answers = await Promise.all([
      read('/metrics/none/sum'),
      read('/metrics?name=none'),
      read('/metrics?interval=0'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  });
});

describe('/history/external-task-log', () => {
  it('given work that failed once, then both tries are told with worker, topic, retries and reason', async () => {
    const { body } = await read(`/history/external-task-log?processInstanceId=${processInstanceId}`);
    const common = { externalTaskId: jobId, topicName: 'booking', workerId: 'bookkeeper', activityId: 'book' };
    expect(body).toMatchObject([
      { ...common, successLog: true, failureLog: false, errorMessage: null, processDefinitionKey: 'permit' },
      { ...common, successLog: false, failureLog: true, errorMessage: 'ledger closed', retries: 2 },
      { ...common, workerId: null, creationLog: true, successLog: false, failureLog: false, retries: null },
    ]);
  });

  it('given criteria, then rows are counted by them', async () => {
    const count = async (query: string) => (await read(`/history/external-task-log/count?${query}`)).body;
    expect(await count('failureLog=true&processDefinitionKey=permit')).toEqual({ count: 1 });
    expect(await count('errorMessage=ledger%20closed')).toEqual({ count: 1 });
    expect(await count('errorMessage=ledger%25')).toEqual({ count: 0 });
    expect(await count('failureLog=true&successLog=true')).toEqual({ count: 0 });
    expect(await count('workerId=somebody')).toEqual({ count: 0 });
    expect(await count('activityIdIn=book,check&topicName=booking')).toEqual({ count: 3 });
  });
});
