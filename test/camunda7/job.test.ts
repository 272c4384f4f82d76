import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';
import { IN_AN_HOUR, letPlansComeDue } from './planned-work.ts';

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="permit" isExecutable="true">
  <startEvent id="begin"/><exclusiveGateway id="join"/>
  <userTask id="check"/>
  <boundaryEvent id="remind" attachedToRef="check" cancelActivity="false"><timerEventDefinition id="t1">
    <timeCycle>R3/PT10H</timeCycle></timerEventDefinition></boundaryEvent>
  <boundaryEvent id="late" attachedToRef="check"><timerEventDefinition id="t2">
    <timeDuration>\${days}</timeDuration></timerEventDefinition></boundaryEvent>
  <userTask id="call" /><endEvent id="reminded"/>
  <intermediateThrowEvent id="notice" camunda:asyncBefore="true"/><endEvent id="end"/><endEvent id="over"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="check"/><sequenceFlow id="f2" sourceRef="check" targetRef="notice"/>
  <sequenceFlow id="f3" sourceRef="notice" targetRef="end"/><sequenceFlow id="f4" sourceRef="remind" targetRef="call"/>
  <sequenceFlow id="f5" sourceRef="call" targetRef="reminded"/><sequenceFlow id="f6" sourceRef="late" targetRef="over"/>
  </process></definitions>`;

interface Job {
  readonly id: string;
  readonly jobDefinitionId: string;
  readonly dueDate: string | null;
  readonly createTime: string;
  readonly suspended: boolean;
  readonly retries: number;
  readonly priority: number;
  readonly failedActivityId: string | null;
}

let engine: EngineUnderTest;
let operator: CamundaClient;
let definitionId: string;

beforeAll(async () => {
  engine = await startEngine();
  operator = openCamundaClient(engine);
  definitionId = await operator.deploy('permit', MODEL);
}, 60_000);

afterAll(() => engine.close());

async function start(days = 'P30D'): Promise<string> {
  const variables = { days: { value: days, type: 'String' } };
  return (await operator.post<{ id: string }>('/process-definition/key/permit/start', { variables })).body.id;
}

/** Completes the check, which makes the job before the notice. */
async function check(instanceId: string): Promise<void> {
  const { body } = await operator.get<{ id: string }[]>(
    `/task?processInstanceId=${instanceId}&taskDefinitionKey=check`,
  );
  expect((await operator.post(`/task/${body[0]?.id}/complete`)).status).toBe(204);
}

const jobs = async (query: string) => (await operator.get<Job[]>(`/job?${query}`)).body;
const place = (nodeId: string, kind: string) => `${definitionId}~${nodeId}~${kind}`;
const timer = async (instanceId: string, nodeId: string) =>
  (await jobs(`processInstanceId=${instanceId}&activityId=${nodeId}`))[0];
const isOver = async (instanceId: string) => (await operator.get(`/process-instance/${instanceId}`)).status === 404;

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('Expected it to hold within 40 s, but it does not.');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe('/job-definition/…/suspended', () => {
  it('given a suspended place, then new jobs there are born resting and do nothing until it goes on with its jobs', async () => {
    const notice = place('notice', 'asyncBefore');
    expect((await operator.put(`/job-definition/${notice}/suspended`, { suspended: true })).status).toBe(204);
    expect((await operator.get(`/job-definition/${notice}`)).body).toMatchObject({ suspended: true });
    expect((await operator.get('/job-definition/count?suspended=true')).body).toEqual({ count: 1 });
    const instance = await start();
    await check(instance);
    const [job] = await jobs(`processInstanceId=${instance}&messages=true`);
    expect(job).toMatchObject({ suspended: true, jobDefinitionId: notice });
    // A full round of the sweep would have done it.
    await engine.background.pass();
    expect(await isOver(instance)).toBe(false);
    await operator.put(`/job-definition/${notice}/suspended`, { suspended: false });
    expect((await operator.get(`/job/${job?.id}`)).body).toMatchObject({ suspended: true });
    await operator.put(`/job-definition/${notice}/suspended`, { suspended: false, includeJobs: true });
    await until(() => isOver(instance));
  });

  it('given a timer whose place rests with its jobs, then it does not fire when it is due, and fires afterwards', async () => {
    const instance = await start();
    const late = place('late', 'timer');
    await operator.put('/job-definition/suspended', {
      processDefinitionId: definitionId,
      suspended: true,
      includeJobs: true,
    });
    const due = await timer(instance, 'late');
    expect(due?.suspended).toBe(true);
    await operator.put(`/job/${due?.id}/duedate`, { duedate: '2026-01-01T00:00:00.000+0000' });
    await engine.background.pass();
    expect(await isOver(instance)).toBe(false);
    await operator.put('/job-definition/suspended', {
      processDefinitionKey: 'permit',
      suspended: false,
      includeJobs: true,
    });
    await until(() => isOver(instance));
    expect((await operator.get(`/job-definition/${late}`)).body).toMatchObject({ suspended: false });
  });

  it('given a moment in the future, then the place rests from then on, and not before', async () => {
    const notice = place('notice', 'asyncBefore');
    const plan = { suspended: true, executionDate: IN_AN_HOUR };
    expect((await operator.put(`/job-definition/${notice}/suspended`, plan)).status).toBe(204);
    const rests = async () => (await operator.get<{ suspended: boolean }>(`/job-definition/${notice}`)).body.suspended;
    expect(await rests()).toBe(false);
    await letPlansComeDue(engine);
    await until(rests);
    await operator.put(`/job-definition/${notice}/suspended`, { suspended: false });
  });

  it('given no definition, two of them or one nobody knows, then it is refused and nothing rests', async () => {
    const put = async (path: string, body: object) => {
      const answer = await operator.put<{ type: string }>(path, body);
      return [answer.status, answer.body.type];
    };
    expect(await put('/job-definition/suspended', { suspended: true })).toEqual([400, 'InvalidRequestException']);
    const both = { suspended: true, processDefinitionId: definitionId, processDefinitionKey: 'permit' };
    expect(await put('/job-definition/suspended', both)).toEqual([400, 'InvalidRequestException']);
    const nobody = { suspended: true, processDefinitionKey: 'nobody' };
    expect(await put('/job-definition/suspended', nobody)).toEqual([404, 'RestException']);
    expect(await put(`/job-definition/${place('check', 'asyncBefore')}/suspended`, { suspended: true })).toEqual([
      404,
      'InvalidRequestException',
    ]);
    expect(await put(`/job-definition/${place('late', 'timer')}/suspended`, {})).toEqual([
      400,
      'InvalidRequestException',
    ]);
    expect((await operator.get('/job-definition/count?suspended=true')).body).toEqual({ count: 0 });
  });
});

describe('/job-definition', () => {
  it('given a priority for a place, then new timers get it, those that are there with includeJobs only', async () => {
    const remind = place('remind', 'timer');
    const instance = await start();
    expect((await operator.put(`/job-definition/${remind}/jobPriority`, { priority: 7 })).status).toBe(204);
    expect((await timer(instance, 'remind'))?.priority).toBe(0);
    expect((await timer(await start(), 'remind'))?.priority).toBe(7);
    await operator.put(`/job-definition/${remind}/jobPriority`, { priority: 9, includeJobs: true });
    expect((await timer(instance, 'remind'))?.priority).toBe(9);
    expect((await operator.get('/job-definition?withOverridingJobPriority=true')).body).toMatchObject([
      { id: remind, overridingJobPriority: 9 },
    ]);
    await operator.put(`/job-definition/${remind}/jobPriority`, { priority: null });
    expect((await timer(await start(), 'remind'))?.priority).toBe(0);
    const refused = await operator.put(`/job-definition/${remind}/jobPriority`, { priority: null, includeJobs: true });
    expect(refused.status).toBe(400);
  });

  it('given criteria and an order, then the places that meet them come in that order', async () => {
    const activities = async (query: string) =>
      (await operator.get<{ activityId: string }[]>(`/job-definition?${query}`)).body.map((one) => one.activityId);
    expect(await activities('sortBy=activityId&sortOrder=desc')).toEqual(['remind', 'notice', 'late']);
    expect(await activities('sortBy=activityId&sortOrder=asc&firstResult=1&maxResults=1')).toEqual(['notice']);
    expect(await activities(`jobConfiguration=${encodeURIComponent('CYCLE: R3/PT10H')}`)).toEqual(['remind']);
    expect(await activities(`jobDefinitionId=${place('late', 'timer')}`)).toEqual(['late']);
    expect(await activities('tenantIdIn=town')).toEqual([]);
    expect(
      await activities('tenantIdIn=town&includeJobDefinitionsWithoutTenantId=true&jobType=async-continuation'),
    ).toEqual(['notice']);
  });

  it('given jobs without retries at a place, then all of them get new ones', async () => {
    const instance = await start();
    const due = await timer(instance, 'remind');
    await operator.put(`/job/${due?.id}/retries`, { retries: 0 });
    expect((await jobs(`processInstanceId=${instance}&noRetriesLeft=true`)).map(({ id }) => id)).toEqual([due?.id]);
    expect((await operator.put(`/job-definition/${place('remind', 'timer')}/retries`, { retries: 2 })).status).toBe(
      204,
    );
    expect((await timer(instance, 'remind'))?.retries).toBe(2);
  });
});

describe('/job', () => {
  it('given single jobs, an instance or a definition, then exactly their jobs rest', async () => {
    const [one, two] = [await start(), await start()];
    const resting = async () =>
      [...(await jobs(`processInstanceIds=${one},${two}&suspended=true&sortBy=processInstanceId&sortOrder=asc`))]
        .length;
    const first = await timer(one, 'late');
    await operator.put(`/job/${first?.id}/suspended`, { suspended: true });
    expect(await resting()).toBe(1);
    await operator.put('/job/suspended', { processInstanceId: two, suspended: true });
    expect(await resting()).toBe(3);
    await operator.put('/job/suspended', { jobDefinitionId: place('late', 'timer'), suspended: false });
    expect(await resting()).toBe(1);
    await operator.put('/job/suspended', { processDefinitionKey: 'permit', suspended: false });
    expect(await resting()).toBe(0);
    expect((await operator.put('/job/suspended', { suspended: true })).status).toBe(400);
    const twice = { suspended: true, processInstanceId: one, processDefinitionKey: 'permit' };
    expect((await operator.put('/job/suspended', twice)).status).toBe(400);
  });

  it('given criteria, then a list and a count by query or body agree', async () => {
    const instance = await start();
    await operator.put(`/job/${(await timer(instance, 'late'))?.id}/priority`, { priority: 40 });
    const of = `processInstanceId=${instance}`;
    const found = async (query: string) =>
      (await jobs(`${of}&${query}`)).map(({ jobDefinitionId }) => jobDefinitionId.split('~')[1]);
    expect(await found('sortBy=jobDueDate&sortOrder=asc')).toEqual(['remind', 'late']);
    expect(await found('sortBy=jobPriority&sortOrder=desc')).toEqual(['late', 'remind']);
    expect(await found('priorityHigherThanOrEquals=40')).toEqual(['late']);
    expect(await found('priorityLowerThanOrEquals=39')).toEqual(['remind']);
    expect(await found('messages=true')).toEqual([]);
    expect(await found('executable=true')).toEqual([]);
    const inADay = encodeURIComponent(new Date(Date.now() + 86_400_000).toISOString().replace('Z', '+0000'));
    expect(await found(`dueDates=gt_${inADay}`)).toEqual(['late']);
    expect(await found(`dueDates=lt_${inADay}`)).toEqual(['remind']);
    expect(await found(`createTimes=gt_${inADay}`)).toEqual([]);
    expect(await found('withException=true')).toEqual([]);
    expect(await found('acquired=true')).toEqual([]);
    expect(await found('tenantIdIn=town')).toEqual([]);
    const value = new Date(Date.now() + 86_400_000).toISOString().replace('Z', '+0000');
    const body = {
      processInstanceIds: [instance],
      dueDates: [{ operator: 'gt', value }],
      sorting: [{ sortBy: 'jobDueDate', sortOrder: 'asc' }],
    };
    expect((await operator.post<Job[]>('/job', body)).body).toHaveLength(1);
    expect((await operator.post('/job/count', body)).body).toEqual({ count: 1 });
    expect((await operator.get('/job?timers=true&messages=true')).status).toBe(400);
    expect((await operator.get('/job?dueDates=eq_2026')).status).toBe(400);
  });

  it('given a moved timer of a cycle, then its later dates move along with cascade alone', async () => {
    const moved = '2027-03-01T12:00:00.000+0000';
    const next = async (cascade: boolean) => {
      const instance = await start('P900D');
      const first = await timer(instance, 'remind');
      const original = Date.parse(String(first?.dueDate));
      await operator.put(`/job/${first?.id}/duedate`, { duedate: moved, cascade });
      await operator.post(`/job/${first?.id}/execute`);
      const second = Date.parse(String((await timer(instance, 'remind'))?.dueDate));
      return { second, original };
    };
    const still = await next(false);
    expect(still.second - still.original).toBe(10 * 3_600_000);
    expect((await next(true)).second).toBe(Date.parse(moved) + 10 * 3_600_000);
  });

  it('given other variables, then the date of a timer is worked out again, from its creation or from now', async () => {
    const instance = await start('P2D');
    const { id, createTime } = (await timer(instance, 'late')) ?? { id: '', createTime: '' };
    await operator.put(`/process-instance/${instance}/variables/days`, { value: 'P5D', type: 'String' });
    expect(await operator.post(`/job/${id}/duedate/recalculate`)).toMatchObject({ status: 204 });
    expect(Date.parse(String((await timer(instance, 'late'))?.dueDate)) - Date.parse(createTime)).toBe(5 * 86_400_000);
    await operator.post(`/job/${id}/duedate/recalculate?creationDateBased=false`);
    expect(Date.parse(String((await timer(instance, 'late'))?.dueDate))).toBeGreaterThan(
      Date.parse(createTime) + 5 * 86_400_000,
    );
    expect((await operator.post('/job/nobody/duedate/recalculate')).status).toBe(404);
  });

  it('given a timer that is executed or deleted, then it happens now, or never', async () => {
    const [one, two] = [await start(), await start()];
    const late = await timer(one, 'late');
    await operator.put(`/job/${late?.id}/suspended`, { suspended: true });
    expect((await operator.post(`/job/${late?.id}/execute`)).status).toBe(204);
    expect(await isOver(one)).toBe(true);
    const other = await timer(two, 'late');
    expect((await operator.delete(`/job/${other?.id}`)).status).toBe(204);
    expect((await operator.get(`/job/${other?.id}`)).status).toBe(404);
    expect((await operator.delete(`/job/${other?.id}`)).status).toBe(404);
    expect((await jobs(`processInstanceId=${two}`)).length).toBe(1);
  });

  it('given jobs by query, then retries are given to all of them in the background', async () => {
    const instance = await start();
    const body = { retries: 5, jobQuery: { processInstanceId: instance, timers: true } };
    const { status, body: batch } = await operator.post<{ id: string; totalJobs: number }>('/job/retries', body);
    expect([status, batch.totalJobs]).toEqual([200, 2]);
    await until(async () => (await jobs(`processInstanceId=${instance}`)).every(({ retries }) => retries === 5));
  });
});
