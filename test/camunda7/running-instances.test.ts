import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const definitions = (content: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"
  targetNamespace="http://example.org" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">${content}</definitions>`;
const PERMIT = (extra = '') =>
  definitions(`<message id="m" name="papers"/><signal id="s" name="storm"/>
  <process id="permit" name="Permit" isExecutable="true"><startEvent id="begin"/><parallelGateway id="fork"/>
  <serviceTask id="book" name="Book" camunda:type="external" camunda:topic="ledger"/>
  <intermediateCatchEvent id="papers"><messageEventDefinition id="me" messageRef="m"/></intermediateCatchEvent>
  <intermediateCatchEvent id="storm"><signalEventDefinition id="se" signalRef="s"/></intermediateCatchEvent>
  <subProcess id="review" name="Review"><startEvent id="in"/><userTask id="look" name="Look"/>
    <sequenceFlow id="g" sourceRef="in" targetRef="look"/></subProcess>
  <userTask id="later" name="Later" camunda:asyncBefore="true"/>${extra}<endEvent id="got"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="fork"/><sequenceFlow id="f2" sourceRef="fork" targetRef="book"/>
  <sequenceFlow id="f3" sourceRef="fork" targetRef="papers"/><sequenceFlow id="f4" sourceRef="fork" targetRef="storm"/>
  <sequenceFlow id="f5" sourceRef="fork" targetRef="review"/><sequenceFlow id="f6" sourceRef="fork" targetRef="later"/>
  <sequenceFlow id="f7" sourceRef="papers" targetRef="got"/></process>`);

interface Refusal {
  readonly type: string;
}
interface Node {
  readonly id: string;
  readonly parentActivityInstanceId: string | null;
  readonly activityId: string;
  readonly activityType: string;
  readonly childActivityInstances: readonly Node[];
  readonly childTransitionInstances: readonly Node[];
  readonly incidentIds: readonly string[];
}

let engine: EngineUnderTest;
let operator: CamundaClient;
let definitionId: string;
let north: string;
let south: string;

const start = async (businessKey: string, ward: string) => {
  const body = { businessKey, variables: { ward: { value: ward, type: 'String' } } };
  return (await operator.post<{ id: string }>('/process-definition/key/permit/start', body)).body.id;
};
const ids = async (path: string, body: object) =>
  (await operator.post<{ id: string }[]>(path, body)).body.map(({ id }) => id).toSorted();
const told = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer;
  return [status, (body as Refusal).type];
};

/** Fails the external task of an instance for good. @returns its id */
async function fail(instance: string): Promise<string> {
  const { body } = await operator.get<{ id: string }[]>(`/external-task?processInstanceId=${instance}`);
  const [task] = body;
  await operator.post(`/external-task/${task?.id}/lock`, { workerId: 'w', lockDuration: 60_000 });
  const failure = { workerId: 'w', errorMessage: 'ledger is closed', retries: 0, retryTimeout: 0 };
  expect((await operator.post(`/external-task/${task?.id}/failure`, failure)).status).toBe(204);
  return task?.id ?? '';
}

beforeAll(async () => {
  engine = await startEngine();
  operator = openCamundaClient(engine);
  definitionId = await operator.deploy('permit', PERMIT());
  // The job before `later` would be done at once.
  await operator.put('/job-definition/suspended', { processDefinitionKey: 'permit', suspended: true });
  [north, south] = [await start('N-1', 'north'), await start('S-1', 'south')];
}, 60_000);

afterAll(() => engine.close());

describe('/process-instance', () => {
  it('given orQueries, then one criterion of each is enough', async () => {
    const either = { orQueries: [{ businessKey: 'N-1', businessKeyLike: 'S%' }] };
    expect(await ids('/process-instance', either)).toEqual([north, south].toSorted());
    const both = { orQueries: [{ businessKey: 'N-1', suspended: true }, { businessKeyLike: '%-1' }] };
    expect(await ids('/process-instance', both)).toEqual([north]);
    expect((await operator.post('/process-instance/count', either)).body).toEqual({ count: 2 });
    expect(await ids('/process-instance', { superCaseInstance: 'x' })).toEqual([]);
    const named = { variables: [{ name: 'WARD', operator: 'eq', value: 'NORTH' }] };
    expect(await ids('/process-instance', named)).toEqual([]);
    expect(
      await ids('/process-instance', { ...named, variableNamesIgnoreCase: true, variableValuesIgnoreCase: true }),
    ).toEqual([north]);
  });

  it('given an instance nobody knows, then it is not found, or deleted without a complaint where that is wanted', async () => {
    expect(await told(operator.get('/process-instance/no'))).toEqual([404, 'InvalidRequestException']);
    expect(await told(operator.delete('/process-instance/no'))).toEqual([404, 'InvalidRequestException']);
    expect((await operator.delete('/process-instance/no?failIfNotExists=false')).status).toBe(204);
    const gone = await start('X', 'x');
    expect(
      (await operator.delete(`/process-instance/${gone}?skipCustomListeners=true&skipIoMappings=true`)).status,
    ).toBe(204);
    expect(await told(operator.get(`/process-instance/${gone}`))).toEqual([404, 'InvalidRequestException']);
    expect((await operator.delete(`/process-instance/${north}?colour=red`)).status).toBe(400);
  });

  it('given a definition, then all its instances are suspended and activated, also when there are none', async () => {
    const resting = async () => (await operator.get('/process-instance/count?suspended=true')).body;
    expect(
      (await operator.put('/process-instance/suspended', { processDefinitionId: definitionId, suspended: true }))
        .status,
    ).toBe(204);
    expect(await resting()).toEqual({ count: 2 });
    expect(
      (await operator.put('/process-instance/suspended', { processDefinitionKey: 'permit', suspended: false })).status,
    ).toBe(204);
    expect(await resting()).toEqual({ count: 0 });
    expect(
      (await operator.put('/process-instance/suspended', { processDefinitionKey: 'none', suspended: true })).status,
    ).toBe(204);
    const two = { processDefinitionKey: 'permit', processDefinitionId: definitionId, suspended: true };
    expect((await operator.put('/process-instance/suspended', two)).status).toBe(400);
    expect((await operator.put('/process-instance/suspended', { processDefinitionKey: 'permit' })).status).toBe(400);
    expect(await told(operator.put('/process-instance/no/suspended', { suspended: true }))).toEqual([
      404,
      'InvalidRequestException',
    ]);
  });

  it('given tokens everywhere, then the tree tells activities by Camunda’s types, transitions apart, incidents where they are', async () => {
    const instance = await start('T-1', 'north');
    await fail(instance);
    const { body: root } = await operator.get<Node>(`/process-instance/${instance}/activity-instances`);
    expect(root).toMatchObject({ id: instance, activityId: definitionId, activityType: 'processDefinition' });
    const children = root.childActivityInstances.toSorted((a, b) => a.activityId.localeCompare(b.activityId));
    expect(children.map(({ activityId, activityType }) => [activityId, activityType])).toEqual([
      ['book', 'serviceTask'],
      ['papers', 'intermediateMessageCatch'],
      ['review', 'subProcess'],
      ['storm', 'intermediateSignalCatch'],
    ]);
    expect(children.map(({ incidentIds }) => incidentIds.length)).toEqual([1, 0, 0, 0]);
    const review = children[2];
    expect(review?.childActivityInstances).toMatchObject([
      { activityId: 'look', activityType: 'userTask', parentActivityInstanceId: review?.id },
    ]);
    expect(root.childTransitionInstances).toMatchObject([
      {
        activityId: 'later',
        activityType: 'userTask',
        parentActivityInstanceId: instance,
        processInstanceId: instance,
      },
    ]);
    const transition = root.childTransitionInstances[0]?.id;
    const cancel = { instructions: [{ type: 'cancel', transitionInstanceId: transition }] };
    expect((await operator.post(`/process-instance/${instance}/modification`, cancel)).status).toBe(204);
    const after = await operator.get<Node>(`/process-instance/${instance}/activity-instances`);
    expect(after.body.childTransitionInstances).toEqual([]);
    const start_ = { instructions: [{ type: 'startBeforeActivity', activityId: 'look' }] };
    const batch = await operator.post<{ type: string; totalJobs: number }>(
      `/process-instance/${instance}/modification-async`,
      start_,
    );
    expect([batch.status, batch.body]).toMatchObject([200, { type: 'instance-modification', totalJobs: 1 }]);
    expect((await operator.post('/process-instance/no/modification-async', start_)).status).toBe(404);
    await operator.delete(`/process-instance/${instance}`);
  });
});

describe('/execution', () => {
  it('given criteria about what an execution waits for and holds, then exactly those are found, by query and body', async () => {
    const of = { processInstanceId: north };
    expect(await ids('/execution', of)).toHaveLength(7);
    const [papers] = await ids('/execution', { ...of, messageEventSubscriptionName: 'papers' });
    const [storm] = await ids('/execution', { ...of, signalEventSubscriptionName: 'storm' });
    expect([papers, storm].every((one) => one !== undefined && one !== north)).toBe(true);
    expect(await ids('/execution', { ...of, activityId: 'storm' })).toEqual([storm]);
    expect(await ids('/execution', { ...of, variables: [{ name: 'ward', operator: 'eq', value: 'north' }] })).toEqual([
      north,
    ]);
    const processVariables = [{ name: 'ward', operator: 'eq', value: 'north' }];
    expect(await ids('/execution', { processVariables, activityId: 'storm' })).toEqual([storm]);
    expect(await ids('/execution', { ...of, suspended: true })).toEqual([]);
    expect(await ids('/execution', { ...of, tenantIdIn: ['town'] })).toEqual([]);
    const page = `/execution?processInstanceId=${north}&sortBy=definitionKey&sortOrder=asc&firstResult=1&maxResults=3`;
    expect((await operator.get<object[]>(page)).body).toHaveLength(3);
    expect((await operator.get(`/execution/count?processInstanceId=${north}`)).body).toEqual({ count: 7 });
  });
});

describe('/incident', () => {
  it('given a failed external task, then its incident has that type and is found by every criterion', async () => {
    const instance = await start('I-1', 'north');
    const task = await fail(instance);
    const query = `processInstanceId=${instance}`;
    const { body } = await operator.get<{ id: string; executionId: string }[]>(`/incident?${query}`);
    expect(body).toMatchObject([
      {
        incidentType: 'failedExternalTask',
        incidentMessage: 'ledger is closed',
        configuration: task,
        failedActivityId: 'book',
      },
    ]);
    const [incident] = body;
    const found = async (more: string) => (await operator.get<object[]>(`/incident?${query}&${more}`)).body.length;
    expect(await found('incidentType=failedExternalTask')).toBe(1);
    expect(await found('incidentType=failedJob')).toBe(0);
    expect(await found('incidentMessageLike=ledger%25')).toBe(1);
    expect(await found('incidentMessage=other')).toBe(0);
    expect(await found('processDefinitionKeyIn=other,permit')).toBe(1);
    expect(await found(`executionId=${incident?.executionId}`)).toBe(1);
    expect(await found('failedActivityId=book')).toBe(1);
    expect(await found(`rootCauseIncidentId=${incident?.id}&causeIncidentId=${incident?.id}`)).toBe(1);
    expect(await found(`configuration=${task}`)).toBe(1);
    expect(await found('incidentTimestampAfter=2100-01-01T00:00:00.000%2B0000')).toBe(0);
    expect(await found('tenantIdIn=town')).toBe(0);
    expect(await found('sortBy=incidentMessage&sortOrder=asc')).toBe(1);
    expect((await operator.get(`/incident/count?${query}&activityId=look`)).body).toEqual({ count: 0 });
    await operator.delete(`/process-instance/${instance}`);
  });
});

describe('/message, /signal and /event-subscription', () => {
  it('given a message with a wish for its result, then the execution that got it is told', async () => {
    const instance = await start('M-1', 'east');
    const [execution] = await ids('/execution', { processInstanceId: instance, activityId: 'papers' });
    const message = { messageName: 'papers', businessKey: 'M-1', resultEnabled: true, variablesInResultEnabled: true };
    const { status, body } = await operator.post(`/message`, message);
    expect([status, body]).toMatchObject([
      200,
      [
        {
          resultType: 'Execution',
          execution: { id: execution, processInstanceId: instance },
          processInstance: null,
          variables: { ward: { value: 'east' } },
        },
      ],
    ]);
    expect(await told(operator.post('/message', message))).toEqual([400, 'RestException']);
    expect(await told(operator.post('/message', { messageName: 'papers', tenantId: 'town' }))).toEqual([
      400,
      'RestException',
    ]);
    expect(
      await told(operator.post('/message', { messageName: 'papers', tenantId: 't', withoutTenantId: true })),
    ).toEqual([400, 'InvalidRequestException']);
    expect(await told(operator.post('/message', {}))).toEqual([400, 'InvalidRequestException']);
    await operator.delete(`/process-instance/${instance}`);
  });

  it('given a signal for one execution, then it alone goes on; one that does not wait for it is refused', async () => {
    const [one] = await ids('/execution', { processInstanceId: north, activityId: 'storm' });
    const waiting = async () => (await operator.get('/event-subscription/count?eventType=signal&eventName=storm')).body;
    expect(await waiting()).toEqual({ count: 2 });
    expect((await operator.post('/signal', { name: 'storm', executionId: one })).status).toBe(204);
    expect(await waiting()).toEqual({ count: 1 });
    expect(await told(operator.post('/signal', { name: 'storm', executionId: one }))).toEqual([500, 'RestException']);
    expect((await operator.post('/signal', { name: 'storm', tenantId: 'town' })).status).toBe(204);
    expect(await waiting()).toEqual({ count: 1 });
    expect(await told(operator.post('/signal', { name: 'storm', executionId: one, tenantId: 't' }))).toEqual([
      400,
      'InvalidRequestException',
    ]);
    expect((await operator.get('/event-subscription?tenantIdIn=town')).body).toEqual([]);
    expect((await operator.get('/event-subscription?sortBy=created&sortOrder=desc')).status).toBe(200);
  });
});

describe('/migration', () => {
  it('given two versions, then the plan renews triggers of events alone, and what does not fit is told by instruction', async () => {
    const target = await operator.deploy('permit', PERMIT('<userTask id="extra"/>'));
    const asked = {
      sourceProcessDefinitionId: definitionId,
      targetProcessDefinitionId: target,
      updateEventTriggers: true,
      variables: { moved: { value: true, type: 'Boolean' } },
    };
    const { body: plan } = await operator.post<{
      instructions: { sourceActivityIds: string[]; updateEventTrigger: boolean }[];
      variables: object;
    }>('/migration/generate', asked);
    const renewed = plan.instructions.filter((one) => one.updateEventTrigger).flatMap((one) => one.sourceActivityIds);
    expect(renewed).toEqual(expect.arrayContaining(['papers', 'storm']));
    expect(renewed).not.toContain('look');
    expect(plan.variables).toEqual(asked.variables);
    expect((await operator.post('/migration/validate', plan)).body).toEqual({
      instructionReports: [],
      variableReports: {},
    });
    const bad = { sourceActivityIds: ['look'], targetActivityIds: ['papers'], updateEventTrigger: false };
    const wrong = { ...plan, instructions: [bad] };
    const report = { instructionReports: [{ instruction: bad, failures: [expect.any(String)] }], variableReports: {} };
    expect((await operator.post('/migration/validate', wrong)).body).toEqual(report);
    const refused = await operator.post('/migration/execute', { migrationPlan: wrong, processInstanceIds: [south] });
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { type: 'MigrationPlanValidationException', validationReport: report },
    ]);
    const some = { ...plan, instructions: plan.instructions.filter((one) => !one.sourceActivityIds.includes('look')) };
    const unmapped = await operator.post('/migration/execute', { migrationPlan: some, processInstanceIds: [south] });
    expect([unmapped.status, unmapped.body]).toMatchObject([
      400,
      {
        type: 'MigratingProcessInstanceValidationException',
        validationReport: {
          processInstanceId: south,
          activityInstanceValidationReports: [{ sourceScopeId: 'look' }],
          transitionInstanceValidationReports: [],
        },
      },
    ]);
    const done = { migrationPlan: plan, processInstanceIds: [south], skipCustomListeners: true, skipIoMappings: true };
    expect((await operator.post('/migration/execute', done)).status).toBe(204);
    expect((await operator.get(`/process-instance/${south}`)).body).toMatchObject({ definitionId: target });
    expect((await operator.get(`/process-instance/${south}/variables/moved`)).body).toMatchObject({ value: true });
  });
});
