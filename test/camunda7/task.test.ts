import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="permit" name="Parking permit" isExecutable="true">
  <startEvent id="begin"/><parallelGateway id="fork"/>
  <userTask id="check" name="Check the papers" camunda:candidateGroups="traffic,order" camunda:priority="70"
    camunda:formKey="embedded:deployment:check.html"><documentation>Are they complete?</documentation>
    <extensionElements><camunda:inputOutput><camunda:inputParameter name="desk">7</camunda:inputParameter></camunda:inputOutput>
    </extensionElements></userTask>
  <userTask id="call" name="Call back" camunda:candidateUsers="maria" camunda:dueDate="2026-03-01T08:00:00Z"
    camunda:followUpDate="2026-02-01T08:00:00Z"><extensionElements><camunda:formData>
    <camunda:formField id="reached" label="Was reached?" type="boolean"/></camunda:formData></extensionElements></userTask>
  <userTask id="sign" name="Sign" camunda:assignee="head"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="fork"/><sequenceFlow id="f2" sourceRef="fork" targetRef="check"/>
  <sequenceFlow id="f3" sourceRef="fork" targetRef="call"/><sequenceFlow id="f4" sourceRef="fork" targetRef="sign"/>
  </process></definitions>`;

interface Task {
  readonly id: string;
  readonly taskDefinitionKey: string;
  readonly assignee: string | null;
  readonly owner: string | null;
  readonly delegationState: string | null;
}
interface Refusal {
  readonly type: string;
  readonly message: string;
}

let engine: EngineUnderTest;
let operator: CamundaClient;
let first: string;

async function start(businessKey: string, variables: object): Promise<string> {
  const body = { businessKey, variables };
  return (await operator.post<{ id: string }>('/process-definition/key/permit/start', body)).body.id;
}

/** Keys of the tasks a question finds, by query and by body; both must count as many. */
async function found(criteria: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const query = new URLSearchParams(
    Object.entries(criteria).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  );
  const keys = (tasks: readonly Task[]) => tasks.map(({ taskDefinitionKey }) => taskDefinitionKey).toSorted();
  const answers = [await operator.get<Task[]>(`/task?${query}`), await operator.post<Task[]>('/task', criteria)];
  const [byQuery, byBody] = answers.map(({ body }) => keys(body));
  expect(byBody).toEqual(byQuery);
  expect((await operator.get(`/task/count?${query}`)).body).toEqual({ count: byBody?.length });
  return byBody ?? [];
}

const posted = async (body: object) =>
  (await operator.post<Task[]>('/task', body)).body.map(({ taskDefinitionKey }) => taskDefinitionKey);

async function taskOf(instance: string, key: string): Promise<Task> {
  const { body } = await operator.get<Task[]>(`/task?processInstanceId=${instance}&taskDefinitionKey=${key}`);
  const [task] = body;
  if (task === undefined) throw new Error(`Expected a task ${key}, but there is none.`);
  return task;
}

beforeAll(async () => {
  const account = (name: string, groups: readonly string[]) => ({ name, password: name, roles: ['clerk'], groups });
  engine = await startEngine([], [account('theo', ['traffic']), account('maria', [])]);
  operator = openCamundaClient(engine);
  const form = new FormData();
  form.append('deployment-name', 'permit');
  form.append('permit.bpmn', new Blob([MODEL]), 'permit.bpmn');
  form.append('check.html', new Blob(['<form>papers</form>']), 'check.html');
  await engine.api.call('POST', '/engine-rest/deployment/create', { as: 'operator', body: form });
  first = await start('P-1', { ward: { value: 'North', type: 'String' }, fee: { value: 30, type: 'Integer' } });
}, 60_000);

afterAll(() => engine.close());

describe('/task', () => {
  it('given criteria about people, then the tasks they may take, have or own are found', async () => {
    expect(await found({ candidateGroup: 'traffic' })).toEqual(['check']);
    expect(await found({ candidateGroups: ['order', 'none'] })).toEqual(['check']);
    expect(await found({ candidateGroupLike: 'traf%' })).toEqual(['check']);
    expect(await found({ candidateUser: 'maria' })).toEqual(['call']);
    // Offered to one of his groups.
    expect(await found({ candidateUser: 'theo' })).toEqual(['check']);
    expect(await found({ candidateUser: 'nobody' })).toEqual([]);
    expect(await found({ withCandidateGroups: true })).toEqual(['check']);
    expect(await found({ withoutCandidateGroups: true })).toEqual(['call', 'sign']);
    expect(await found({ withCandidateUsers: true })).toEqual(['call']);
    expect(await found({ withoutCandidateUsers: true })).toEqual(['check', 'sign']);
    expect(await found({ assignee: 'head' })).toEqual(['sign']);
    expect(await found({ assigneeIn: ['head', 'x'] })).toEqual(['sign']);
    expect(await found({ assigneeNotIn: ['head'] })).toEqual(['call', 'check']);
    expect(await found({ assigneeLike: 'h%' })).toEqual(['sign']);
    expect(await found({ assigned: true })).toEqual(['sign']);
    expect(await found({ unassigned: true })).toEqual(['call', 'check']);
    expect(await found({ involvedUser: 'maria' })).toEqual(['call']);
  });

  it('given a task somebody has claimed, then it is offered to nobody unless assigned ones are wanted', async () => {
    const { id } = await taskOf(first, 'check');
    await operator.post(`/task/${id}/claim`, { userId: 'theo' });
    expect(await found({ candidateGroup: 'traffic' })).toEqual([]);
    expect(await found({ candidateGroup: 'traffic', includeAssignedTasks: true })).toEqual(['check']);
    const twice = await operator.post<Refusal>(`/task/${id}/claim`, { userId: 'maria' });
    expect([twice.status, twice.body.type]).toEqual([500, 'TaskAlreadyClaimedException']);
    await operator.post(`/task/${id}/unclaim`);
    expect(await found({ candidateGroup: 'traffic' })).toEqual(['check']);
  });

  it('given criteria about words, places, dates and priorities, then each is read', async () => {
    expect(await found({ name: 'call BACK' })).toEqual(['call']);
    expect(await found({ nameLike: '%papers' })).toEqual(['check']);
    expect(await found({ nameNotLike: '%papers' })).toEqual(['call', 'sign']);
    expect(await found({ nameNotEqual: 'Sign' })).toEqual(['call', 'check']);
    expect(await found({ description: 'Are they complete?' })).toEqual(['check']);
    expect(await found({ descriptionLike: '%complete%' })).toEqual(['check']);
    expect(await found({ taskDefinitionKeyIn: ['call', 'sign'] })).toEqual(['call', 'sign']);
    expect(await found({ taskDefinitionKeyLike: 'c%' })).toEqual(['call', 'check']);
    expect(await found({ priority: 70 })).toEqual(['check']);
    expect(await found({ minPriority: 51 })).toEqual(['check']);
    expect(await found({ maxPriority: 50 })).toEqual(['call', 'sign']);
    expect(await found({ dueDate: '2026-03-01T08:00:00.000+0000' })).toEqual(['call']);
    expect(await found({ dueBefore: '2026-03-02T00:00:00.000+0000' })).toEqual(['call']);
    expect(await found({ withoutDueDate: true })).toEqual(['check', 'sign']);
    expect(await found({ followUpDate: '2026-02-01T08:00:00.000+0000' })).toEqual(['call']);
    expect(await found({ followUpAfter: '2026-02-02T00:00:00.000+0000' })).toEqual([]);
    expect(await found({ followUpBeforeOrNotExistent: '2026-01-01T00:00:00.000+0000' })).toEqual(['check', 'sign']);
    expect(await found({ createdAfter: '2100-01-01T00:00:00.000+0000' })).toEqual([]);
    expect(await found({ processDefinitionName: 'Parking permit' })).toHaveLength(3);
    expect(await found({ processDefinitionNameLike: 'Dog%' })).toEqual([]);
    expect(await found({ processDefinitionKeyIn: ['permit'] })).toHaveLength(3);
    expect(await found({ processInstanceIdIn: [first] })).toHaveLength(3);
    expect(await found({ processInstanceBusinessKeyIn: ['P-1', 'P-2'] })).toHaveLength(3);
    expect(await found({ processInstanceBusinessKeyLike: 'Q%' })).toEqual([]);
    expect(await found({ parentTaskId: 'x' })).toEqual([]);
    expect(await found({ caseInstanceId: 'x' })).toEqual([]);
    expect(await found({ tenantIdIn: ['town'] })).toEqual([]);
    expect(await found({ withoutTenantId: true })).toHaveLength(3);
    const { id } = await taskOf(first, 'sign');
    expect(await found({ taskIdIn: [id] })).toEqual(['sign']);
  });

  it('given variables, then those of the case and those of the task alone are told apart, in any case where wanted', async () => {
    const fee = (operator_: string, value: number) => [{ name: 'fee', operator: operator_, value }];
    expect(await posted({ processVariables: fee('gteq', 30) })).toHaveLength(3);
    expect(await posted({ processVariables: fee('gt', 30) })).toEqual([]);
    expect(await posted({ taskVariables: fee('eq', 30) })).toEqual([]);
    expect(await posted({ taskVariables: [{ name: 'desk', operator: 'eq', value: '7' }] })).toEqual(['check']);
    const ward = (name: string, value: string, how: string) => [{ name, operator: how, value }];
    expect(await posted({ processVariables: ward('ward', 'north', 'eq') })).toEqual([]);
    expect(
      await posted({ processVariables: ward('ward', 'north', 'eq'), variableValuesIgnoreCase: true }),
    ).toHaveLength(3);
    expect(await posted({ processVariables: ward('WARD', 'North', 'eq'), variableNamesIgnoreCase: true })).toHaveLength(
      3,
    );
    expect(await posted({ processVariables: ward('ward', 'S%', 'notLike') })).toHaveLength(3);
    expect((await operator.get<Task[]>('/task?processVariables=fee_eq_30')).body).toHaveLength(3);
  });

  it('given orQueries, then one criterion of each is enough, and all of them must have one', async () => {
    const either = { orQueries: [{ name: 'Sign', candidateGroup: 'traffic' }] };
    expect((await posted(either)).toSorted()).toEqual(['check', 'sign']);
    expect(await posted({ orQueries: [...either.orQueries, { assignee: 'head', priority: 1 }] })).toEqual(['sign']);
    expect(await posted({ ...either, priority: 70 })).toEqual(['check']);
    expect((await operator.post('/task/count', either)).body).toEqual({ count: 2 });
    expect((await operator.post('/task', { orQueries: 'name' })).status).toBe(400);
  });

  it('given an order, several of them or one by a variable, then the tasks come in it, page by page', async () => {
    const second = await start('P-2', { fee: { value: 90, type: 'Integer' } });
    const sorting = [
      { sortBy: 'processVariable', sortOrder: 'desc', parameters: { variable: 'fee', type: 'Integer' } },
      { sortBy: 'nameCaseInsensitive', sortOrder: 'asc' },
    ];
    expect(await posted({ sorting })).toEqual(['call', 'check', 'sign', 'call', 'check', 'sign']);
    const { body } = await operator.get<{ processInstanceId: string }[]>(
      '/task?sortBy=priority&sortOrder=desc&firstResult=1&maxResults=1',
    );
    expect(body).toMatchObject([{ taskDefinitionKey: 'check', processInstanceId: second }]);
    for (const sortBy of ['instanceId', 'executionId', 'lastUpdated', 'description', 'tenantId', 'followUpDate'])
      expect((await operator.get(`/task?sortBy=${sortBy}&sortOrder=asc`)).status).toBe(200);
    for (const wrong of ['sortBy=name', 'sortOrder=asc', 'sortBy=colour&sortOrder=asc', 'sortBy=name&sortOrder=up'])
      expect([wrong, (await operator.get(`/task?${wrong}`)).status]).toEqual([wrong, 400]);
    await operator.delete(`/process-instance/${second}`);
  });

  it('given expressions in a question, then they are refused as in an engine that forbids them', async () => {
    const answer = await operator.get<Refusal>('/task?assigneeExpression=%24%7BcurrentUser()%7D');
    expect([answer.status, answer.body.type]).toEqual([400, 'BadUserRequestException']);
  });

  it('given a wish for variables and remarks, then each task brings them along', async () => {
    const { id } = await taskOf(first, 'check');
    expect((await operator.get(`/task/${id}?withCommentAttachmentInfo=true`)).body).toMatchObject({
      comment: false,
      attachment: false,
    });
    await operator.post(`/task/${id}/comment/create`, { message: 'Passport is missing' });
    const body = { taskId: id, withCommentAttachmentInfo: true, withTaskVariablesInReturn: true };
    expect((await operator.post('/task', body)).body).toMatchObject([
      { comment: true, variables: { fee: { value: 30, type: 'Integer' }, desk: { value: '7' } } },
    ]);
    const { body: own } = await operator.get<{ variables: object }>(`/task/${id}?withTaskLocalVariablesInReturn=true`);
    expect(Object.keys(own.variables)).toEqual(['desk']);
  });

  it('given candidate groups, then the open tasks of each are counted, and those of none', async () => {
    expect((await operator.get('/task/report/candidate-group-count')).body).toEqual([
      { groupName: 'order', taskCount: 1 },
      { groupName: 'traffic', taskCount: 1 },
      { groupName: null, taskCount: 2 },
    ]);
    const table = await fetch(`${engine.engineRest}/task/report/candidate-group-count`, {
      headers: { accept: 'text/csv', authorization: `Basic ${Buffer.from('operator:operator').toString('base64')}` },
    });
    expect(table.headers.get('content-type')).toBe('text/csv');
    expect(await table.text()).toBe('CANDIDATE_GROUP_NAME,TASK_COUNT\norder,1\ntraffic,1\n,2');
  });
});

describe('/task/{id}', () => {
  it('given delegation, then the delegate resolves before anybody completes, and the states are found', async () => {
    const instance = await start('P-3', {});
    const { id } = await taskOf(instance, 'sign');
    expect((await operator.post(`/task/${id}/delegate`, { userId: 'maria' })).status).toBe(204);
    expect(await taskOf(instance, 'sign')).toMatchObject({
      assignee: 'maria',
      owner: 'head',
      delegationState: 'PENDING',
    });
    expect(await found({ delegationState: 'PENDING' })).toEqual(['sign']);
    expect(await found({ owner: 'head' })).toEqual(['sign']);
    const early = await operator.post<Refusal>(`/task/${id}/complete`);
    expect([early.status, early.body.type]).toEqual([500, 'RestException']);
    expect((await operator.post(`/task/${id}/resolve`, { variables: { ok: { value: true } } })).status).toBe(204);
    expect(await taskOf(instance, 'sign')).toMatchObject({ assignee: 'head', delegationState: 'RESOLVED' });
    expect(await found({ delegationState: 'RESOLVED' })).toEqual(['sign']);
    const done = await operator.post<object>(`/task/${id}/complete`, { withVariablesInReturn: true });
    expect([done.status, done.body]).toMatchObject([200, { ok: { value: true, type: 'Boolean' } }]);
    await operator.delete(`/process-instance/${instance}`);
  });

  it('given a change, then the fields it names become others, and the time of the change is kept', async () => {
    const { id } = await taskOf(first, 'call');
    const before = new Date().toISOString().replace('Z', '+0000');
    expect((await operator.get(`/task/${id}`)).body).toMatchObject({ lastUpdated: null, taskState: 'Created' });
    const change = {
      description: 'Before noon',
      owner: 'head',
      due: '2026-04-01T08:00:00.000+0000',
      followUp: null,
      priority: 12,
    };
    expect((await operator.put(`/task/${id}`, change)).status).toBe(204);
    expect((await operator.get(`/task/${id}`)).body).toMatchObject({ ...change, taskState: 'Updated' });
    expect(await found({ updatedAfter: before })).toEqual(['call']);
    expect((await operator.put('/task/nobody', change)).status).toBe(404);
    expect((await operator.put(`/task/${id}`, { delegationState: 'MAYBE' })).status).toBe(400);
  });

  it('given a form in the model or beside it, then its key, its page and its content are told', async () => {
    const [check, call, sign] = [
      await taskOf(first, 'check'),
      await taskOf(first, 'call'),
      await taskOf(first, 'sign'),
    ];
    expect((await operator.get(`/task/${check.id}/form`)).body).toMatchObject({
      key: 'embedded:deployment:check.html',
    });
    expect((await operator.get(`/task/${check.id}/deployed-form`)).body).toBe('<form>papers</form>');
    expect((await operator.get(`/task/${check.id}/rendered-form`)).status).toBe(404);
    expect((await operator.get(`/task/${call.id}/form`)).body).toMatchObject({
      key: `embedded:engine://engine/:engine/task/${call.id}/rendered-form`,
    });
    expect((await operator.get(`/task/${call.id}/rendered-form`)).body).toContain('cam-variable-name="reached"');
    expect((await operator.get(`/task/${sign.id}/form`)).body).toEqual({
      key: null,
      camundaFormRef: null,
      contextPath: null,
    });
    expect((await operator.get(`/task/${sign.id}/deployed-form`)).status).toBe(400);
  });

  it('given a task nobody knows, then each way answers as Camunda 7 does', async () => {
    const told = async (answer: Promise<{ status: number; body: unknown }>) => {
      const { status, body } = await answer;
      return [status, (body as Refusal).type];
    };
    expect(await told(operator.get('/task/no'))).toEqual([404, 'InvalidRequestException']);
    expect(await told(operator.post('/task/no/claim', { userId: 'x' }))).toEqual([500, 'NullValueException']);
    expect(await told(operator.post('/task/no/assignee', { userId: 'x' }))).toEqual([500, 'NullValueException']);
    expect(await told(operator.post('/task/no/complete'))).toEqual([500, 'RestException']);
    expect(await told(operator.post('/task/no/bpmnError', { errorCode: 'X' }))).toEqual([404, 'RestException']);
    expect(await told(operator.post('/task/no/bpmnEscalation', { escalationCode: 'X' }))).toEqual([
      404,
      'RestException',
    ]);
    expect(await told(operator.get('/task/no/form'))).toEqual([400, 'RestException']);
  });

  it('given a task of a process, then it can neither be deleted alone nor made without one, and the answer says so', async () => {
    const { id } = await taskOf(first, 'sign');
    const deleted = await operator.delete<Refusal>(`/task/${id}`);
    expect([deleted.status, deleted.body.type]).toEqual([500, 'ProcessEngineException']);
    const made = await operator.post<Refusal>('/task/create', { name: 'Alone' });
    expect([made.status, made.body.type]).toEqual([501, 'RestException']);
    expect((await operator.get(`/task/${id}`)).status).toBe(200);
  });
});
