import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Runtime } from '#runtime';
import { createPostgresPool, maintainHistory } from '#store';
import { bpmn, deploy, flows, type Installation, openInstallation } from './installation.ts';

let installation: Installation;
let runtime: Runtime;

beforeAll(async () => {
  installation = await openInstallation();
  ({ runtime } = installation);
});
afterAll(() => installation.close());

const files = (contents: Readonly<Record<string, string>>) =>
  runtime.deployments.deploy({
    files: Object.entries(contents).map(([name, content]) => ({ name, content: Buffer.from(content) })),
  });
const start = (key: string) => runtime.instances.start({ definition: { key } });

describe('which version a call activity calls', () => {
  const called = (step: string, tag: string) =>
    bpmn(
      'called',
      `<bpmn:startEvent id="start"/><bpmn:userTask id="${step}"/><bpmn:endEvent id="end"/>${flows('start', step, 'end')}`,
    ).replace('isExecutable="true"', `isExecutable="true" camunda:versionTag="${tag}"`);
  const calling = (key: string, call: string) =>
    bpmn(key, `<bpmn:startEvent id="start"/>${call}<bpmn:endEvent id="end"/>${flows('start', 'call', 'end')}`);
  const c7 = (key: string, attributes = '') =>
    calling(key, `<bpmn:callActivity id="call" calledElement="called" ${attributes}/>`);
  const zeebe = (key: string, attributes = '') =>
    calling(
      key,
      `<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="called" ${attributes}/></bpmn:extensionElements></bpmn:callActivity>`,
    );
  /** The step of the called process a new case stands at; undefined when the call waits as an incident. */
  const stepOf = async (key: string) => {
    const { instance } = await start(key);
    const tasks = await runtime.tasks.list({ rootId: instance.id });
    return tasks.items[0]?.nodeId;
  };

  beforeAll(async () => {
    await files({
      'called.bpmn': called('first', 'old'),
      'c7-deployment.bpmn': c7('c7-deployment', 'camunda:calledElementBinding="deployment"'),
      'zeebe-deployment.bpmn': zeebe('zeebe-deployment', 'bindingType="deployment"'),
    });
    await files({
      'called.bpmn': called('second', 'middle'),
      'c7-latest.bpmn': c7('c7-latest'),
      'c7-version.bpmn': c7('c7-version', 'camunda:calledElementBinding="version" camunda:calledElementVersion="1"'),
      'c7-computed.bpmn': c7(
        'c7-computed',
        'camunda:calledElementBinding="version" camunda:calledElementVersion="${1 + 1}"',
      ),
      'c7-tag.bpmn': c7('c7-tag', 'camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="middle"'),
      'c7-nothing.bpmn': c7('c7-nothing', 'camunda:calledElementBinding="version" camunda:calledElementVersion="9"'),
      'zeebe-latest.bpmn': zeebe('zeebe-latest', 'bindingType="latest"'),
      'zeebe-tag.bpmn': zeebe('zeebe-tag', 'bindingType="versionTag" versionTag="old"'),
    });
    await files({ 'called.bpmn': called('third', 'new') });
  });

  it.each([
    ['c7-latest', 'third'],
    ['c7-version', 'first'],
    ['c7-computed', 'second'],
    ['c7-tag', 'second'],
    ['c7-deployment', 'first'],
    ['zeebe-latest', 'third'],
    ['zeebe-tag', 'first'],
    ['zeebe-deployment', 'first'],
    ['c7-nothing', undefined],
  ])('given %s, then its case stands at %s', async (key, step) => {
    expect(await stepOf(key)).toBe(step);
  });

  it('given a newer version while a case waits for one that is not there, when it comes and is tried again, then it is called', async () => {
    const { instance } = await start('c7-nothing');
    const [incident] = (await runtime.incidents.list({ rootId: instance.id })).items;
    expect(incident?.message).toContain('version 9');
    for (let version = 4; version <= 9; version += 1)
      await files({ 'called.bpmn': called(`step${version}`, `v${version}`) });
    await runtime.incidents.retry(incident?.id ?? '');
    expect((await runtime.tasks.list({ rootId: instance.id })).items.map(({ nodeId }) => nodeId)).toEqual(['step9']);
  });
});

describe('how long history is kept', () => {
  const DAY = 86_400_000;
  const oneTask = (key: string, attributes: string) =>
    bpmn(
      key,
      `<bpmn:startEvent id="start"/><bpmn:userTask id="check"/><bpmn:endEvent id="end"/>${flows('start', 'check', 'end')}`,
    ).replace('isExecutable="true"', `isExecutable="true" ${attributes}`);
  const maintained = async (days: number) => {
    const pool = createPostgresPool(installation.databaseUrl, { connections: 2 });
    try {
      await maintainHistory(pool, { now: Date.now() + days * DAY });
    } finally {
      await pool.end();
    }
  };
  const exists = (id: string) =>
    runtime.instances.get(id).then(
      () => true,
      () => false,
    );

  it('given a time to live in the drawing, or set later, when it is over, then ended cases are erased with all they had, others stay', async () => {
    await deploy(runtime, 'brief', oneTask('brief', 'camunda:historyTimeToLive="7"'));
    await deploy(runtime, 'kept', oneTask('kept', ''));
    const begun = await Promise.all(['brief', 'brief', 'kept', 'kept'].map((key) => start(key)));
    const [ended, running, other, shortened] = begun.map(({ instance }) => instance.id) as [
      string,
      string,
      string,
      string,
    ];
    for (const id of [ended, other, shortened]) {
      const { items } = await runtime.tasks.list({ instanceId: id });
      await runtime.tasks.complete({ taskId: items[0]?.id ?? '', variables: { secret: 'x' } });
    }
    await maintained(6);
    expect(await exists(ended)).toBe(true);
    await maintained(8);
    expect(await exists(ended)).toBe(false);
    expect((await runtime.instances.activities({ instanceId: ended })).total).toBe(0);
    expect(await runtime.instances.variableHistory(ended)).toEqual([]);
    expect((await runtime.tasks.history({ instanceId: ended })).total).toBe(0);
    expect(await Promise.all([running, other, shortened].map(exists))).toEqual([true, true, true]);
    await runtime.definitions.setHistoryTimeToLive({ key: 'kept' }, 'P3D');
    await maintained(2);
    expect(await exists(other)).toBe(true);
    await maintained(4);
    expect(await Promise.all([running, other, shortened].map(exists))).toEqual([true, false, false]);
  });

  it('given a decision with a time to live, when it is over, then its answers to ended cases are erased, those to running ones stay', async () => {
    const table = (id: string, attributes: string) =>
      `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="m_${id}" name="m" namespace="n"><decision id="${id}" name="${id}" ${attributes}><literalExpression><text>1</text></literalExpression></decision></definitions>`;
    const asking = (key: string) =>
      bpmn(
        key,
        `<bpmn:startEvent id="start"/><bpmn:businessRuleTask id="short" camunda:decisionRef="short"/><bpmn:businessRuleTask id="long" camunda:decisionRef="long"/>
         <bpmn:userTask id="check"/><bpmn:endEvent id="end"/>${flows('start', 'short', 'long', 'check', 'end')}`,
      );
    await files({
      'short.dmn': table('short', 'camunda:historyTimeToLive="P2D"'),
      'long.dmn': table('long', ''),
      'asking.bpmn': asking('asking'),
    });
    const [ended, running] = [await start('asking'), await start('asking')].map(({ instance }) => instance.id);
    const { items } = await runtime.tasks.list({ instanceId: ended ?? '' });
    await runtime.tasks.complete({ taskId: items[0]?.id ?? '' });
    const answered = async (instanceId = '') =>
      (await runtime.decisions.history({ instanceId })).items.map(({ decisionKey }) => decisionKey).toSorted();
    expect(await answered(ended)).toEqual(['long', 'short']);
    await maintained(1);
    expect(await answered(ended)).toEqual(['long', 'short']);
    await maintained(3);
    expect(await answered(ended)).toEqual(['long']);
    expect(await answered(running)).toEqual(['long', 'short']);
    const [long] = (await runtime.definitions.list({ kind: 'decision', key: 'long' })).items;
    await runtime.definitions.setHistoryTimeToLive({ id: long?.id ?? '' }, 'P1D');
    await maintained(3);
    expect(await answered(ended)).toEqual([]);
  });
});
