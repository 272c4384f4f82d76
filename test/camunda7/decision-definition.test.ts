import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { deployedIds, deployFiles, dmn } from './deployment-request.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

type Row = Readonly<Record<string, unknown>>;

let engine: EngineUnderTest;
let client: CamundaClient;
let integrator: CamundaClient;
let first: Row;
let second: Row;

beforeAll(async () => {
  engine = await startEngine();
  client = openCamundaClient(engine);
  integrator = openCamundaClient(engine, 'integrator');
  const graph = dmn(
    'tax',
    { rate: '5', total: 'amount * 2' },
    'camunda:versionTag="v1" camunda:historyTimeToLive="30"',
  );
  first = (await deployFiles(engine, { 'tax.dmn': graph, 'tax.png': 'picture', 'tax.total.svg': '<svg/>' })).body;
  const next = dmn('tax', { rate: '6', total: 'amount * 3' });
  second = (await deployFiles(engine, { 'tax.dmn': next, 'single.dmn': dmn('alone', { lonely: '1' }) })).body;
}, 60_000);
afterAll(() => engine.close());

const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);

describe('decision requirements definitions', () => {
  it('given a file of several decisions, when it is deployed, then the answer names its graph; a single decision has none', () => {
    const deployed = Object.values(first['deployedDecisionRequirementsDefinitions'] as Record<string, Row>);
    expect(deployed).toEqual([
      {
        id: expect.stringMatching(/^tax:1:/),
        key: 'tax',
        category: 'http://example.org/dmn',
        name: 'tax name',
        version: 1,
        resource: 'tax.dmn',
        deploymentId: first['id'],
        tenantId: null,
      },
    ]);
    expect(deployedIds(second, 'deployedDecisionDefinitions')).toHaveLength(3);
    expect(deployedIds(second, 'deployedDecisionRequirementsDefinitions')).toEqual([expect.stringMatching(/^tax:2:/)]);
    expect(second['deployedProcessDefinitions']).toBeNull();
  });

  it('given two versions, then they are listed, counted, sorted and found by id and key, with XML and picture', async () => {
    const path = '/decision-requirements-definition';
    const { body: all } = await client.get<Row[]>(`${path}?sortBy=version&sortOrder=desc`);
    expect(all.map(({ version }) => version)).toEqual([2, 1]);
    expect((await client.get(`${path}/count?latestVersion=true&keyLike=%25a%25`)).body).toEqual({ count: 1 });
    expect((await client.get(`${path}/count?nameLike=nothing`)).body).toEqual({ count: 0 });
    expect((await client.get(`${path}/count?tenantIdIn=t`)).body).toEqual({ count: 0 });
    expect((await client.get<Row>(`${path}/key/tax`)).body).toEqual(all[0]);
    const id = String(all[1]?.['id']);
    expect((await client.get<Row>(`${path}/${id}`)).body).toEqual(all[1]);
    const { body: xml } = await client.get<Row>(`${path}/${id}/xml`);
    expect(xml['id']).toBe(id);
    expect(xml['dmnXml']).toContain('amount * 2');
    expect(await client.get(`${path}/${id}/diagram`)).toEqual({ status: 200, body: 'picture' });
    expect((await client.get(`${path}/key/tax/diagram`)).status).toBe(204);
    expect(await client.get(`${path}/nowhere`)).toMatchObject({
      status: 404,
      body: { type: 'InvalidRequestException', message: expect.stringContaining('nowhere') },
    });
    expect(await client.get(`${path}/key/nowhere/xml`)).toMatchObject({ status: 404, body: { type: 'RestException' } });
    expect(await client.get(`${path}/key/tax/tenant-id/town`)).toMatchObject({ status: 404 });
  });

  it('given a deployment that is deleted, then its graph goes with it', async () => {
    const { body } = await deployFiles(engine, { 'gone.dmn': dmn('gone', { g1: '1', g2: '2' }) });
    const [id = ''] = deployedIds(body, 'deployedDecisionRequirementsDefinitions');
    await client.delete(`/deployment/${String(body['id'])}?cascade=true`);
    expect((await client.get(`/decision-requirements-definition/${id}`)).status).toBe(404);
  });
});

describe('decision definitions', () => {
  it('given decisions, then each has all fields of the interface', async () => {
    const { body } = await client.get<Row[]>('/decision-definition?key=total&version=1');
    const [graph] = deployedIds(first, 'deployedDecisionRequirementsDefinitions');
    expect(body).toEqual([
      {
        id: expect.stringMatching(/^total:1:/),
        key: 'total',
        category: 'http://example.org/dmn',
        name: 'total',
        version: 1,
        resource: 'tax.dmn',
        deploymentId: first['id'],
        tenantId: null,
        decisionRequirementsDefinitionId: graph,
        decisionRequirementsDefinitionKey: 'tax',
        historyTimeToLive: 30,
        versionTag: 'v1',
      },
    ]);
  });

  it.each([
    ['latestVersion=true', ['lonely', 'rate', 'total']],
    ['withoutDecisionRequirementsDefinition=true', ['lonely']],
    ['decisionRequirementsDefinitionKey=tax&latestVersion=true', ['rate', 'total']],
    ['versionTag=v1', ['rate', 'total']],
    ['versionTagLike=v%25', ['rate', 'total']],
    ['resourceName=single.dmn', ['lonely']],
    ['resourceNameLike=%25gle.dmn', ['lonely']],
    ['nameLike=l_n%25', ['lonely']],
    ['category=nothing', []],
    ['categoryLike=http://example%25&version=2', ['rate', 'total']],
    ['withoutTenantId=true&keyLike=lon%25', ['lonely']],
    ['tenantIdIn=town&includeDecisionDefinitionsWithoutTenantId=true&latestVersion=true', ['lonely', 'rate', 'total']],
    ['deployedAfter=2999-01-01T00:00:00.000%2B0000', []],
  ])('given the criteria %s, then list and count agree', async (query, keys) => {
    const { body } = await client.get<Row[]>(`/decision-definition?${query}&sortBy=key&sortOrder=asc`);
    expect(body.map(({ key }) => key)).toEqual(keys);
    expect((await client.get(`/decision-definition/count?${query}`)).body).toEqual({ count: keys.length });
  });

  it('given pages and an order by several fields, then rows come in it', async () => {
    const { body: all } = await client.get<Row[]>('/decision-definition?sortBy=deployTime&sortOrder=desc');
    expect(all[0]?.['version']).not.toBeUndefined();
    const { body: page } = await client.get<Row[]>(
      '/decision-definition?sortBy=deployTime&sortOrder=desc&firstResult=1&maxResults=2',
    );
    expect(ids(page)).toEqual(ids(all).slice(1, 3));
    expect(await client.get('/decision-definition?sortBy=colour&sortOrder=asc')).toMatchObject({
      status: 400,
      body: { type: 'InvalidRequestException' },
    });
    const plain = await client.get('/decision-definition');
    expect(await client.get('/decision-definition?colour=red')).toEqual(plain);
  });

  it('given an id and a key, when they are evaluated, then outputs are typed; what cannot be is told in words', async () => {
    const { body } = await client.get<Row[]>('/decision-definition?key=total&version=1');
    const variables = { amount: { value: 21, type: 'Integer' } };
    const byId = await client.post<readonly Record<string, Row>[]>(
      `/decision-definition/${String(body[0]?.['id'])}/evaluate`,
      {
        variables,
      },
    );
    expect(byId.status).toBe(200);
    expect(byId.body[0]?.['total']).toMatchObject({ value: 42, valueInfo: {} });
    const byKey = await client.post<readonly Record<string, Row>[]>('/decision-definition/key/total/evaluate', {
      variables,
    });
    expect(byKey.body[0]?.['total']?.['value']).toBe(63);
    expect(await client.post('/decision-definition/key/nothing/evaluate', { variables })).toMatchObject({
      status: 404,
      body: { type: 'RestException' },
    });
    expect(
      await client.post('/decision-definition/key/total/evaluate', {
        variables: { amount: { value: 'x', type: 'Integer' } },
      }),
    ).toMatchObject({ status: 400, body: { type: 'InvalidRequestException' } });
  });

  it('given a picture for one decision and one for the file, then each decision has its own', async () => {
    const { body } = await client.get<Row[]>(
      '/decision-definition?version=1&decisionRequirementsDefinitionKey=tax&sortBy=key&sortOrder=asc',
    );
    const [rate, total] = ids(body);
    expect((await client.get(`/decision-definition/${String(rate)}/diagram`)).body).toBe('picture');
    expect((await client.get(`/decision-definition/${String(total)}/diagram`)).body).toBe('<svg/>');
    expect((await client.get('/decision-definition/key/lonely/diagram')).status).toBe(204);
  });

  it('given a time to live, when it is set and taken away, then the definition says so', async () => {
    const path = '/decision-definition/key/lonely';
    expect((await integrator.put(`${path}/history-time-to-live`, { historyTimeToLive: 7 })).status).toBe(204);
    expect((await client.get<Row>(path)).body['historyTimeToLive']).toBe(7);
    expect(await integrator.put(`${path}/history-time-to-live`, { historyTimeToLive: -1 })).toMatchObject({
      status: 400,
    });
    expect((await integrator.put(`${path}/history-time-to-live`, { historyTimeToLive: null })).status).toBe(204);
    expect((await client.get<Row>(path)).body['historyTimeToLive']).toBeNull();
  });
});
