import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  type BatchItem,
  type BatchSummary,
  type HistoryEntry,
  type InstanceDetail,
  type InstanceSummary,
  type MigrationDryRun,
  type MigrationPlanRequest,
  type MigrationProposal,
  type MigrationValidation,
  type Page,
  type ProblemDetails,
  type ProposeMigrationRequest,
} from '#contracts';
import type { ApiClient, Reply } from '#testkit';
import { until } from '../runtime/installation.ts';
import { END, file, sequence, START } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;
let office: Office;
let versions: ProposeMigrationRequest;
let plan: MigrationPlanRequest;
let cases: readonly InstanceSummary[];
let batchId: string;

const user = (id: string) => `<bpmn:userTask id="${id}" name="Schritt ${id}"/>`;
const MESSAGE = '<bpmn:message id="Message_1" name="Zahlung"/>';
const TIMER = `<bpmn:intermediateCatchEvent id="W"><bpmn:timerEventDefinition id="Def">
  <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
const PAYMENT = `<bpmn:intermediateCatchEvent id="W"><bpmn:messageEventDefinition id="Def" messageRef="Message_1"/></bpmn:intermediateCatchEvent>`;
const process = (...nodes: readonly string[]) => file(MESSAGE + sequence('hund', START, ...nodes, END));

const post = <Body>(path: string, json: object, as = 'operator'): Promise<Reply<Body>> =>
  api.call<Body>('POST', path, { as, json });
const versionOf = async ({ id }: InstanceSummary): Promise<number> =>
  (await api.get<InstanceDetail>(apiPaths.instance(id), 'operator')).body.definition.version;
async function finishTask(instance: InstanceSummary): Promise<void> {
  const { status } = await post(apiPaths.completeTask((await office.onlyTask(instance)).id), {}, 'clerk');
  expect(status).toBe(200);
}

async function release(content: string): Promise<string> {
  const { definitions } = await office.deploy({ 'hund.bpmn': content });
  return definitions[0]?.id ?? '';
}

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
  const source = await release(process(user('A'), user('B'), TIMER, user('C')));
  const started: InstanceSummary[] = [];
  for (const businessKey of ['H-1', 'H-2', 'H-3']) started.push(await office.start('hund', { businessKey }));
  cases = started;
  // H-1 stands at A, H-2 at B, H-3 at the timer.
  for (const one of cases.slice(1)) await finishTask(one);
  for (const one of cases.slice(2)) await finishTask(one);
  const target = await release(process(user('A'), user('B2'), PAYMENT, user('C')));
  versions = { sourceDefinitionId: source, targetDefinitionId: target };
}, 60_000);
afterAll(() => server.close());

describe('planning a migration', () => {
  it('given two versions, when a plan is asked for, then equal elements are mapped, the rest is open, and it says where cases stand', async () => {
    const { status, body } = await post<MigrationProposal>(apiPaths.proposeMigration, versions, 'owner');
    expect(status).toBe(200);
    expect(body).toMatchObject({ source: { version: 1 }, target: { version: 2 }, running: 3 });
    // B is gone and W waits for something else now.
    expect(body.mapping.map(({ sourceId }) => sourceId)).toEqual(expect.arrayContaining(['A', 'C']));
    expect(body.mapping.map(({ sourceId }) => sourceId)).not.toEqual(expect.arrayContaining(['B']));
    expect(body.mapping.map(({ sourceId }) => sourceId)).not.toEqual(expect.arrayContaining(['W']));
    const running = body.elements.filter((element) => element.running > 0).map(({ id }) => id);
    expect(running).toEqual(['A', 'B', 'W']);
    const kindOf = (id: string) => [...body.elements, ...body.targets].find((element) => element.id === id)?.kind;
    expect(kindOf('B')).toBe(kindOf('B2'));
    expect(kindOf('A')).not.toBe(kindOf('W'));
    plan = { ...versions, mapping: body.mapping };
  });

  it('given a plan with holes, when validated, then it works but names the elements where cases would stay', async () => {
    const { body } = await post<MigrationValidation>(apiPaths.validateMigration, plan, 'owner');
    expect(body).toMatchObject({
      valid: true,
      findings: [
        { code: 'ACTIVE_UNMAPPED', severity: 'warning', sourceId: 'B', data: { running: 1 } },
        { code: 'ACTIVE_UNMAPPED', severity: 'warning', sourceId: 'W', data: { running: 1 } },
      ],
    });
  });

  it('given wrong mappings, when validated, then each says which element and what differs', async () => {
    const mapping = [
      { sourceId: 'A', targetId: 'W' },
      { sourceId: 'A', targetId: 'A' },
      { sourceId: 'W', targetId: 'W' },
      { sourceId: 'B', targetId: 'nowhere' },
      { sourceId: '__proto__', targetId: 'A' },
    ];
    const { body } = await post<MigrationValidation>(apiPaths.validateMigration, { ...plan, mapping });
    expect(body.valid).toBe(false);
    expect(body.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      {
        code: 'TYPE_DIFFERS',
        sourceId: 'A',
        targetId: 'W',
        data: { expected: 'userTask', actual: 'intermediateCatchEvent' },
      },
      { code: 'SOURCE_TWICE', sourceId: 'A' },
      { code: 'EVENT_DIFFERS', sourceId: 'W', data: { expected: 'timer', actual: 'message' } },
      { code: 'TARGET_UNKNOWN', sourceId: 'B', targetId: 'nowhere' },
      { code: 'SOURCE_UNKNOWN', sourceId: '__proto__' },
    ]);
    const trial = await post<MigrationDryRun>(apiPaths.tryMigration, { ...plan, mapping });
    expect(trial.body).toMatchObject({ valid: false, total: 3, movable: 0, staying: 3 });
    const refused = await post<ProblemDetails>(apiPaths.migrations, { ...plan, mapping });
    expect(refused).toMatchObject({ status: 422, body: { code: 'MIGRATION_INVALID' } });
    expect(refused.body.findings).toContainEqual(expect.objectContaining({ code: 'TYPE_DIFFERS', elementId: 'A' }));
  });

  it('given a dry run, then it says of each case that would stay why, and nothing has moved', async () => {
    const { body } = await post<MigrationDryRun>(apiPaths.tryMigration, plan, 'owner');
    expect(body).toMatchObject({ valid: true, total: 3, movable: 1, staying: 2 });
    expect(body.cases).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          businessKey: 'H-2',
          findings: [expect.objectContaining({ code: 'ACTIVE_UNMAPPED', sourceId: 'B' })],
        }),
        expect.objectContaining({
          businessKey: 'H-3',
          findings: [expect.objectContaining({ code: 'ACTIVE_UNMAPPED', sourceId: 'W' })],
        }),
      ]),
    );
    const chosen = { ...plan, instanceIds: [cases[0]?.id ?? ''] };
    expect((await post<MigrationDryRun>(apiPaths.tryMigration, chosen)).body).toMatchObject({ total: 1, movable: 1 });
    expect(await Promise.all(cases.map(versionOf))).toEqual([1, 1, 1]);
  });

  it('given a version or a case that is not there, or a body that is none, then it is refused', async () => {
    const nowhere = { targetDefinitionId: 'nothing' };
    for (const [path, body] of [
      [apiPaths.proposeMigration, versions],
      [apiPaths.validateMigration, plan],
      [apiPaths.tryMigration, plan],
    ] as const) {
      expect(await post(path, { ...body, ...nowhere })).toMatchObject({
        status: 404,
        body: { code: 'DEFINITION_NOT_FOUND' },
      });
      expect((await post(path, { mapping: 'all' })).status).toBe(400);
    }
    const lost = await post(apiPaths.tryMigration, { ...plan, instanceIds: ['lost'] });
    expect(lost).toMatchObject({ status: 404, body: { code: 'INSTANCE_NOT_FOUND' } });
    expect((await post(apiPaths.migrations, { ...plan, instanceIds: [] })).status).toBe(400);
  });

  it('given a process owner, then planning is allowed and carrying out is not; a clerk may neither', async () => {
    const [one] = cases;
    const move = { targetDefinitionId: plan.targetDefinitionId };
    expect((await post(apiPaths.migrations, plan, 'owner')).status).toBe(403);
    expect((await post(apiPaths.migrateInstance(one?.id ?? ''), move, 'owner')).status).toBe(403);
    expect((await post(apiPaths.proposeMigration, versions, 'clerk')).status).toBe(403);
    expect((await post(apiPaths.tryMigration, plan, 'clerk')).status).toBe(403);
  });
});

describe('carrying out a migration', () => {
  it('given a plan with a hole, when carried out, then the cases that can move do as a batch and the others stay', async () => {
    const mapping = [...plan.mapping, { sourceId: 'B', targetId: 'B2' }];
    const made = await post<BatchSummary>(apiPaths.migrations, { ...plan, mapping });
    expect(made).toMatchObject({ status: 201, body: { kind: 'migrate', total: 2, createdBy: 'operator' } });
    batchId = made.body.id;
    const path = apiPaths.batch(batchId);
    await until(async () => (await api.get<BatchSummary>(path, 'operator')).body.outcome === 'completed');
    const { body } = await api.get<Page<BatchItem>>(apiPaths.batchItems(made.body.id), 'operator');
    expect(body.items.map(({ targetId }) => targetId)).toEqual([cases[0]?.id, cases[1]?.id]);
    expect(await Promise.all(cases.map(versionOf))).toEqual([2, 2, 1]);
    // In the new version: what stood at B goes on behind B2, where it waits for a message.
    const [, second] = cases;
    if (second === undefined) throw new Error('Expected three cases.');
    await finishTask(second);
    const { body: now } = await api.get<InstanceDetail>(apiPaths.instance(second.id), 'operator');
    expect(now.tokens.map(({ nodeId }) => nodeId)).toEqual(['W']);
    expect(now).toMatchObject({ definition: { version: 2 }, latestVersion: 2 });
  });

  it('given no case that can move, then no batch is made and the answer says why', async () => {
    const refused = await post<ProblemDetails>(apiPaths.migrations, plan);
    expect(refused).toMatchObject({ status: 422, body: { code: 'MIGRATION_INVALID' } });
    expect(refused.body.findings).toMatchObject([{ code: 'ACTIVE_UNMAPPED', elementId: 'W' }]);
  });

  it('given one case, when it is migrated without a plan, then equal elements count; where it stands elsewhere, it is refused', async () => {
    const path = apiPaths.migrateInstance(cases[2]?.id ?? '');
    const move = { targetDefinitionId: plan.targetDefinitionId };
    const refused = await post<ProblemDetails>(path, move);
    expect(refused).toMatchObject({ status: 422, body: { code: 'MIGRATION_INVALID' } });
    expect(refused.body.findings).toMatchObject([{ code: 'ACTIVE_UNMAPPED', elementId: 'W' }]);
    const third = await release(process(user('A'), TIMER));
    const moved = await post<InstanceSummary>(path, { targetDefinitionId: third });
    expect(moved).toMatchObject({ status: 200, body: { definition: { version: 3 }, state: 'running' } });
    expect((await post(apiPaths.migrateInstance('lost'), move)).status).toBe(404);
  });

  it('given cases moved by a batch, by one request and by /engine-rest, then the timeline of each says who, from where and to where', async () => {
    const { id } = await office.start('hund');
    const { definition } = (await api.get<InstanceDetail>(apiPaths.instance(id), 'operator')).body;
    const third = await release(process(user('A'), user('X')));
    const fourth = await release(process(user('A'), user('Y')));
    const moved = await post<InstanceSummary>(apiPaths.migrateInstance(id), { targetDefinitionId: third });
    expect(moved.status).toBe(200);
    const instructions = [{ sourceActivityIds: ['A'], targetActivityIds: ['A'] }];
    const migrationPlan = { sourceProcessDefinitionId: third, targetProcessDefinitionId: fourth, instructions };
    expect((await post('/engine-rest/migration/execute', { migrationPlan, processInstanceIds: [id] })).status).toBe(
      204,
    );
    const movesOf = async (instanceId: string) =>
      (await api.get<Page<HistoryEntry>>(apiPaths.instanceHistory(instanceId), 'clerk')).body.items
        .filter(({ type }) => type === 'instance-migrated')
        .map(({ by, data }) => ({ by, ...data }));
    const version = (number: number) => expect.objectContaining({ key: 'hund', version: number });
    expect(await movesOf(id)).toEqual([
      { by: 'operator', source: version(definition.version), target: version(definition.version + 1) },
      { by: 'operator', source: version(definition.version + 1), target: version(definition.version + 2) },
    ]);
    const first = cases[0]?.id ?? '';
    // The batch is forgotten, the case remembers.
    expect((await api.call('DELETE', apiPaths.batch(batchId), { as: 'operator' })).status).toBe(204);
    expect(await movesOf(first)).toEqual([{ by: 'operator', source: version(1), target: version(2), batchId }]);
    // Programs of Camunda 7 are told of the batch, as there, and not of its targets.
    const log = `/engine-rest/history/user-operation?operationType=Migrate`;
    expect((await api.get<readonly unknown[]>(`${log}&processInstanceId=${first}`, 'operator')).body).toEqual([]);
    const entries = (await api.get<readonly unknown[]>(`${log}&batchId=${batchId}`, 'operator')).body;
    expect(entries).toHaveLength(3);
    const { body: counted } = await api.get<{ count: number }>(
      `/engine-rest/history/user-operation/count?operationType=Migrate&batchId=${batchId}`,
      'operator',
    );
    expect(counted.count).toBe(3);
  });
});
