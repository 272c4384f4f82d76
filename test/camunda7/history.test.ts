import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const PROCESS = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <process id="past" name="Past" isExecutable="true" camunda:historyTimeToLive="P10D">
  <startEvent id="begin" name="Begin"/>
  <userTask id="check" name="Check it" camunda:candidateGroups="office" camunda:candidateUsers="ada" camunda:priority="30"/>
  <serviceTask id="work" camunda:type="external" camunda:topic="print"/><endEvent id="end"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="check"/><sequenceFlow id="f2" sourceRef="check" targetRef="work"/>
  <sequenceFlow id="f3" sourceRef="work" targetRef="end"/></process></definitions>`;

let engine: EngineUnderTest;
let c7: CamundaClient;
let definitionId: string;
/** One case at its task, one at its failed work, one ended, one deleted at its failed work. */
const cases = { open: '', failed: '', done: '', deleted: '' };

beforeAll(async () => {
  engine = await startEngine();
  c7 = openCamundaClient(engine);
  definitionId = await c7.deploy('past', PROCESS);
  for (const name of ['open', 'failed', 'done', 'deleted'] as const) {
    const { body } = await c7.post<{ id: string }>('/process-definition/key/past/start', {
      businessKey: `case-${name}`,
      variables: { size: { value: name === 'open' ? 1 : 2, type: 'Integer' } },
    });
    cases[name] = body.id;
    if (name === 'open') continue;
    const task = (await c7.get<{ id: string }[]>(`/task?processInstanceId=${body.id}`)).body[0]?.id ?? '';
    await c7.post(`/task/${task}/claim`, { userId: name === 'done' ? 'bob' : 'ada' });
    await c7.post(`/task/${task}/complete`);
    const work = (await c7.get<{ id: string }[]>(`/external-task?processInstanceId=${body.id}`)).body[0]?.id ?? '';
    await c7.post(`/external-task/${work}/lock`, { workerId: 'w', lockDuration: 60_000 });
    if (name === 'done') await c7.post(`/external-task/${work}/complete`, { workerId: 'w' });
    else
      await c7.post(`/external-task/${work}/failure`, {
        workerId: 'w',
        errorMessage: `no paper for ${name}`,
        retries: 0,
        retryTimeout: 0,
      });
  }
  await c7.delete(`/process-instance/${cases.deleted}`);
}, 60_000);
afterAll(() => engine.close());

type Row = Readonly<Record<string, unknown>>;
const rows = async (path: string) => (await c7.get<readonly Row[]>(path)).body;
const count = async (path: string) => (await c7.get<{ count: number }>(path)).body.count;
const inADay = encodeURIComponent(new Date(Date.now() + 86_400_000).toISOString().replace('Z', '+0000'));

/** Criterion by criterion: how many of the rows there are match it. */
async function expectCounts(list: string, expected: Readonly<Record<string, number>>): Promise<void> {
  const found = await Promise.all(Object.keys(expected).map((query) => count(`${list}/count?${query}`)));
  expect(Object.fromEntries(Object.keys(expected).map((query, place) => [query, found[place]]))).toEqual(expected);
}

describe('/history/task', () => {
  it('given open, completed and earlier tasks, then each criterion finds its own', async () => {
    await expectCounts('/history/task', {
      '': 4,
      'finished=true': 3,
      'unfinished=true': 1,
      'finished=true&unfinished=true': 0,
      'processFinished=true': 2,
      'processUnfinished=true': 2,
      'taskAssignee=ada': 2,
      'taskAssigneeLike=%25o%25': 1,
      'assigned=true': 3,
      'unassigned=true': 1,
      'taskName=Check%20it': 4,
      'taskNameLike=Check%25': 4,
      'taskDefinitionKeyIn=check,other': 4,
      'taskDeleteReason=completed': 3,
      'taskPriority=30': 4,
      'taskPriority=1': 0,
      'processInstanceBusinessKey=case-done': 1,
      'processInstanceBusinessKeyIn=case-done,case-open': 2,
      'processInstanceBusinessKeyLike=case-d%25': 2,
      'processDefinitionName=Past': 4,
      [`processDefinitionId=${encodeURIComponent(definitionId)}`]: 4,
      'taskInvolvedUser=bob': 1,
      'taskInvolvedUser=ada': 4,
      'taskInvolvedGroup=office': 4,
      'taskHadCandidateGroup=other': 0,
      'taskHadCandidateUser=ada': 4,
      'withCandidateGroups=true': 4,
      'withoutCandidateGroups=true': 0,
      'withoutTaskDueDate=true': 4,
      [`taskDueDateBefore=${inADay}`]: 0,
      [`startedBefore=${inADay}`]: 4,
      [`finishedAfter=${inADay}`]: 0,
      'processVariables=size_eq_1': 1,
      'caseInstanceId=x': 0,
      'taskParentTaskId=x': 0,
      'tenantIdIn=a': 0,
      'withoutTenantId=true': 4,
      'nobodyKnows=this': 4,
    });
  });

  it('given sorting and paging, in a query and in a body, then the rows come so, with every field', async () => {
    const all = await rows('/history/task?sortBy=startTime&sortOrder=asc');
    expect(all.map((row) => row['processInstanceId'])).toEqual(Object.values(cases));
    expect(all[2]).toEqual({
      id: expect.any(String) as unknown,
      processDefinitionKey: 'past',
      processDefinitionId: definitionId,
      processInstanceId: cases.done,
      rootProcessInstanceId: cases.done,
      executionId: expect.any(String) as unknown,
      activityInstanceId: all[2]?.['executionId'],
      caseDefinitionKey: null,
      caseDefinitionId: null,
      caseInstanceId: null,
      caseExecutionId: null,
      name: 'Check it',
      description: null,
      deleteReason: 'completed',
      owner: null,
      assignee: 'bob',
      startTime: expect.stringMatching(/\+0000$/) as unknown,
      endTime: expect.stringMatching(/\+0000$/) as unknown,
      duration: expect.any(Number) as unknown,
      taskDefinitionKey: 'check',
      priority: 30,
      due: null,
      followUp: null,
      parentTaskId: null,
      tenantId: null,
      removalTime: expect.stringMatching(/\+0000$/) as unknown,
      taskState: 'Completed',
    });
    const { body } = await c7.post<readonly Row[]>('/history/task?firstResult=1&maxResults=2', {
      finished: true,
      sorting: [
        { sortBy: 'assignee', sortOrder: 'desc' },
        { sortBy: 'startTime', sortOrder: 'asc' },
      ],
    });
    expect(body.map((row) => row['processInstanceId'])).toEqual([cases.failed, cases.deleted]);
    expect((await c7.get('/history/task?sortBy=colour&sortOrder=asc')).body).toMatchObject({
      type: 'InvalidRequestException',
      message: "Cannot set query parameter 'sortBy' to value 'colour'",
    });
  });
});

describe('/history/activity-instance', () => {
  it('given elements that were passed, wait or were canceled, then each criterion finds its own', async () => {
    const [check] = await rows(`/history/activity-instance?processInstanceId=${cases.open}&activityId=check`);
    await expectCounts('/history/activity-instance', {
      '': 12,
      [`processInstanceId=${cases.done}`]: 4,
      [`processDefinitionId=${encodeURIComponent(definitionId)}`]: 12,
      'activityId=check': 4,
      'activityName=Begin': 4,
      'activityType=userTask': 4,
      'taskAssignee=ada': 2,
      'finished=true': 10,
      'unfinished=true': 2,
      'canceled=true': 1,
      'completeScope=true': 0,
      [`executionId=${String(check?.['id'])}`]: 1,
      [`executionId=${String(check?.['id'])}&activityInstanceId=other`]: 0,
      [`startedAfter=${inADay}`]: 0,
      [`startedBefore=${inADay}`]: 12,
      [`finishedBefore=${inADay}`]: 10,
      'tenantIdIn=a': 0,
      'nobodyKnows=this': 12,
    });
  });

  it('given a sorting and a page, then the rows come so', async () => {
    const { body } = await c7.post<readonly Row[]>('/history/activity-instance?maxResults=3', {
      processInstanceId: cases.done,
      sorting: [{ sortBy: 'activityId', sortOrder: 'desc' }],
    });
    expect(body.map((row) => row['activityId'])).toEqual(['work', 'end', 'check']);
    expect((await c7.get('/history/activity-instance?sortBy=duration')).status).toBe(400);
  });
});

describe('/history/incident', () => {
  it('given an open incident and one taken away with its case, then each criterion finds its own', async () => {
    const [open] = await rows('/history/incident?open=true');
    expect(open).toMatchObject({
      processInstanceId: cases.failed,
      rootProcessInstanceId: cases.failed,
      processDefinitionKey: 'past',
      incidentMessage: 'no paper for failed',
      open: true,
      resolved: false,
      deleted: false,
      endTime: null,
      historyConfiguration: open?.['configuration'],
    });
    await expectCounts('/history/incident', {
      '': 2,
      'open=true': 1,
      'resolved=true': 0,
      'deleted=true': 1,
      'open=true&deleted=true': 0,
      [`incidentId=${String(open?.['id'])}`]: 1,
      [`causeIncidentId=${String(open?.['id'])}`]: 1,
      [`rootCauseIncidentId=${String(open?.['id'])}&incidentId=other`]: 0,
      [`configuration=${String(open?.['configuration'])}`]: 1,
      'incidentMessage=no%20paper%20for%20failed': 1,
      'incidentMessageLike=no%20paper%25': 2,
      'activityId=work': 2,
      'failedActivityId=check': 0,
      'processDefinitionKeyIn=past,other': 2,
      [`processInstanceId=${cases.deleted}`]: 1,
      [`createTimeBefore=${inADay}`]: 2,
      [`createTimeAfter=${inADay}`]: 0,
      [`endTimeBefore=${inADay}`]: 1,
      'tenantIdIn=a': 0,
      'nobodyKnows=this': 2,
    });
    const sorted = await rows('/history/incident?sortBy=createTime&sortOrder=desc&maxResults=1');
    expect(sorted.map((row) => row['processInstanceId'])).toEqual([cases.deleted]);
  });
});

describe('figures over history', () => {
  it('given ended cases and tasks, then reports tell how often and how long, by month and by quarter', async () => {
    const month = new Date().getUTCMonth() + 1;
    const [figure, ...others] = await rows('/history/process-instance/report?reportType=duration&periodUnit=month');
    expect(others).toEqual([]);
    expect(figure).toEqual({
      period: month,
      periodUnit: 'MONTH',
      minimum: expect.any(Number) as unknown,
      maximum: expect.any(Number) as unknown,
      average: expect.any(Number) as unknown,
    });
    expect(Number(figure?.['minimum'])).toBeLessThanOrEqual(Number(figure?.['average']));
    const table = await fetch(
      `${engine.engineRest}/history/process-instance/report?reportType=duration&periodUnit=month`,
      {
        headers: { accept: 'text/csv', authorization: `Basic ${Buffer.from('operator:operator').toString('base64')}` },
      },
    );
    expect(table.headers.get('content-type')).toBe('text/csv');
    const values = ['period', 'periodUnit', 'minimum', 'maximum', 'average'].map((name) => String(figure?.[name]));
    expect(await table.text()).toBe(`PERIOD,PERIOD_UNIT,MINIMUM,MAXIMUM,AVERAGE\n${values.join(',')}`);
    const quarter = await rows('/history/task/report?reportType=duration&periodUnit=quarter');
    expect(quarter).toMatchObject([{ period: Math.ceil(month / 3), periodUnit: 'QUARTER' }]);
    const common = { processDefinitionId: definitionId, processDefinitionKey: 'past', processDefinitionName: 'Past' };
    expect(await rows('/history/task/report?reportType=count&groupBy=taskName')).toEqual([
      { taskName: 'Check it', count: 3, ...common, tenantId: null },
    ]);
    expect(await rows('/history/task/report?reportType=count&groupBy=processDefinition')).toEqual([
      { taskName: null, count: 3, ...common, tenantId: null },
    ]);
    expect(await rows(`/history/task/report?reportType=count&groupBy=taskName&completedAfter=${inADay}`)).toEqual([]);
    const refused = await Promise.all(
      ['process-instance/report', 'process-instance/report?reportType=duration', 'task/report?reportType=count'].map(
        (path) => c7.get(`/history/${path}`),
      ),
    );
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400]);
  });

  it('given a definition, then its statistics count what runs, and what was when asked', async () => {
    const path = `/history/process-definition/${encodeURIComponent(definitionId)}/statistics`;
    const none = { canceled: 0, finished: 0, completeScope: 0 };
    const noIncidents = { openIncidents: 0, resolvedIncidents: 0, deletedIncidents: 0 };
    expect(await rows(path)).toEqual([
      { id: 'check', instances: 1, ...none, ...noIncidents },
      { id: 'work', instances: 1, ...none, ...noIncidents },
    ]);
    const all = await rows(`${path}?canceled=true&finished=true&incidents=true&sortBy=activityId&sortOrder=desc`);
    expect(all.map((row) => row['id'])).toEqual(['work', 'end', 'check', 'begin']);
    expect(all[0]).toEqual({
      id: 'work',
      instances: 1,
      canceled: 1,
      finished: 2,
      completeScope: 0,
      openIncidents: 1,
      resolvedIncidents: 0,
      deletedIncidents: 1,
    });
    expect(await rows(`${path}?finished=true&processInstanceIdIn=${cases.done}`)).toHaveLength(4);
  });

  it('given a time to live, then it is told what may be erased, and that nobody has to ask for it', async () => {
    const path = '/history/process-definition/cleanable-process-instance-report';
    expect(await rows(`${path}?sortBy=finished&sortOrder=desc`)).toEqual([
      {
        processDefinitionId: definitionId,
        processDefinitionKey: 'past',
        processDefinitionName: 'Past',
        processDefinitionVersion: 1,
        historyTimeToLive: 10,
        finishedProcessInstanceCount: 2,
        cleanableProcessInstanceCount: 0,
        tenantId: null,
      },
    ]);
    expect(await count(`${path}/count?compact=true`)).toBe(0);
    expect((await c7.get('/history/cleanup/configuration')).body).toEqual({
      batchWindowStartTime: null,
      batchWindowEndTime: null,
      enabled: true,
    });
    expect((await c7.get('/history/cleanup/jobs')).status).toBe(404);
    expect((await c7.post('/history/cleanup')).status).toBe(400);
  });
});

describe('/history/identity-link-log', () => {
  it('given candidates of a task and who took it, then the log tells both, by whom and when', async () => {
    const taskId = String((await rows(`/history/task?processInstanceId=${cases.done}`))[0]?.['id']);
    const found = await rows(`/history/identity-link-log?taskId=${taskId}&sortBy=time&sortOrder=asc`);
    expect(
      found.map((row) => [row['operationType'], row['type'], row['userId'] ?? row['groupId'], row['assignerId']]),
    ).toEqual([
      ['add', 'candidate', 'ada', null],
      ['add', 'candidate', 'office', null],
      ['add', 'assignee', 'bob', 'operator'],
    ]);
    await expectCounts('/history/identity-link-log', {
      '': 11,
      'type=assignee': 3,
      'userId=ada': 6,
      'groupId=office': 4,
      'operationType=delete': 0,
      'assignerId=operator': 3,
      'processDefinitionKey=past': 11,
      [`taskId=${taskId}`]: 3,
      [`dateAfter=${inADay}`]: 0,
      [`dateBefore=${inADay}`]: 11,
      'tenantIdIn=a': 0,
    });
  });
});

describe('/history/process-instance', () => {
  it('given unknown criteria, half a sorting, or a sorting nobody knows, then ignored, or refused', async () => {
    const [open] = await rows('/history/incident?open=true');
    await expectCounts('/history/process-instance', {
      'nobodyKnows=this': 4,
      'finished=true': 2,
      'unfinished=true': 2,
      'externallyTerminated=true': 1,
      'withIncidents=true': 1,
      'incidentStatus=open': 1,
      'incidentStatus=resolved': 1,
      [`incidentIdIn=${String(open?.['id'])},other`]: 1,
      'incidentMessageLike=no%20paper%25': 2,
      'incidentType=failedJob&incidentStatus=open': 1,
      'activityIdIn=check': 1,
      'activeActivityIdIn=work': 1,
      'executedActivityIdIn=end': 1,
      'withJobsRetrying=true': 0,
      [`executedJobAfter=${inADay}`]: 0,
      'caseInstanceId=x': 0,
      'tenantIdIn=a': 0,
    });
    expect((await c7.get('/history/process-instance?incidentStatus=other')).status).toBe(400);
    const anyOf = async (...orQueries: object[]) =>
      (await c7.post<{ count: number }>('/history/process-instance/count', { orQueries })).body.count;
    expect(await anyOf({ processInstanceBusinessKey: 'case-open', incidentStatus: 'open' })).toBe(2);
    expect(await anyOf({ finished: true, processInstanceBusinessKey: 'case-open' })).toBe(3);
    expect(await anyOf({ finished: true, processInstanceBusinessKey: 'case-open' }, { unfinished: true })).toBe(1);
    const ended = (await rows(`/history/process-instance?processInstanceId=${cases.done}`))[0];
    expect(Date.parse(String(ended?.['removalTime'])) - Date.parse(String(ended?.['endTime']))).toBe(10 * 86_400_000);
    const sorted = await rows('/history/process-instance?sortBy=businessKey&sortOrder=asc&firstResult=1&maxResults=2');
    expect(sorted.map((row) => row['businessKey'])).toEqual(['case-done', 'case-failed']);
    expect((await c7.get('/history/process-instance?sortBy=businessKey')).status).toBe(400);
    expect((await c7.get('/history/process-instance?sortBy=colour&sortOrder=asc')).status).toBe(400);
  });
});
