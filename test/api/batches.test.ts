import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type BatchItem, type BatchSummary, type InstanceSummary, type Page } from '#contracts';
import { faultSentence } from '#sentences';
import type { ApiClient } from '#testkit';
import { until } from '../runtime/installation.ts';
import { END, file, sequence, START } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;
let office: Office;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
  await office.deploy({ 'stapel.bpmn': file(sequence('stapel', START, '<bpmn:userTask id="T" name="T"/>', END)) });
}, 60_000);
afterAll(() => server.close());

describe('batches of the own API', () => {
  it('given cases, when an operator cancels those of a filter, then the batch is seen to progress and the cases restart', async () => {
    const cases: string[] = [];
    for (let number = 0; number < 3; number += 1) cases.push((await office.start('stapel', {})).id);
    const made = await api.call<BatchSummary>('POST', apiPaths.batches, {
      as: 'operator',
      json: { operation: { kind: 'deleteInstances', reason: 'Test' }, filter: { definitionKey: 'stapel' } },
    });
    expect(made).toMatchObject({ status: 201, body: { kind: 'deleteInstances', total: 3, createdBy: 'operator' } });
    const { id } = made.body;
    await until(async () => (await api.get<BatchSummary>(apiPaths.batch(id), 'operator')).body.outcome === 'completed');
    const { body: items } = await api.get<Page<BatchItem>>(`${apiPaths.batchItems(id)}?state=done`, 'operator');
    expect(items.items.map(({ targetId }) => targetId).sort()).toEqual([...cases].sort());

    const again = await api.call<InstanceSummary>('POST', apiPaths.restartInstance(cases[0] ?? ''), {
      as: 'operator',
      json: { startBefore: ['T'] },
    });
    expect(again).toMatchObject({ status: 201, body: { state: 'running', currentSteps: ['T'] } });
    expect((await api.call('DELETE', apiPaths.batch(id), { as: 'operator' })).status).toBe(204);
    expect((await api.get(apiPaths.batch(id), 'operator')).status).toBe(404);
  });

  it('given a case that stands where the plan says nothing, when a batch moves it, then the reason is code and data for both languages', async () => {
    const release = async (task: string) =>
      (await office.deploy({ 'umzug.bpmn': file(sequence('umzug', START, task, END)) })).definitions[0]?.id;
    const source = await release('<bpmn:userTask id="T" name="Antrag prüfen"/>');
    const { id: instanceId } = await office.start('umzug');
    const target = await release('<bpmn:userTask id="U" name="Bescheid schreiben"/>');
    const made = await api.call<BatchSummary>('POST', apiPaths.batches, {
      as: 'operator',
      json: {
        operation: { kind: 'migrate', sourceDefinitionId: source, targetDefinitionId: target, mapping: [] },
        instanceIds: [instanceId],
      },
    });
    expect(made.status).toBe(201);
    const { id } = made.body;
    await until(async () => (await api.get<BatchSummary>(apiPaths.batch(id), 'operator')).body.failed === 1);
    const { body } = await api.get<Page<BatchItem>>(apiPaths.batchItems(id), 'operator');
    const [item] = body.items;
    const because = { code: 'STEPS_WITHOUT_COUNTERPART', data: { steps: 'Antrag prüfen' } };
    expect(item?.fault).toEqual({ code: 'MIGRATION_INVALID', data: {}, because });
    expect(item?.error).toMatch(/^Expected/);
    if (item?.fault === undefined) throw new Error('Expected a fault, but there is none.');
    expect(faultSentence(item.fault, 'de')).toBe(
      'Der Vorgang lässt sich so nicht überführen. Er steht bei Schritten, denen nichts zugeordnet ist: Antrag prüfen. ' +
        'Überführen Sie ihn mit einem Plan, der auch diese Schritte zuordnet.',
    );
    expect(faultSentence(item.fault, 'en')).toBe(
      'The case cannot be moved like this. It stands at steps that have no counterpart: Antrag prüfen. ' +
        'Move it with a plan that names counterparts for these steps, too.',
    );
  });

  it('given a clerk, or a request without targets, then it is refused', async () => {
    const json = { operation: { kind: 'suspend' }, instanceIds: ['x'] };
    expect((await api.call('POST', apiPaths.batches, { as: 'clerk', json })).status).toBe(403);
    const empty = await api.call('POST', apiPaths.batches, {
      as: 'operator',
      json: { operation: { kind: 'suspend' } },
    });
    expect(empty.status).toBe(400);
  });
});
