import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bpmn, flows, until } from '../runtime/installation.ts';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

type Row = Readonly<Record<string, unknown>>;

let engine: EngineUnderTest;
let client: CamundaClient;
let definitionId = '';

beforeAll(async () => {
  engine = await startEngine();
  client = openCamundaClient(engine);
  definitionId = await client.deploy(
    'leave',
    bpmn(
      'leave',
      `<bpmn:startEvent id="start"/><bpmn:userTask id="ask"/><bpmn:userTask id="approve"/>
       <bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
       <bpmn:endEvent id="end"/>${flows('start', 'ask', 'approve', 'wait', 'end')}`,
      '<bpmn:message id="m" name="back"/>',
    ),
  );
}, 60_000);
afterAll(() => engine.close());

async function start(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { body } = await client.post<Row>('/process-definition/key/leave/start', { businessKey: `L-${index}` });
    ids.push(String(body['id']));
  }
  return ids;
}

/** Waits until a batch is gone from the running ones. */
const finished = (batch: Row): Promise<Row> =>
  until(async () => {
    const { body } = await client.get<Row>(`/history/batch/${String(batch['id'])}`);
    return body['endTime'] !== null && body;
  });

describe('batches over the compatible interface', () => {
  it('given instances, when they are suspended, changed and deleted asynchronously, then batches tell their progress', async () => {
    const ids = await start(3);
    const suspended = await client.post<Row>('/process-instance/suspended-async', {
      processInstanceIds: ids,
      suspended: true,
    });
    expect(suspended).toMatchObject({
      status: 200,
      body: {
        type: 'instance-update-suspension-state',
        totalJobs: 3,
        jobsCreated: 3,
        batchJobsPerSeed: 100,
        invocationsPerBatchJob: 1,
        suspended: false,
        tenantId: null,
        createUserId: 'operator',
      },
    });
    expect(await finished(suspended.body)).toMatchObject({ totalJobs: 3, removalTime: null });
    expect((await client.get<Row>(`/process-instance/${String(ids[0])}`)).body['suspended']).toBe(true);
    expect((await client.get(`/batch/${String(suspended.body['id'])}`)).status).toBe(404);

    const resumed = await client.post<Row>('/process-instance/suspended-async', {
      processInstanceQuery: { processDefinitionKey: 'leave', suspended: true },
      suspended: false,
    });
    await finished(resumed.body);
    const variables = await client.post<Row>('/process-instance/variables-async', {
      processInstanceIds: ids,
      variables: { checked: { value: true, type: 'Boolean' } },
    });
    expect(variables.body['type']).toBe('set-variables');
    await finished(variables.body);
    expect((await client.get<Row>(`/process-instance/${String(ids[1])}/variables/checked`)).body['value']).toBe(true);

    const modified = await client.post<Row>('/modification/executeAsync', {
      processDefinitionId: definitionId,
      processInstanceIds: ids,
      instructions: [
        { type: 'startAfterActivity', activityId: 'approve' },
        { type: 'cancel', activityId: 'ask' },
      ],
    });
    await finished(modified.body);
    const messages = await client.post<Row>('/process-instance/message-async', {
      messageName: 'back',
      processInstanceIds: [ids[0]],
    });
    await finished(messages.body);
    expect((await client.get<Row>(`/history/process-instance/${String(ids[0])}`)).body['state']).toBe('COMPLETED');

    const deleted = await client.post<Row>('/process-instance/delete', {
      processInstanceIds: ids.slice(1),
      deleteReason: 'tidy up',
    });
    await finished(deleted.body);
    expect((await client.get<Row>(`/history/process-instance/${String(ids[1])}`)).body).toMatchObject({
      state: 'EXTERNALLY_TERMINATED',
      deleteReason: 'tidy up',
    });
    const { body: history } = await client.get<Row[]>('/history/batch?completed=true&sortBy=startTime&sortOrder=asc');
    expect(history.map(({ type }) => type)).toEqual([
      'instance-update-suspension-state',
      'instance-update-suspension-state',
      'set-variables',
      'instance-modification',
      'correlate-message',
      'instance-deletion',
    ]);
  });

  it('given an instance that cannot be done, when its batch runs, then statistics count the failure until it is deleted', async () => {
    const [running = ''] = await start(1);
    const { body: batch } = await client.post<Row>('/process-definition/' + definitionId + '/restart-async', {
      processInstanceIds: [running],
      instructions: [{ type: 'startBeforeActivity', activityId: 'approve' }],
    });
    const id = String(batch['id']);
    const statistics = await until(async () => {
      const { body } = await client.get<Row[]>(`/batch/statistics?batchId=${id}`);
      return body[0]?.['failedJobs'] === 1 && body[0];
    });
    expect(statistics).toMatchObject({ remainingJobs: 1, completedJobs: 0, type: 'instance-restart' });
    expect((await client.get<Row>('/batch/statistics/count?withFailures=true')).body).toEqual({ count: 1 });
    expect((await client.put(`/batch/${id}/suspended`, { suspended: true })).status).toBe(204);
    expect((await client.get<Row[]>('/batch?suspended=true')).body.map((one) => one['id'])).toEqual([id]);
    for (const query of [
      'hasFailure=true&createUserId=operator',
      'startedAfter=2020-01-01T00:00:00.000%2B0000&withoutTenantId=true',
    ]) {
      expect((await client.get(`/batch/count?batchId=${id}&type=instance-restart&${query}`)).body).toEqual({
        count: 1,
      });
      expect((await client.get(`/batch/statistics/count?batchId=${id}&${query}`)).body).toEqual({ count: 1 });
    }
    for (const query of [
      'hasFailure=false',
      'createUserId=nobody',
      'type=set-variables',
      'tenantIdIn=town',
      'suspended=false',
    ])
      expect((await client.get(`/batch/count?batchId=${id}&${query}`)).body).toEqual({ count: 0 });
    expect((await client.delete(`/batch/${id}`)).status).toBe(204);
    expect((await client.get<Row>('/batch/count')).body).toEqual({ count: 0 });
    expect((await client.get<Row>(`/history/batch/${id}`)).body).toMatchObject({ endTime: expect.any(String) });
    for (const again of [client.delete(`/batch/${id}`), client.put(`/batch/${id}/suspended`, { suspended: true })])
      expect(await again).toMatchObject({ status: 400, body: { type: 'InvalidRequestException' } });
    expect(await client.put(`/batch/${id}/suspended`, {})).toMatchObject({ status: 400 });
    expect(await client.get(`/batch/${id}`)).toMatchObject({
      status: 404,
      body: { type: 'InvalidRequestException', code: null },
    });
  });

  it('given an ended instance, when it is restarted before a node, then a new one stands there and names the old one', async () => {
    const [id = ''] = await start(1);
    await client.put(`/process-instance/${id}/variables/days`, { value: 3, type: 'Integer' });
    await client.delete(`/process-instance/${id}`);
    const restarted = await client.post(`/process-definition/${definitionId}/restart`, {
      processInstanceIds: [id],
      instructions: [{ type: 'startBeforeActivity', activityId: 'approve' }],
    });
    expect(restarted.status).toBe(204);
    const { body } = await client.post<Row[]>('/history/process-instance', {
      unfinished: true,
      processInstanceBusinessKey: 'L-0',
      sorting: [{ sortBy: 'startTime', sortOrder: 'desc' }],
    });
    expect(body[0]).toMatchObject({ restartedProcessInstanceId: id, state: 'ACTIVE' });
    const next = String(body[0]?.['id']);
    expect((await client.get<Row>(`/process-instance/${next}/variables/days`)).body['value']).toBe(3);
    expect((await client.get<Row[]>(`/task?processInstanceId=${next}`)).body[0]?.['taskDefinitionKey']).toBe('approve');
    expect(
      await client.post(`/process-definition/${definitionId}/restart`, { processInstanceIds: [next] }),
    ).toMatchObject({ status: 500, body: { type: 'ProcessEngineException' } });
    expect(await client.post('/process-instance/delete', { processInstanceIds: [] })).toMatchObject({
      status: 400,
      body: { type: 'BadUserRequestException' },
    });
  });
});
