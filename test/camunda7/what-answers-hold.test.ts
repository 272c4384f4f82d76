import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <process id="permit" isExecutable="true" camunda:historyTimeToLive="P30D"><startEvent id="asked"/><parallelGateway id="fork"/>
  <userTask id="key" camunda:formKey="permit-form" camunda:assignee="anna" camunda:candidateGroups="office"/>
  <userTask id="latest" camunda:formRef="permit" camunda:formRefBinding="latest"/>
  <userTask id="third" camunda:formRef="permit" camunda:formRefBinding="version" camunda:formRefVersion="3"/>
  <serviceTask id="book" camunda:type="external" camunda:topic="ledger"/>
  <sequenceFlow id="a" sourceRef="asked" targetRef="fork"/><sequenceFlow id="b" sourceRef="fork" targetRef="key"/>
  <sequenceFlow id="c" sourceRef="fork" targetRef="latest"/><sequenceFlow id="e" sourceRef="fork" targetRef="third"/>
  <sequenceFlow id="f" sourceRef="fork" targetRef="book"/></process></definitions>`;

let engine: EngineUnderTest;
let operator: CamundaClient;
let instance: { readonly id: string; readonly links: readonly unknown[] };

beforeAll(async () => {
  engine = await startEngine();
  operator = openCamundaClient(engine);
  await operator.deploy('permit', MODEL);
  instance = (await operator.post<typeof instance>('/process-definition/key/permit/start', { businessKey: 'P-1' }))
    .body;
}, 60_000);

afterAll(() => engine.close());

interface Task {
  readonly id: string;
  readonly taskDefinitionKey: string;
}

const taskAt = async (node: string) =>
  (await operator.get<Task[]>(`/task?taskDefinitionKey=${node}`)).body[0] ?? { id: '', taskDefinitionKey: '' };

describe('links', () => {
  it('given something just made, then its address is told; what is read has no links', async () => {
    const href = `${engine.engineRest}/process-instance/${instance.id}`;
    expect(instance.links).toEqual([{ method: 'GET', href, rel: 'self' }]);
    expect((await operator.get(`/process-instance/${instance.id}`)).body).toMatchObject({ links: [] });
    expect((await operator.get('/process-instance')).body).toMatchObject([{ links: [] }]);
    const [deployment] = (await operator.get<{ id: string; links: unknown[] }[]>('/deployment')).body;
    expect(deployment?.links).toEqual([]);
    const again = await operator.post<{ id: string }>(`/deployment/${deployment?.id ?? ''}/redeploy`);
    const self = { method: 'GET', href: `${engine.engineRest}/deployment/${again.body.id}`, rel: 'self' };
    expect(again.body).toMatchObject({ links: [self] });
  });
});

describe('where a case began', () => {
  it('given a case that still runs, then the history tells its start event', async () => {
    expect((await operator.get(`/history/process-instance/${instance.id}`)).body).toMatchObject({
      startActivityId: 'asked',
    });
  });
});

describe('the form of a task', () => {
  it.each([
    ['key', 'permit-form', null],
    ['latest', null, { key: 'permit', binding: 'latest', version: null }],
    ['third', null, { key: 'permit', binding: 'version', version: 3 }],
  ])('given %s, then form key and form reference are told apart', async (node, formKey, camundaFormRef) => {
    const task = await taskAt(node);
    expect(task).toMatchObject({ formKey, camundaFormRef });
    expect((await operator.get(`/task/${task.id}`)).body).toMatchObject({ formKey, camundaFormRef });
    expect((await operator.get(`/task/${task.id}/form`)).body).toEqual({
      key: formKey,
      camundaFormRef,
      contextPath: null,
    });
  });

  it('given a form by its id, then the deployed file is found wherever it has been deployed', async () => {
    const task = await taskAt('latest');
    expect((await operator.get(`/task/${task.id}/deployed-form`)).status).toBe(404);
    const form = new FormData();
    form.set('deployment-name', 'form');
    form.set('permit.form', new Blob(['{"id":"permit","components":[]}']), 'permit.form');
    await engine.api.call('POST', '/engine-rest/deployment/create', { as: 'operator', body: form });
    expect((await operator.get(`/task/${task.id}/deployed-form`)).body).toEqual({ id: 'permit', components: [] });
    expect((await operator.get(`/task/${(await taskAt('third')).id}/deployed-form`)).status).toBe(404);
    expect((await operator.get(`/task/${(await taskAt('key')).id}/deployed-form`)).status).toBe(400);
  });
});

describe('who has to do with a task', () => {
  it('given candidates and an assignee, then they come in this order', async () => {
    expect((await operator.get(`/task/${(await taskAt('key')).id}/identity-links`)).body).toEqual([
      { userId: null, groupId: 'office', type: 'candidate' },
      { userId: 'anna', groupId: null, type: 'assignee' },
    ]);
  });
});

describe('work that has failed', () => {
  it('given retries left or none, then who has failed stays known until somebody else fetches it', async () => {
    const fetched = async (workerId: string) => {
      const topics = [{ topicName: 'ledger', lockDuration: 60_000 }];
      const request = { workerId, maxTasks: 1, topics };
      return (await operator.post<{ id: string; workerId: string }[]>('/external-task/fetchAndLock', request)).body;
    };
    const [task] = await fetched('first');
    const path = `/external-task/${task?.id ?? ''}`;
    await operator.post(`${path}/failure`, { workerId: 'first', errorMessage: 'no', retries: 1, retryTimeout: 0 });
    expect((await operator.get(path)).body).toMatchObject({ workerId: 'first', retries: 1 });
    expect(await fetched('second')).toMatchObject([{ workerId: 'second' }]);
    expect((await operator.post(`${path}/complete`, { workerId: 'first' })).status).toBe(400);
    await operator.post(`${path}/failure`, { workerId: 'second', errorMessage: 'no', retries: 0 });
    expect((await operator.get(path)).body).toMatchObject({ workerId: 'second', retries: 0 });
    expect(await fetched('third')).toEqual([]);
    // As in Camunda 7: nobody else has fetched it since.
    expect((await operator.post(`${path}/complete`, { workerId: 'second' })).status).toBe(204);
    expect((await operator.get('/incident/count')).body).toEqual({ count: 0 });
  });
});
