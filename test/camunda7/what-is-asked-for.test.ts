import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const WAIT = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <process id="wait" isExecutable="true" camunda:historyTimeToLive="P30D"><startEvent id="s"/><parallelGateway id="fork"/>
  <userTask id="look"/><serviceTask id="book" camunda:type="external" camunda:topic="ledger"/>
  <intermediateCatchEvent id="later"><timerEventDefinition id="t"><timeDuration>P9D</timeDuration></timerEventDefinition>
  </intermediateCatchEvent><sequenceFlow id="a" sourceRef="s" targetRef="fork"/>
  <sequenceFlow id="b" sourceRef="fork" targetRef="look"/><sequenceFlow id="c" sourceRef="fork" targetRef="book"/>
  <sequenceFlow id="e" sourceRef="fork" targetRef="later"/></process></definitions>`;

let engine: EngineUnderTest;
let operator: CamundaClient;

beforeAll(async () => {
  engine = await startEngine();
  operator = openCamundaClient(engine);
  await openCamundaClient(engine, 'integrator').deploy('wait', WAIT);
  await operator.post('/process-definition/key/wait/start', { variables: { n: { value: 1, type: 'Integer' } } });
}, 60_000);

afterAll(() => engine.close());

/** Every list of Camunda 7.24 that has a count beside it. */
const LISTS = [
  '/batch',
  '/batch/statistics',
  '/decision-definition',
  '/decision-requirements-definition',
  '/deployment',
  '/event-subscription',
  '/execution',
  '/external-task',
  '/incident',
  '/job',
  '/job-definition',
  '/process-definition',
  '/process-instance',
  '/task',
  '/variable-instance',
  '/history/activity-instance',
  '/history/batch',
  '/history/decision-instance',
  '/history/detail',
  '/history/external-task-log',
  '/history/identity-link-log',
  '/history/incident',
  '/history/job-log',
  '/history/process-instance',
  '/history/task',
  '/history/user-operation',
  '/history/variable-instance',
];

describe('what an address asks for', () => {
  it.each(LISTS)('given %s with something that is no criterion, then it is left out', async (path) => {
    const plain = await operator.get(path);
    expect(plain.status).toBe(200);
    expect(await operator.get(`${path}?_=1732181000000&colour=red`)).toEqual(plain);
    const counted = await operator.get(`${path}/count`);
    expect(counted).toEqual({ status: 200, body: { count: (plain.body as unknown[]).length } });
    expect(await operator.get(`${path}/count?_=1&colour=red`)).toEqual(counted);
  });

  it('given figures with something that is no criterion, then it is left out', async () => {
    const paths = ['/metrics', '/metrics/process-instances/sum', '/process-definition/statistics', '/version'];
    for (const path of paths) expect(await operator.get(`${path}?_=1`)).toEqual(await operator.get(path));
  });

  it('given a body with something that is no criterion, then it is left out, beside an address with more', async () => {
    expect((await operator.post('/task', { colour: 'red', assignee: null })).body).toHaveLength(1);
    expect((await operator.post('/task?_=1', { taskDefinitionKey: 'look', colour: 'red' })).body).toHaveLength(1);
    expect((await operator.post('/task', { orQueries: [{ taskDefinitionKey: 'no', colour: 'red' }] })).body).toEqual(
      [],
    );
  });

  it.each([
    ['/process-instance/delete', 'processInstanceQuery'],
    ['/process-instance/delete-historic-query-based', 'historicProcessInstanceQuery'],
    ['/history/process-instance/delete', 'historicProcessInstanceQuery'],
    ['/history/decision-instance/delete', 'historicDecisionInstanceQuery'],
    ['/job/retries', 'jobQuery'],
    ['/external-task/retries-async', 'externalTaskQuery'],
  ])('given %s by a %s with something that is no criterion, then it is refused by name', async (path, query) => {
    for (const asked of [{ colour: 'red' }, { includeInputs: true, colour: 'red' }]) {
      const { status, body } = await operator.post<{ message: string }>(path, { [query]: asked, retries: 1 });
      expect([status, body.message.includes('colour')]).toEqual([400, true]);
    }
    expect((await operator.get('/process-instance/count')).body).toEqual({ count: 1 });
    expect((await operator.get('/batch/count')).body).toEqual({ count: 0 });
  });

  it('given a job definition nobody has, then lists of jobs and incidents are empty', async () => {
    for (const path of ['/job?jobDefinitionId=no', '/incident?jobDefinitionIdIn=no,none'])
      expect(await operator.get(path)).toEqual({ status: 200, body: [] });
    expect((await operator.get<unknown[]>('/job')).body).toHaveLength(1);
  });

  it('given an order by a variable of CMMN cases, then all tasks come', async () => {
    for (const sortBy of ['caseInstanceVariable', 'caseExecutionVariable']) {
      const sorting = [{ sortBy, sortOrder: 'asc', parameters: { variable: 'n', type: 'Integer' } }];
      expect((await operator.post('/task', { sorting })).body).toHaveLength(1);
      expect((await operator.post('/task', { sorting: [{ sortBy, sortOrder: 'asc' }] })).status).toBe(400);
    }
  });

  it('given two flags of one question in a body, one true and one false, then both are known and the true one counts', async () => {
    for (const path of ['/job/count', '/job-definition/count', '/execution/count', '/task/count']) {
      const answer = await operator.post(path, { suspended: true, active: false });
      expect({ path, ...answer }).toMatchObject({ path, status: 200, body: { count: 0 } });
    }
  });
});
