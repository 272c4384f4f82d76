import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const PROCESS = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="log" isExecutable="true" camunda:historyTimeToLive="P10D">
  <startEvent id="begin"/><serviceTask id="later" camunda:asyncBefore="true" camunda:expression="\${true}"/>
  <serviceTask id="print" camunda:class="printer"/>
  <boundaryEvent id="slow" attachedToRef="print"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
  <serviceTask id="ship" camunda:type="external" camunda:topic="outside" camunda:taskPriority="3"/>
  <boundaryEvent id="late" attachedToRef="ship"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></boundaryEvent>
  <endEvent id="end"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="later"/><sequenceFlow id="f2" sourceRef="later" targetRef="print"/>
  <sequenceFlow id="f3" sourceRef="print" targetRef="ship"/><sequenceFlow id="f4" sourceRef="ship" targetRef="end"/>
  <sequenceFlow id="f5" sourceRef="late" targetRef="end"/><sequenceFlow id="f6" sourceRef="slow" targetRef="end"/>
  </process></definitions>`;

interface JobRow {
  readonly id: string;
  readonly jobId: string;
  readonly activityId: string;
  readonly jobDefinitionId: string;
  readonly jobDefinitionType: string;
  readonly creationLog: boolean;
  readonly failureLog: boolean;
  readonly successLog: boolean;
  readonly deletionLog: boolean;
}

let engine: EngineUnderTest;
let c7: CamundaClient;
let definitionId: string;
let tries = 0;

beforeAll(async () => {
  engine = await startEngine([
    {
      topic: 'printer',
      execute: () => {
        tries += 1;
        return Promise.resolve(
          tries === 1
            ? { kind: 'failed', message: 'no paper', details: 'at the tray', retryAfterMs: 10 }
            : { kind: 'done', variables: {} },
        );
      },
    },
  ]);
  c7 = openCamundaClient(engine);
  definitionId = await c7.deploy('log', PROCESS);
}, 60_000);
afterAll(() => engine.close());

/** A case that has come as far as its external task. */
async function atShipping(): Promise<{ readonly id: string; readonly externalTaskId: string }> {
  const { body } = await c7.post<{ id: string }>('/process-definition/key/log/start');
  for (let looks = 0; looks < 2000; looks += 1) {
    const found = await c7.get<{ id: string }[]>(`/external-task?processInstanceId=${body.id}&topicName=outside`);
    const externalTaskId = found.body[0]?.id;
    if (externalTaskId !== undefined) return { id: body.id, externalTaskId };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Expected case ${body.id} to come to its external task, but it has not.`);
}

const kind = (row: Pick<JobRow, 'creationLog' | 'failureLog' | 'successLog' | 'deletionLog'>) =>
  (['creationLog', 'failureLog', 'successLog', 'deletionLog'] as const).filter((name) => row[name]).join();

describe('/history/job-log', () => {
  it('given a continuation, a connector that fails once, and timers, then all they went through is told', async () => {
    const { id } = await atShipping();
    const timers = await c7.get<{ id: string; jobDefinitionId: string }[]>(`/job?processInstanceId=${id}&timers=true`);
    const timer = timers.body[0];
    expect(timers.body).toHaveLength(1);
    expect((await c7.post(`/job/${timer?.id ?? ''}/execute`)).status).toBe(204);
    const { body } = await c7.get<JobRow[]>(`/history/job-log?processInstanceId=${id}&sortBy=timestamp&sortOrder=asc`);
    const of = (activityId: string) => body.filter((row) => row.activityId === activityId).map(kind);
    expect(of('later')).toEqual(['creationLog', 'successLog']);
    expect(of('print')).toEqual(['creationLog', 'failureLog', 'successLog']);
    expect(of('slow')).toEqual(['creationLog', 'deletionLog']);
    expect(of('late')).toEqual(['creationLog', 'successLog']);
    expect(body).toHaveLength(9);
    expect(body.find((row) => row.failureLog)).toMatchObject({
      jobExceptionMessage: 'no paper',
      failedActivityId: 'print',
      jobRetries: 2,
      jobPriority: 0,
      jobDefinitionType: 'connector',
      processDefinitionKey: 'log',
      rootProcessInstanceId: id,
      batchId: null,
      tenantId: null,
    });
    expect(body.find((row) => row.activityId === 'late' && row.successLog)).toMatchObject({
      jobId: timer?.id,
      jobDefinitionId: timer?.jobDefinitionId,
      jobDefinitionType: 'timer-transition',
      jobDefinitionConfiguration: 'DURATION: P2D',
      jobDueDate: expect.stringMatching(/^\d{4}-/) as unknown,
      processDefinitionId: definitionId,
    });
    expect(body.find((row) => row.activityId === 'later')).toMatchObject({
      jobDefinitionType: 'async-continuation',
      jobDefinitionConfiguration: 'async-before',
      jobRetries: 3,
    });
    const ofJobs = async (query: string) =>
      (await c7.get<{ count: number }>(`/history/process-instance/count?processInstanceIds=${id}&${query}`)).body.count;
    const anHour = (ms: number) => encodeURIComponent(new Date(Date.now() + ms).toISOString().replace('Z', '+0000'));
    expect(await ofJobs(`executedJobAfter=${anHour(-3_600_000)}&executedJobBefore=${anHour(3_600_000)}`)).toBe(1);
    expect(await ofJobs(`executedJobAfter=${anHour(3_600_000)}`)).toBe(0);
    const failure = body.find((row) => row.failureLog);
    expect((await c7.get(`/history/job-log/${failure?.id ?? ''}`)).body).toEqual(failure);
    expect((await c7.get(`/history/job-log/${failure?.id ?? ''}/stacktrace`)).body).toBe('at the tray');
    expect((await c7.get('/history/job-log/none')).status).toBe(404);
  });

  it('given criteria, in the query or in a body, then rows are found and counted by them', async () => {
    const { id } = await atShipping();
    const at = `processInstanceId=${id}`;
    const count = async (query: string) =>
      (await c7.get<{ count: number }>(`/history/job-log/count?${at}&${query}`)).body.count;
    const { body } = await c7.get<JobRow[]>(`/history/job-log?${at}`);
    const [first] = body;
    expect(body).toHaveLength(7);
    expect(await count('creationLog=true')).toBe(4);
    expect(await count('successLog=true&activityIdIn=later,print')).toBe(2);
    expect(await count('creationLog=true&successLog=true')).toBe(0);
    expect(await count('jobDefinitionType=async-continuation')).toBe(2);
    expect(await count('jobDefinitionConfiguration=async-before&successLog=true')).toBe(1);
    expect(await count(`jobId=${first?.jobId ?? ''}&logId=${first?.id ?? ''}`)).toBe(1);
    expect(await count(`jobDefinitionId=${encodeURIComponent(first?.jobDefinitionId ?? '')}`)).toBeGreaterThan(0);
    expect(await count('jobPriorityHigherThanOrEquals=1')).toBe(0);
    expect(await count('jobPriorityLowerThanOrEquals=0')).toBe(7);
    expect(await count('jobExceptionMessage=other')).toBe(0);
    expect(await count('tenantIdIn=a')).toBe(0);
    expect(await count('withoutTenantId=true')).toBe(7);
    const posted = await c7.post<JobRow[]>('/history/job-log', {
      processInstanceId: id,
      activityIdIn: ['print'],
      sorting: [{ sortBy: 'timestamp', sortOrder: 'desc' }],
    });
    expect(posted.body.map(kind)).toEqual(['successLog', 'creationLog']);
    const counted = await c7.post('/history/job-log/count', { processInstanceId: id, successLog: true });
    expect(counted.body).toEqual({ count: 2 });
    expect((await c7.get('/history/job-log?sortBy=colour&sortOrder=asc')).body).toEqual({
      type: 'InvalidRequestException',
      message: "Cannot set query parameter 'sortBy' to value 'colour'",
      code: null,
    });
  });
});

describe('/history/external-task-log', () => {
  it('given external tasks that fail, succeed or are deleted, then each row tells it, with the details of the error', async () => {
    const { id, externalTaskId } = await atShipping();
    const worker = { workerId: 'carrier' };
    await c7.post(`/external-task/${externalTaskId}/lock`, { ...worker, lockDuration: 60_000 });
    await c7.post(`/external-task/${externalTaskId}/failure`, {
      ...worker,
      errorMessage: 'rain',
      errorDetails: 'at the door',
      retries: 1,
      retryTimeout: 0,
    });
    await c7.delete(`/process-instance/${id}`);
    const { body } = await c7.get<(JobRow & { externalTaskId: string })[]>(
      `/history/external-task-log?processInstanceId=${id}&sortBy=timestamp&sortOrder=asc`,
    );
    expect(body.map(kind)).toEqual(['creationLog', 'failureLog', 'deletionLog']);
    const common = {
      externalTaskId,
      topicName: 'outside',
      priority: 3,
      activityId: 'ship',
      processDefinitionId: definitionId,
    };
    expect(body).toMatchObject([
      { ...common, workerId: null, retries: null, errorMessage: null },
      { ...common, workerId: 'carrier', retries: 1, errorMessage: 'rain' },
      { ...common, errorMessage: null, rootProcessInstanceId: id },
    ]);
    const failure = body[1];
    expect((await c7.get(`/history/external-task-log/${failure?.id ?? ''}`)).body).toEqual(failure);
    const details = await c7.get(`/history/external-task-log/${failure?.id ?? ''}/error-details`);
    expect([details.status, details.body]).toEqual([200, 'at the door']);
    expect((await c7.get('/history/external-task-log/none/error-details')).status).toBe(404);
    const posted = await c7.post('/history/external-task-log/count', { processInstanceId: id, deletionLog: true });
    expect(posted.body).toEqual({ count: 1 });
    const sorted = await c7.get(
      `/history/external-task-log?processInstanceId=${id}&sortBy=retries&sortOrder=desc&maxResults=1`,
    );
    expect(sorted.body).toHaveLength(1);
  });

  it('given a case whose history is deleted, then its log is gone, too', async () => {
    const { id } = await atShipping();
    await c7.delete(`/process-instance/${id}`);
    await c7.delete(`/history/process-instance/${id}`);
    expect((await c7.get(`/history/external-task-log?processInstanceId=${id}`)).body).toEqual([]);
    expect((await c7.get(`/history/job-log?processInstanceId=${id}`)).body).toEqual([]);
  });
});
