import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const PROCESS = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><message id="m" name="answer"/>
  <process id="permit" name="Permit" isExecutable="true" camunda:historyTimeToLive="P10D">
  <startEvent id="begin"/><userTask id="check" name="Check" camunda:candidateGroups="office"/>
  <receiveTask id="wait" messageRef="m"/>
  <serviceTask id="work" camunda:type="external" camunda:topic="print"/><endEvent id="end"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="check"/><sequenceFlow id="f2" sourceRef="check" targetRef="wait"/>
  <sequenceFlow id="f3" sourceRef="wait" targetRef="work"/><sequenceFlow id="f4" sourceRef="work" targetRef="end"/>
  </process></definitions>`;

interface Entry {
  readonly id: string;
  readonly operationId: string;
  readonly operationType: string;
  readonly entityType: string;
  readonly category: string;
  readonly userId: string;
  readonly timestamp: string;
  readonly annotation: string | null;
  readonly property: string | null;
  readonly orgValue: string | null;
  readonly newValue: string | null;
  readonly taskId: string | null;
  readonly jobId: string | null;
}

let engine: EngineUnderTest;
let c7: CamundaClient;
let definitionId: string;

beforeAll(async () => {
  engine = await startEngine();
  c7 = openCamundaClient(engine);
  definitionId = await c7.deploy('permit', PROCESS);
}, 60_000);
afterAll(() => engine.close());

async function started(): Promise<{ readonly id: string; readonly taskId: string }> {
  const { body } = await c7.post<{ id: string }>('/process-definition/key/permit/start');
  const tasks = await c7.get<{ id: string }[]>(`/task?processInstanceId=${body.id}`);
  return { id: body.id, taskId: tasks.body[0]?.id ?? '' };
}

const logOf = async (query: string) => (await c7.get<Entry[]>(`/history/user-operation?${query}`)).body;
const short = (entries: readonly Entry[]) =>
  entries.map((one) => [one.entityType, one.operationType, one.property, one.orgValue, one.newValue]);

describe('/history/user-operation', () => {
  it('given a task that is claimed, handed over, delegated, resolved and completed, then each is told with its values', async () => {
    const { id, taskId } = await started();
    await c7.post(`/task/${taskId}/claim`, { userId: 'ada' });
    await c7.post(`/task/${taskId}/assignee`, { userId: 'bob' });
    await c7.post(`/task/${taskId}/delegate`, { userId: 'cem' });
    await c7.post(`/task/${taskId}/resolve`, {});
    await c7.put(`/task/${taskId}`, { name: 'Check', priority: 70, assignee: 'bob' });
    await c7.post(`/task/${taskId}/identity-links`, { userId: 'dan', type: 'candidate' });
    await c7.post(`/task/${taskId}/unclaim`);
    await c7.post(`/task/${taskId}/complete`, {});
    const entries = await logOf(`taskId=${taskId}&sortBy=timestamp&sortOrder=asc`);
    expect(short(entries)).toEqual([
      ['Task', 'Claim', 'assignee', null, 'ada'],
      ['Task', 'Assign', 'assignee', 'ada', 'bob'],
      ['Task', 'Delegate', 'delegation', null, 'PENDING'],
      ['Task', 'Delegate', 'owner', null, 'bob'],
      ['Task', 'Delegate', 'assignee', 'bob', 'cem'],
      ['Task', 'Resolve', 'delegation', 'PENDING', 'RESOLVED'],
      ['Task', 'Resolve', 'assignee', 'cem', 'bob'],
      ['Task', 'Update', 'priority', '50', '70'],
      ['IdentityLink', 'AddUserLink', 'candidate', null, 'dan'],
      ['Task', 'Assign', 'assignee', 'bob', null],
      ['Task', 'Complete', 'delete', 'false', 'true'],
    ]);
    expect(new Set(entries.slice(2, 5).map(({ operationId }) => operationId)).size).toBe(1);
    expect(new Set(entries.map(({ operationId }) => operationId)).size).toBe(8);
    expect(entries[0]).toEqual({
      id: entries[0]?.id,
      operationId: entries[0]?.operationId,
      deploymentId: expect.any(String) as unknown,
      processDefinitionId: definitionId,
      processDefinitionKey: 'permit',
      processInstanceId: id,
      rootProcessInstanceId: id,
      executionId: expect.any(String) as unknown,
      caseDefinitionId: null,
      caseInstanceId: null,
      caseExecutionId: null,
      taskId,
      externalTaskId: null,
      batchId: null,
      jobId: null,
      jobDefinitionId: null,
      userId: 'operator',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/) as unknown,
      operationType: 'Claim',
      entityType: 'Task',
      category: 'TaskWorker',
      property: 'assignee',
      orgValue: null,
      newValue: 'ada',
      annotation: null,
      removalTime: null,
      tenantId: null,
    });
  });

  it('given the life of a case, when people act on it, then all of it is in the log of the case', async () => {
    const { id, taskId } = await started();
    await c7.put(`/process-instance/${id}/suspended`, { suspended: true });
    await c7.put(`/process-instance/${id}/suspended`, { suspended: false });
    await c7.put(`/process-instance/${id}/variables/size`, { value: 3, type: 'Integer' });
    await c7.post(`/process-instance/${id}/variables`, { modifications: { a: { value: 1 } }, deletions: ['size'] });
    await c7.delete(`/process-instance/${id}/variables/a`);
    await c7.post(`/task/${taskId}/complete`, {});
    await c7.post('/message', { messageName: 'answer', processInstanceId: id });
    const external = await c7.get<{ id: string }[]>(`/external-task?processInstanceId=${id}`);
    const externalTaskId = external.body[0]?.id ?? '';
    await c7.put(`/external-task/${externalTaskId}/priority`, { priority: 9 });
    await c7.put(`/external-task/${externalTaskId}/retries`, { retries: 5 });
    await c7.post(`/external-task/${externalTaskId}/unlock`);
    await c7.post(`/process-instance/${id}/modification`, {
      annotation: 'wrong turn',
      instructions: [{ type: 'startBeforeActivity', activityId: 'check' }],
    });
    await c7.delete(`/process-instance/${id}`);
    const entries = await logOf(`processInstanceId=${id}`);
    expect(short(entries)).toEqual([
      ['ProcessInstance', 'Create', null, null, null],
      ['ProcessInstance', 'Suspend', 'suspensionState', null, 'suspended'],
      ['ProcessInstance', 'Activate', 'suspensionState', null, 'active'],
      ['Variable', 'SetVariable', null, null, null],
      ['Variable', 'ModifyVariable', null, null, null],
      ['Variable', 'RemoveVariable', null, null, null],
      ['Task', 'Complete', 'delete', 'false', 'true'],
      ['ProcessInstance', 'CorrelateMessage', 'messageName', null, 'answer'],
      ['ProcessInstance', 'CorrelateMessage', 'nrOfInstances', null, '1'],
      ['ProcessInstance', 'CorrelateMessage', 'async', null, 'false'],
      ['ExternalTask', 'SetPriority', 'priority', '0', '9'],
      ['ExternalTask', 'SetExternalTaskRetries', 'retries', '3', '5'],
      ['ExternalTask', 'SetExternalTaskRetries', 'nrOfInstances', null, '1'],
      ['ExternalTask', 'SetExternalTaskRetries', 'async', null, 'false'],
      ['ExternalTask', 'Unlock', null, null, null],
      ['ProcessInstance', 'ModifyProcessInstance', null, null, null],
      ['ProcessInstance', 'Delete', null, null, null],
    ]);
    expect(entries.find(({ operationType }) => operationType === 'ModifyProcessInstance')?.annotation).toBe(
      'wrong turn',
    );
    expect((await logOf(`processInstanceId=${id}&category=TaskWorker`)).length).toBe(1);
    expect((await logOf(`processInstanceId=${id}&entityTypeIn=Variable,ExternalTask`)).length).toBe(8);
    expect((await logOf(`processInstanceId=${id}&firstResult=1&maxResults=2`)).length).toBe(2);
    const { body } = await c7.get<{ count: number }>(`/history/user-operation/count?processInstanceId=${id}`);
    expect(body.count).toBe(17);
  });

  it('given deployments, definitions, batches and decisions, then their operations are told, and outlive the case', async () => {
    const { id } = await started();
    const other = await c7.deploy('other', PROCESS.replace('id="permit"', 'id="other"'));
    await c7.put(`/process-definition/${other}/suspended`, { suspended: true, includeProcessInstances: true });
    await c7.put(`/process-definition/${other}/history-time-to-live`, { historyTimeToLive: 5 });
    const definition = await c7.get<{ deploymentId: string }>(`/process-definition/${other}`);
    const { deploymentId } = definition.body;
    await c7.delete(`/deployment/${deploymentId}?cascade=true`);
    const batch = await c7.post<{ id: string }>('/process-instance/delete', {
      processInstanceIds: [id],
      deleteReason: 'asked',
    });
    await c7.put(`/batch/${batch.body.id}/suspended`, { suspended: true });
    expect(short(await logOf(`processDefinitionId=${other}`))).toEqual([
      ['ProcessDefinition', 'SuspendProcessDefinition', 'suspensionState', null, 'suspended'],
      ['ProcessDefinition', 'SuspendProcessDefinition', 'includeProcessInstances', null, 'true'],
      ['ProcessDefinition', 'UpdateHistoryTimeToLive', 'historyTimeToLive', 'P10D', 'P5D'],
    ]);
    expect(short(await logOf(`deploymentId=${deploymentId}&entityType=Deployment`))).toEqual([
      ['Deployment', 'Create', 'duplicateFilterEnabled', null, 'false'],
      ['Deployment', 'Delete', 'cascade', null, 'true'],
    ]);
    expect(short(await logOf(`batchId=${batch.body.id}`)).slice(0, 3)).toEqual([
      ['ProcessInstance', 'Delete', 'deleteReason', null, 'asked'],
      ['ProcessInstance', 'Delete', 'nrOfInstances', null, '1'],
      ['ProcessInstance', 'Delete', 'async', null, 'true'],
    ]);
  });

  it('given the portal and a program, when they act, then the account that did is named; what runs by itself is not there', async () => {
    const { body } = await engine.api.post<{ id: string }>('/api/instances', 'clerk', { definitionKey: 'permit' });
    const tasks = await c7.get<{ id: string }[]>(`/task?processInstanceId=${body.id}`);
    const taskId = tasks.body[0]?.id ?? '';
    expect((await engine.api.post(`/api/tasks/${taskId}/claim`, 'clerk')).status).toBe(200);
    await engine.api.post(`/api/tasks/${taskId}/complete`, 'clerk', {});
    const entries = await logOf(`processInstanceId=${body.id}`);
    expect(entries.map(({ userId, operationType }) => [userId, operationType])).toEqual([
      ['clerk', 'Create'],
      ['clerk', 'Claim'],
      ['clerk', 'Complete'],
    ]);
    const { instance } = await engine.execution.runtime.instances.start({ definition: { key: 'permit' } });
    expect(await logOf(`processInstanceId=${instance.id}`)).toEqual([]);
  });

  it('given an operation that is refused, then nothing is logged', async () => {
    const { id, taskId } = await started();
    await c7.post(`/task/${taskId}/claim`, { userId: 'ada' });
    expect((await c7.post(`/task/${taskId}/claim`, { userId: 'bob' })).status).toBe(500);
    await c7.post(`/task/${taskId}/complete`, {});
    expect((await c7.post(`/task/${taskId}/complete`, {})).status).toBe(500);
    expect((await c7.post('/message', { messageName: 'unknown', processInstanceId: id })).status).toBe(400);
    expect((await logOf(`processInstanceId=${id}`)).map(({ operationType }) => operationType)).toEqual([
      'Create',
      'Claim',
      'Complete',
    ]);
  });

  it('given an operation, when it is annotated and the remark taken back, then all its entries tell it', async () => {
    const { taskId } = await started();
    await c7.post(`/task/${taskId}/claim`, { userId: 'ada' });
    await c7.post(`/task/${taskId}/delegate`, { userId: 'bob' });
    const operationId = (await logOf(`taskId=${taskId}&operationType=Delegate`))[0]?.operationId ?? '';
    const set = await c7.put(`/history/user-operation/${operationId}/set-annotation`, { annotation: 'on holiday' });
    expect(set.status).toBe(204);
    const annotated = await logOf(`operationId=${operationId}`);
    expect(annotated.map(({ annotation }) => annotation)).toEqual(['on holiday', 'on holiday', 'on holiday']);
    expect((await c7.put(`/history/user-operation/${operationId}/clear-annotation`)).status).toBe(204);
    expect((await logOf(`operationId=${operationId}`)).map(({ annotation }) => annotation)).toEqual([null, null, null]);
    expect(short(await logOf('entityType=OperationLog'))).toEqual([
      ['OperationLog', 'SetAnnotation', 'operationId', null, operationId],
      ['OperationLog', 'ClearAnnotation', 'operationId', null, operationId],
    ]);
    const missing = await c7.put('/history/user-operation/none/set-annotation', { annotation: 'x' });
    expect([missing.status, missing.body]).toEqual([
      400,
      expect.objectContaining({ type: 'BadUserRequestException' }) as unknown,
    ]);
  });

  it('given a case, when its history is deleted, then its entries go with it and the deletion stays', async () => {
    const { id } = await started();
    await c7.delete(`/process-instance/${id}`);
    expect((await logOf(`processInstanceId=${id}`)).length).toBe(2);
    expect((await c7.delete(`/history/process-instance/${id}`)).status).toBe(204);
    expect(await logOf(`processInstanceId=${id}`)).toEqual([]);
    const deleted = await logOf('operationType=DeleteHistory');
    expect(short(deleted)).toEqual([
      ['ProcessInstance', 'DeleteHistory', 'nrOfInstances', null, '1'],
      ['ProcessInstance', 'DeleteHistory', 'async', null, 'false'],
    ]);
  });

  it('given a sorting nobody knows or half of one, then 400 in the words of Camunda; what it does not know is ignored', async () => {
    const answers = await Promise.all(
      ['sortBy=userId&sortOrder=asc', 'sortBy=timestamp', 'sortOrder=asc', 'sortBy=timestamp&sortOrder=up'].map(
        (query) => c7.get(`/history/user-operation?${query}`),
      ),
    );
    const half = 'Only a single sorting parameter specified. sortBy and sortOrder required';
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      [
        "Cannot set query parameter 'sortBy' to value 'userId'",
        half,
        half,
        "Cannot set query parameter 'sortOrder' to value 'up'",
      ].map((message) => [400, { type: 'InvalidRequestException', message, code: null }]),
    );
    expect((await c7.get('/history/user-operation?favourite=x&maxResults=1')).status).toBe(200);
  });
});
