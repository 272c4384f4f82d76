import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPostgresPool, maintainHistory } from '#store';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const DAY = 86_400_000;
const DMN = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const decision = (id: string, logic: string, attributes = '', requires = '') =>
  `<decision id="${id}" name="Name of ${id}" ${attributes}><variable name="${id}"/>${requires}
    <literalExpression><text>${logic}</text></literalExpression></decision>`;
const model = (id: string, ...decisions: readonly string[]) =>
  `<definitions xmlns="${DMN}" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="${id}" name="${id}"
    namespace="http://example.org/${id}">${decisions.join('')}</definitions>`;
const required = (id: string) => `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`;

const RATES = `<decision id="rate" name="Rate"><variable name="rate"/><decisionTable hitPolicy="UNIQUE">
  <input id="i1" label="area"><inputExpression><text>area</text></inputExpression></input><output id="o1" name="rate"/>
  <rule id="small"><inputEntry><text>&lt; 50</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>
  <rule id="large"><inputEntry><text>&gt;= 50</text></inputEntry><outputEntry><text>3</text></outputEntry></rule>
  </decisionTable></decision>`;

interface Told {
  readonly id: string;
  readonly decisionDefinitionKey: string;
  readonly rootDecisionInstanceId: string | null;
  readonly evaluationTime: string;
}

let engine: EngineUnderTest;
const as = 'operator';

const history = async (query: string) =>
  (await engine.api.call<Told[]>('GET', `/engine-rest/history/decision-instance${query}`, { as })).body;
const count = async (query: string) =>
  (await engine.api.call('GET', `/engine-rest/history/decision-instance/count${query}`, { as })).body;
const evaluate = (key: string, variables: object) =>
  engine.api.call('POST', `/engine-rest/decision-definition/key/${key}/evaluate`, { as, json: { variables } });

beforeAll(async () => {
  engine = await startEngine();
  const form = new FormData();
  form.append('deployment-name', 'decisions');
  const files = {
    'graph.dmn': model('graph', RATES, decision('fee', 'rate * 10', '', required('rate'))),
    'brief.dmn': model('brief', decision('brief', '1', 'camunda:historyTimeToLive="2"')),
    'lasting.dmn': model('lasting', decision('lasting', '1', 'camunda:historyTimeToLive="400"')),
    'plain.dmn': model(
      'plain',
      '<inputData id="in" name="text"><variable name="text" typeRef="string"/></inputData>',
      decision(
        'plain',
        'string length(text)',
        '',
        '<informationRequirement><requiredInput href="#in"/></informationRequirement>',
      ),
    ),
    'unset.dmn': model('unset', decision('unset', '1')),
  };
  for (const [name, text] of Object.entries(files)) form.append(name, new Blob([text]), name);
  expect((await engine.api.call('POST', '/engine-rest/deployment/create', { as, body: form })).status).toBe(200);
}, 60_000);

afterAll(() => engine.close());

describe('the record of decisions evaluated by hand', () => {
  it('given a decision that requires another, when it is evaluated, then both are told with who, when, inputs and outputs', async () => {
    const before = Date.now();
    expect((await evaluate('fee', { area: { value: 80, type: 'Integer' } })).status).toBe(200);
    const told = await history('?decisionRequirementsDefinitionKey=graph&includeInputs=true&includeOutputs=true');
    const root = told.find(({ decisionDefinitionKey }) => decisionDefinitionKey === 'fee');
    expect(Date.parse(root?.evaluationTime ?? '')).toBeGreaterThanOrEqual(before);
    const noCase = {
      processDefinitionId: null,
      processDefinitionKey: null,
      processInstanceId: null,
      rootProcessInstanceId: null,
      activityId: null,
      activityInstanceId: null,
      userId: as,
    };
    expect(told).toMatchObject([
      {
        ...noCase,
        decisionDefinitionKey: 'fee',
        decisionDefinitionName: 'Name of fee',
        rootDecisionInstanceId: null,
        outputs: [{ variableName: 'Name of fee', value: 30 }],
      },
      {
        ...noCase,
        decisionDefinitionKey: 'rate',
        decisionDefinitionName: 'Rate',
        rootDecisionInstanceId: root?.id,
        inputs: [{ clauseName: 'area', value: 80, rootProcessInstanceId: null, createTime: root?.evaluationTime }],
        outputs: [{ variableName: 'rate', ruleId: 'large', ruleOrder: 2, value: 3 }],
      },
    ]);
    expect(JSON.stringify(told)).toContain('"decisionDefinitionId":"rate:1:');
  });

  it('given criteria of users and roots, when asked, then they select', async () => {
    const [root, other] = await history('?decisionRequirementsDefinitionKey=graph');
    expect(await count(`?rootDecisionInstanceId=${root?.id ?? ''}`)).toEqual({ count: 2 });
    expect(await count('?decisionRequirementsDefinitionKey=graph&rootDecisionInstancesOnly=true')).toEqual({
      count: 1,
    });
    expect(await history(`?decisionInstanceId=${other?.id ?? ''}`)).toEqual([other]);
    expect(await history(`/${other?.id ?? ''}`)).toEqual(other);
    expect(await count(`?decisionInstanceIdIn=${root?.id ?? ''},${other?.id ?? ''}`)).toEqual({ count: 2 });
    expect(await count(`?decisionDefinitionKey=rate&userId=${as}`)).toEqual({ count: 1 });
    expect(await count('?decisionDefinitionKey=rate&userId=clerk')).toEqual({ count: 0 });
  });

  it('given a large input, when it is evaluated, then the answer is full and the record says what it left out', async () => {
    const { body } = await evaluate('plain', { text: { value: 'x'.repeat(100_000), type: 'String' } });
    expect(body).toMatchObject([{ plain: { value: 100_000 } }]);
    const [told] = await history('?decisionDefinitionKey=plain&includeInputs=true');
    expect(told).toMatchObject({
      inputs: [{ clauseName: 'text', value: null, errorMessage: 'The value was too large to be kept.' }],
    });
  });

  it('given times to live, when they are over, then records are erased by them, else by the default of the installation', async () => {
    for (const key of ['brief', 'lasting', 'unset']) expect((await evaluate(key, {})).status).toBe(200);
    const [told] = await history('?decisionDefinitionKey=brief');
    const removal = Date.parse(told?.evaluationTime ?? '') + 2 * DAY;
    expect(told).toMatchObject({ removalTime: new Date(removal).toISOString().replace('Z', '+0000') });
    const left = async (days: number) => {
      const pool = createPostgresPool(engine.databaseUrl, { connections: 1 });
      await maintainHistory(pool, { now: Date.now() + days * DAY, decisionsKeptDays: 180 });
      await pool.end();
      return (await history('?decisionDefinitionKeyIn=brief,lasting,unset'))
        .map(({ decisionDefinitionKey }) => decisionDefinitionKey)
        .toSorted();
    };
    expect(await left(1)).toEqual(['brief', 'lasting', 'unset']);
    expect(await left(3)).toEqual(['lasting', 'unset']);
    expect(await left(181)).toEqual(['lasting']);
    expect(await left(401)).toEqual([]);
  });

  it('given a decision with one it requires, when it is evaluated, then two executed decisions are counted', async () => {
    const counted = async () =>
      (await engine.api.call<{ result: number }>('GET', '/engine-rest/metrics/executed-decision-instances/sum', { as }))
        .body.result;
    const before = await counted();
    expect((await evaluate('fee', { area: { value: 10, type: 'Integer' } })).status).toBe(200);
    expect(await counted()).toBe(before + 2);
  });

  it('given ids or a query, when they are deleted, then the evaluations are gone with all they required', async () => {
    const graph = '?decisionRequirementsDefinitionKey=graph';
    expect((await evaluate('fee', { area: { value: 10, type: 'Integer' } })).status).toBe(200);
    expect((await evaluate('rate', { area: { value: 10, type: 'Integer' } })).status).toBe(200);
    const gone = (await history(graph)).find(({ rootDecisionInstanceId }) => rootDecisionInstanceId !== null);
    const remaining = async (json: object) => {
      const path = '/engine-rest/history/decision-instance/delete';
      const { body } = await engine.api.call<{ id: string }>('POST', path, { as, json });
      expect(body).toMatchObject({ type: 'historic-decision-instance-deletion' });
      const isOver = async () => (await engine.execution.runtime.batches.get(body.id)).endedAt !== null;
      while (!(await isOver())) await new Promise((resolve) => setTimeout(resolve, 50));
      return (await history(graph)).map(({ id }) => id);
    };
    const before = (await history(graph)).map(({ id }) => id);
    const root = gone?.rootDecisionInstanceId ?? '';
    const left = await remaining({ historicDecisionInstanceIds: [gone?.id] });
    expect(left).toEqual(before.filter((id) => !id.startsWith(root)));
    expect(left).not.toHaveLength(0);
    expect(await remaining({ historicDecisionInstanceQuery: { decisionRequirementsDefinitionKey: 'graph' } })).toEqual(
      [],
    );
    const nothing = await engine.api.call('POST', '/engine-rest/history/decision-instance/delete', { as, json: {} });
    expect(nothing.status).toBe(400);
  });

  it('given a deployment that is deleted with its history, then no record of its decisions is left', async () => {
    expect((await evaluate('fee', { area: { value: 10, type: 'Integer' } })).status).toBe(200);
    const { items } = await engine.execution.runtime.definitions.list({ kind: 'decision', key: 'fee' });
    await engine.execution.runtime.deployments.delete(items[0]?.deploymentId ?? '', { cascade: true });
    const pool = createPostgresPool(engine.databaseUrl, { connections: 1 });
    const { rows } = await pool.query('SELECT id FROM history_decision');
    await pool.end();
    expect(rows).toEqual([]);
  });
});
