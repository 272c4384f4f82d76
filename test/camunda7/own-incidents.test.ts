import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <process id="check" isExecutable="true" camunda:historyTimeToLive="P30D"><startEvent id="s"/><userTask id="look"/>
  <sequenceFlow id="a" sourceRef="s" targetRef="look"/><serviceTask id="book" camunda:type="external" camunda:topic="ledger"/>
  <sequenceFlow id="b" sourceRef="look" targetRef="book"/></process></definitions>`;

let engine: EngineUnderTest;
let operator: CamundaClient;

interface Incident {
  readonly id: string;
  readonly type?: string;
}

beforeAll(async () => {
  engine = await startEngine();
  operator = openCamundaClient(engine);
  await operator.deploy('check', MODEL);
}, 60_000);

afterAll(() => engine.close());

/** A new case; answers its id, its task and the execution of that. */
async function waiting() {
  const { body: instance } = await operator.post<{ id: string }>('/process-definition/key/check/start');
  const [task] = (await operator.get<{ id: string; executionId: string }[]>(`/task?processInstanceId=${instance.id}`))
    .body;
  return { instance: instance.id, task: task?.id ?? '', execution: task?.executionId ?? '' };
}

const open = async (query: string) => (await operator.get<Incident[]>(`/incident?${query}`)).body;

describe('an incident of one’s own', () => {
  it('given a live activity, then it is told with what it is about, found by it, and resolved by hand', async () => {
    const { instance, execution } = await waiting();
    const reported = { incidentType: 'archiveDown', configuration: 'disk 7', message: 'no space' };
    const { status, body } = await operator.post<Incident>(`/execution/${execution}/create-incident`, reported);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      processInstanceId: instance,
      executionId: execution,
      activityId: 'look',
      incidentType: 'archiveDown',
      configuration: 'disk 7',
      incidentMessage: 'no space',
      annotation: null,
    });
    expect(await open('incidentType=archiveDown&configuration=disk%207')).toMatchObject([{ id: body.id }]);
    expect(await open('configuration=disk')).toEqual([]);
    expect((await operator.get(`/process-instance/${instance}/activity-instances`)).body).toMatchObject({
      childActivityInstances: [{ incidentIds: [body.id] }],
    });
    expect((await operator.delete(`/incident/${body.id}`)).status).toBe(204);
    expect(await open(`processInstanceId=${instance}`)).toEqual([]);
    expect((await operator.get(`/history/incident?configuration=disk%207`)).body).toMatchObject([
      { id: body.id, resolved: true, configuration: 'disk 7' },
    ]);
    expect((await operator.delete(`/incident/${body.id}`)).status).toBe(404);
    const operations = `/history/user-operation?processInstanceId=${instance}&operationType=CreateIncident`;
    expect((await operator.get(operations)).body).toMatchObject([
      { property: 'incidentType', newValue: 'archiveDown' },
      { property: 'configuration', newValue: 'disk 7' },
    ]);
  });

  it('given work that goes on, then the incident is over with its activity', async () => {
    const { instance, execution, task } = await waiting();
    await operator.post(`/execution/${execution}/create-incident`, { incidentType: 'archiveDown' });
    expect((await operator.post(`/task/${task}/complete`)).status).toBe(204);
    expect(await open(`processInstanceId=${instance}`)).toEqual([]);
  });

  it('given the id of external work as configuration, then resolving it leaves that work alone', async () => {
    const { instance, task } = await waiting();
    await operator.post(`/task/${task}/complete`);
    const topics = [{ topicName: 'ledger', lockDuration: 60_000 }];
    const { body: locked } = await operator.post<{ id: string; executionId: string; processInstanceId: string }[]>(
      '/external-task/fetchAndLock',
      {
        workerId: 'w',
        maxTasks: 10,
        topics,
      },
    );
    const work = locked.find(({ processInstanceId }) => processInstanceId === instance);
    const reported = { incidentType: 'slow', configuration: work?.id };
    const { body } = await operator.post<Incident>(`/execution/${work?.executionId ?? ''}/create-incident`, reported);
    expect((await operator.delete(`/incident/${body.id}`)).status).toBe(204);
    expect((await operator.get(`/external-task?processInstanceId=${instance}`)).body).toMatchObject([
      { workerId: 'w' },
    ]);
    expect((await operator.post(`/external-task/${work?.id ?? ''}/complete`, { workerId: 'w' })).status).toBe(204);
  });

  it('given no type, no such execution or a whole instance, then it is refused and nothing is changed', async () => {
    const { instance, execution } = await waiting();
    const told = { type: 'InvalidRequestException' };
    for (const [path, body] of [
      [execution, {}],
      [execution, { incidentType: '' }],
      [execution, { incidentType: 'x'.repeat(300) }],
      [instance, { incidentType: 'x' }],
      ['no', { incidentType: 'x' }],
    ] as const)
      expect(await operator.post(`/execution/${path}/create-incident`, body)).toMatchObject({
        status: 400,
        body: told,
      });
    expect(await open(`processInstanceId=${instance}`)).toEqual([]);
  });
});

describe('an error nobody catches', () => {
  it('given one of a task, then it is accepted and becomes an incident; the task stays', async () => {
    const { instance, task } = await waiting();
    const error = { errorCode: 404, errorMessage: 'no such dog', variables: { dog: { value: 'Rex' } } };
    expect((await operator.post(`/task/${task}/bpmnError`, error)).status).toBe(204);
    expect(await open(`processInstanceId=${instance}`)).toMatchObject([{ incidentType: 'unhandledError' }]);
    expect((await operator.post(`/task/${task}/complete`)).status).toBe(204);
    expect((await operator.post(`/task/${task}/bpmnError`, {})).status).toBe(404);
  });

  it('given an escalation, then the task stays and nothing is wrong', async () => {
    const { instance, task } = await waiting();
    expect((await operator.post(`/task/${task}/bpmnEscalation`, { escalationCode: 'late' })).status).toBe(204);
    expect(await open(`processInstanceId=${instance}`)).toEqual([]);
    expect((await operator.get(`/task/${task}`)).status).toBe(200);
  });
});
