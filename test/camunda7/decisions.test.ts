import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const DMN = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

const FEES = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="${DMN}" id="fees-model" name="Gebühren" namespace="http://example.org/fees">
  <itemDefinition name="tFee"><typeRef>number</typeRef></itemDefinition>
  <inputData id="in-area" name="area"><variable name="area" typeRef="number"/></inputData>
  <inputData id="in-day" name="day"><variable name="day" typeRef="date"/></inputData>
  <decision id="fee" name="Gebühr">
    <variable name="fee"/>
    <informationRequirement><requiredInput href="#in-area"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input id="i1"><inputExpression><text>area</text></inputExpression></input>
      <output id="o1" name="amount" typeRef="number"/>
      <output id="o2" name="desk" typeRef="string"/>
      <rule id="small"><inputEntry><text>&lt; 50</text></inputEntry><outputEntry><text>12.5</text></outputEntry><outputEntry><text>"A"</text></outputEntry></rule>
      <rule id="large"><inputEntry><text>[50..500]</text></inputEntry><outputEntry><text>40</text></outputEntry><outputEntry><text>"B"</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="misfit" name="misfit">
    <variable name="misfit" typeRef="number"/>
    <decisionTable>
      <input id="i3"><inputExpression><text>1</text></inputExpression></input>
      <output id="o3"/>
      <rule id="any"><inputEntry><text>-</text></inputEntry><outputEntry><text>"no number"</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="deadline" name="deadline">
    <variable name="deadline" typeRef="date"/>
    <informationRequirement><requiredInput href="#in-day"/></informationRequirement>
    <literalExpression><text>day + duration("P14D")</text></literalExpression>
  </decision>
  <decision id="notice" name="notice">
    <variable name="notice"/>
    <informationRequirement><requiredDecision href="#deadline"/></informationRequirement>
    <context>
      <contextEntry><variable name="until"/><literalExpression><text>deadline</text></literalExpression></contextEntry>
      <contextEntry><variable name="copies"/><literalExpression><text>[1, 2]</text></literalExpression></contextEntry>
    </context>
  </decision>
  <decisionService id="notice-service" name="notice service">
    <outputDecision href="#notice"/><encapsulatedDecision href="#deadline"/><inputData href="#in-day"/>
  </decisionService>
</definitions>`;

const importing = (factor: string) => ({
  'bill.dmn': `<definitions xmlns="${DMN}" id="bill-model" name="Rechnung" namespace="http://example.org/bill">
    <import namespace="http://example.org/rates" name="rates" importType="${DMN}"/>
    <decision id="bill" name="bill"><variable name="bill" typeRef="number"/>
      <informationRequirement><requiredDecision href="http://example.org/rates#rate"/></informationRequirement>
      <literalExpression><text>rates.rate * 2</text></literalExpression>
    </decision></definitions>`,
  'rates.dmn': `<definitions xmlns="${DMN}" id="rates-model" name="Sätze" namespace="http://example.org/rates">
    <decision id="rate" name="rate"><variable name="rate" typeRef="number"/>
      <literalExpression><text>${factor}</text></literalExpression></decision></definitions>`,
});

const KEYS = ['deadline', 'fee', 'misfit', 'notice', 'notice-service'];

interface Deployed {
  readonly deployedDecisionDefinitions: Readonly<Record<string, { id: string; key: string; version: number }>> | null;
}

let engine: EngineUnderTest;
const as = 'operator';

async function deploy(files: Readonly<Record<string, string>>, changedOnly = false) {
  const form = new FormData();
  form.append('deployment-name', 'decisions');
  if (changedOnly) form.append('deploy-changed-only', 'true');
  for (const [name, text] of Object.entries(files)) form.append(name, new Blob([text]), name);
  return engine.api.call<Deployed>('POST', '/engine-rest/deployment/create', { as, body: form });
}

const evaluate = (path: string, variables: object) =>
  engine.api.call('POST', `/engine-rest/decision-definition/${path}/evaluate`, { as, json: { variables } });

const read = (path: string) => engine.api.call('GET', `/engine-rest/decision-definition${path}`, { as });

let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  engine = await startEngine();
  const { body } = await deploy({ 'fees.dmn': FEES });
  ids = Object.fromEntries(Object.values(body.deployedDecisionDefinitions ?? {}).map(({ id, key }) => [key, id]));
}, 60_000);

afterAll(() => engine.close());

describe('decisions at /engine-rest', () => {
  it('given a model, when it is deployed, then its decisions and services are listed, counted and readable', async () => {
    expect(Object.keys(ids).toSorted()).toEqual(KEYS);
    const { body: all } = await read('?latestVersion=true&sortBy=key&sortOrder=asc');
    expect((all as { key: string }[]).map(({ key }) => key)).toEqual(KEYS);
    expect((await read('/count?nameLike=Geb%25')).body).toEqual({ count: 1 });
    const byId = (await read(`/${ids['fee'] ?? ''}`)).body;
    expect(byId).toMatchObject({ key: 'fee', name: 'Gebühr', version: 1, resource: 'fees.dmn', tenantId: null });
    expect((await read('/key/fee')).body).toEqual(byId);
    expect((await read('/key/fee/xml')).body).toEqual({ id: ids['fee'], dmnXml: FEES });
  });

  it('given a table, when it is evaluated by key, then there is a row of typed outputs for the rule that matched', async () => {
    const { status, body } = await evaluate('key/fee', { area: { value: 20, type: 'Integer' } });
    expect([status, body]).toEqual([
      200,
      [
        {
          amount: { type: 'Double', value: 12.5, valueInfo: {} },
          desk: { type: 'String', value: 'A', valueInfo: {} },
        },
      ],
    ]);
    expect((await evaluate('key/fee', { area: { value: 9000, type: 'Integer' } })).body).toEqual([]);
  });

  it('given a literal expression and a value of time, when it is evaluated by id, then the answer is ISO 8601 text', async () => {
    const day = { value: '2026-03-01', type: 'String', valueInfo: { feelType: 'date' } };
    const { body } = await evaluate(ids['deadline'] ?? '', { day });
    expect(body).toEqual([{ deadline: { type: 'String', value: '2026-03-15', valueInfo: {} } }]);
  });

  it('given a decision service, when it is evaluated by key, then its context is a row', async () => {
    const { body } = await evaluate('key/notice-service', { day: { value: '2026-03-01', type: 'String' } });
    expect(body).toEqual([
      {
        until: { type: 'String', value: '2026-03-15', valueInfo: {} },
        copies: { type: 'Json', value: '[1,2]', valueInfo: {} },
      },
    ]);
  });

  it('given an input of the wrong type, when it is evaluated, then the input is named and nothing is computed', async () => {
    const { status, body } = await evaluate('key/fee', { area: { value: 'large', type: 'String' } });
    expect([status, body]).toEqual([
      400,
      expect.objectContaining({
        type: 'InvalidRequestException',
        message: expect.stringContaining('area') as unknown,
      }),
    ]);
  });

  it('given a table whose result is not of its type, when it is evaluated, then it fails and says why', async () => {
    const { status, body } = await evaluate('key/misfit', {});
    expect([status, body]).toEqual([
      500,
      expect.objectContaining({
        type: 'RestException',
        message: expect.stringContaining('misfit, but found string') as unknown,
      }),
    ]);
  });

  it('given nothing of that id or key, then it is 404', async () => {
    const answers = await Promise.all([
      read('/fee'),
      read('/key/none'),
      evaluate('key/none', {}),
      evaluate('none', {}),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('given models that import each other, when an imported one changes, then the importing one is a new version', async () => {
    const first = await deploy(importing('7'), true);
    expect(first.status).toBe(200);
    expect((await evaluate('key/bill', {})).body).toEqual([{ bill: { type: 'Integer', value: 14, valueInfo: {} } }]);
    const second = await deploy(importing('8'), true);
    const versions = Object.values(second.body.deployedDecisionDefinitions ?? {}).map(({ key, version }) => [
      key,
      version,
    ]);
    expect(versions.toSorted()).toEqual([
      ['bill', 2],
      ['rate', 2],
    ]);
    expect((await evaluate('key/bill', {})).body).toEqual([{ bill: { type: 'Integer', value: 16, valueInfo: {} } }]);
    const again = await engine.execution.runtime.decisions.evaluate({ key: 'bill', version: 1 }, {});
    expect(again.value).toBe(14);
  });

  it('given an import that is not there, or imports in a circle, then the deployment is refused', async () => {
    const { 'bill.dmn': bill, 'rates.dmn': rates } = importing('7');
    const circle = rates.replace(
      '<decision ',
      `<import namespace="http://example.org/bill" name="bill" importType="${DMN}"/><decision `,
    );
    // Nowhere deployed before, either: an import of an earlier deployment would be found.
    const alone = await deploy({ 'bill.dmn': bill.replaceAll('http://example.org/rates', 'http://example.org/gone') });
    const round = await deploy({ 'bill.dmn': bill, 'rates.dmn': circle });
    expect([alone.status, round.status]).toEqual([400, 400]);
    expect(JSON.stringify(round.body)).toContain('cycle');
  });

  it('given a case that asked a decision, then its history tells inputs, the rule that matched and typed outputs', async () => {
    const process = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
      xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="permit" isExecutable="true" camunda:historyTimeToLive="P1D">
      <startEvent id="begin"/><businessRuleTask id="compute" camunda:decisionRef="fee" camunda:resultVariable="fee"
        camunda:mapDecisionResult="singleResult"/><endEvent id="end"/>
      <sequenceFlow id="f1" sourceRef="begin" targetRef="compute"/>
      <sequenceFlow id="f2" sourceRef="compute" targetRef="end"/></process></definitions>`;
    await deploy({ 'permit.bpmn': process });
    const started = await engine.api.call<{ id: string }>('POST', '/engine-rest/process-definition/key/permit/start', {
      as,
      json: { variables: { area: { value: 80, type: 'Integer' } } },
    });
    const processInstanceId = started.body.id;
    const history = (query: string) =>
      engine.api.call<{ id: string }[]>('GET', `/engine-rest/history/decision-instance${query}`, { as });
    const { body } = await history(`?processInstanceId=${processInstanceId}&includeInputs=true&includeOutputs=true`);
    expect(body).toMatchObject([
      {
        decisionDefinitionId: ids['fee'],
        decisionDefinitionKey: 'fee',
        decisionDefinitionName: 'Gebühr',
        processDefinitionKey: 'permit',
        processInstanceId,
        activityId: 'compute',
        inputs: [
          {
            clauseName: 'area',
            type: 'Integer',
            value: 80,
            createTime: expect.stringMatching(/\+0000$/) as unknown,
            removalTime: null,
            rootProcessInstanceId: processInstanceId,
          },
        ],
        outputs: [
          { variableName: 'amount', ruleId: 'large', ruleOrder: 2, type: 'Integer', value: 40 },
          { variableName: 'desk', ruleId: 'large', ruleOrder: 2, type: 'String', value: 'B' },
        ],
      },
    ]);
    const [bare = {}] = (await history(`?processInstanceId=${processInstanceId}`)).body;
    expect(['inputs', 'outputs'].filter((field) => field in bare)).toEqual([]);
    expect((await history(`/count?decisionDefinitionKey=fee&processDefinitionKey=permit`)).body).toEqual({ count: 1 });
    expect((await history(`/count?decisionDefinitionKey=notice&processInstanceId=${processInstanceId}`)).body).toEqual({
      count: 0,
    });
    expect((await history(`/${body[0]?.id ?? ''}`)).body).toMatchObject({ id: body[0]?.id });
    expect((await history('/none')).status).toBe(404);
  });
});
