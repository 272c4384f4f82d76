import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Runtime } from '#runtime';
import { bpmn, flows, type Installation, openInstallation } from './installation.ts';

let installation: Installation;
let runtime: Runtime;

beforeAll(async () => {
  installation = await openInstallation();
  runtime = installation.runtime;
  await installation.execution.startBackground({ sweepMs: 300 });
});
afterAll(() => installation.close());

const DMN = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const definitions = (namespace: string, content: string, more = '') =>
  `<?xml version="1.0"?><definitions xmlns="${DMN}" xmlns:camunda="http://camunda.org/schema/1.0/dmn" ${more} id="d" name="d" namespace="${namespace}">${content}</definitions>`;
const decision = (id: string, text: string, attributes = '', inside = '') =>
  `<decision id="${id}" name="${id}" ${attributes}><variable name="${id}"/>${inside}<literalExpression><text>${text}</text></literalExpression></decision>`;
const put = (files: Readonly<Record<string, string>>) =>
  runtime.deployments.deploy({
    files: Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })),
  });

describe('decisions that import what was deployed earlier', () => {
  const fees = (amount: number) => definitions('urn:fees', decision('fee', String(amount)));
  const total = definitions(
    'urn:total',
    `<import name="fees" namespace="urn:fees" importType="${DMN}"/>${decision('total', 'fees.fee * 2', '', '<informationRequirement id="r"><requiredDecision href="urn:fees#fee"/></informationRequirement>')}`,
  );
  const ask = async () => (await runtime.decisions.evaluate({ key: 'total' }, {})).value;

  it('given the imported model in no deployment, then it is refused and named', async () => {
    await expect(put({ 'total.dmn': total })).rejects.toMatchObject({
      code: 'DEPLOYMENT_REFUSED',
      details: { findings: [{ code: 'DMN_IMPORT_MISSING' }] },
    });
  });

  it('given it was deployed before, then it is found, and stays as it was until the importing one is deployed again', async () => {
    await put({ 'fees.dmn': fees(10) });
    const { definitions: made } = await put({ 'total.dmn': total });
    expect(made.map(({ key }) => key)).toEqual(['total']);
    expect(await ask()).toBe(20);
    await put({ 'fees.dmn': fees(50) });
    expect(await ask()).toBe(20);
    const again = await put({ 'total.dmn': total });
    expect(again.definitions).toMatchObject([{ key: 'total', version: 2, created: true }]);
    expect(await ask()).toBe(100);
    expect(await put({ 'total.dmn': total })).toMatchObject({ deployment: null });
  });
});

describe('which version of a decision a business rule task means', () => {
  const grade = (value: number, tag: string) =>
    definitions('urn:grade', decision('grade', String(value), `camunda:versionTag="${tag}"`));
  const task = (id: string, attributes: string) =>
    bpmn(
      id,
      `<bpmn:startEvent id="start"/><bpmn:businessRuleTask id="ask" camunda:decisionRef="grade" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="r" ${attributes}/><bpmn:userTask id="wait"/>${flows('start', 'ask', 'wait')}`,
    );

  it('given versions with tags, then latest, version, versionTag and deployment each find theirs', async () => {
    const zeebe = (id: string, attributes: string) =>
      bpmn(
        id,
        `<bpmn:startEvent id="start"/><bpmn:businessRuleTask id="ask"><bpmn:extensionElements><zeebe:calledDecision decisionId="grade" resultVariable="r" ${attributes}/></bpmn:extensionElements></bpmn:businessRuleTask><bpmn:userTask id="wait"/>${flows('start', 'ask', 'wait')}`,
      );
    await put({ 'grade.dmn': grade(1, 'old') });
    await put({
      'grade.dmn': grade(2, 'middle'),
      'z-deployment.bpmn': zeebe('z-deployment', 'bindingType="deployment"'),
      'b-deployment.bpmn': task('b-deployment', 'camunda:decisionRefBinding="deployment"'),
    });
    await put({ 'grade.dmn': grade(3, 'new') });
    await put({
      'b-latest.bpmn': task('b-latest', ''),
      'z-latest.bpmn': zeebe('z-latest', 'bindingType="latest"'),
      'z-tag.bpmn': zeebe('z-tag', 'bindingType="versionTag" versionTag="old"'),
      'b-version.bpmn': task('b-version', 'camunda:decisionRefBinding="version" camunda:decisionRefVersion="1"'),
      'b-tag.bpmn': task('b-tag', 'camunda:decisionRefBinding="versionTag" camunda:decisionRefVersionTag="middle"'),
      'b-none.bpmn': task('b-none', 'camunda:decisionRefBinding="version" camunda:decisionRefVersion="${which}"'),
    });
    const result = async (key: string, variables = {}) => {
      const { instance } = await runtime.instances.start({ definition: { key }, variables });
      const { items } = await runtime.incidents.list({ instanceId: instance.id });
      return items[0]?.kind ?? (await runtime.instances.get(instance.id)).variables['r'];
    };
    expect(await result('b-latest')).toBe(3);
    expect(await result('b-version')).toBe(1);
    expect(await result('b-tag')).toBe(2);
    expect(await result('b-deployment')).toBe(2);
    expect(await result('z-latest')).toBe(3);
    expect(await result('z-tag')).toBe(1);
    expect(await result('z-deployment')).toBe(2);
    expect(await result('b-none', { which: 2 })).toBe(2);
    expect(await result('b-none', { which: 99 })).toBe('decision');
    expect(await result('b-none', { which: 1.5 })).toBe('decision');
  });
});

describe('decision models that cannot run as they are', () => {
  it('given a function that calls PMML, then the finding says so', async () => {
    const model = definitions(
      'urn:pmml',
      `${decision('score', '1')}<businessKnowledgeModel id="k" name="k"><variable name="k"/><encapsulatedLogic kind="PMML"><context><contextEntry><variable name="document"/><literalExpression><text>"x.pmml"</text></literalExpression></contextEntry></context></encapsulatedLogic></businessKnowledgeModel>`,
    );
    const { findings } = await put({ 'pmml.dmn': model });
    expect(findings).toMatchObject([{ code: 'DMN_PMML_NOT_RUN', severity: 'warning', elementId: 'k' }]);
  });
});
