import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Runtime } from '#runtime';
import { bpmn, deploy, flows, type Installation, openInstallation } from './installation.ts';

let installation: Installation;
let runtime: Runtime;

beforeAll(async () => {
  installation = await openInstallation();
  runtime = installation.runtime;
});
afterAll(() => installation.close());

const proto = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "c", "x": 1}') as Record<string, never>;

describe('variables with the names of a language', () => {
  it('given __proto__ and constructor, then they are variables like any other, through every way in and out', async () => {
    await deploy(
      runtime,
      'names',
      bpmn(
        'names',
        `<bpmn:startEvent id="start"/><bpmn:userTask id="work"/><bpmn:scriptTask id="sum" scriptFormat="feel" camunda:resultVariable="sum"><bpmn:script>x + 1</bpmn:script></bpmn:scriptTask><bpmn:userTask id="after"/>${flows('start', 'work', 'sum', 'after')}`,
      ),
    );
    const { instance } = await runtime.instances.start({ definition: { key: 'names' }, variables: proto });
    const { items } = await runtime.tasks.list({ instanceId: instance.id });
    await runtime.tasks.complete({ taskId: items[0]?.id ?? '', variables: proto });
    const variables = await runtime.instances.variables(instance.id);
    const named = Object.fromEntries(variables.map(({ name, value }) => [`${name}!`, value]));
    expect(named).toEqual({ '__proto__!': { polluted: true }, 'constructor!': 'c', 'x!': 1, 'sum!': 2 });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    await expect(
      runtime.events.correlateMessage({ messageName: 'none', correlationKeys: proto, variables: proto }),
    ).rejects.toMatchObject({ code: 'NO_MATCHING_SUBSCRIPTION' });
  });
});

describe('data that does not fit', () => {
  const start = (key: string, variables: Record<string, never>) =>
    runtime.instances.start({ definition: { key }, variables });

  it.each([
    ['null', null],
    ['a number', 7],
    ['an object', { a: 1 }],
  ])(
    'given %s as collection, then the case stops with an incident that names it, and goes on once mended',
    async (_, items) => {
      await deploy(
        runtime,
        'many',
        bpmn(
          'many',
          `<bpmn:startEvent id="start"/><bpmn:userTask id="each"><bpmn:multiInstanceLoopCharacteristics camunda:collection="\${items}" camunda:elementVariable="item"/></bpmn:userTask>${flows('start', 'each')}`,
        ),
      );
      const { instance } = await start('many', { items } as never);
      const [incident] = (await runtime.incidents.list({ instanceId: instance.id })).items;
      expect(incident).toMatchObject({ kind: 'expression', nodeId: 'each' });
      expect(incident?.message).toContain('items');
      await runtime.instances.setVariables(instance.id, { variables: { items: ['a', 'b'] } });
      await runtime.incidents.retry(incident?.id ?? '');
      expect((await runtime.tasks.list({ instanceId: instance.id })).items).toHaveLength(2);
    },
  );

  it('given a timer whose date is none, then the case stops with an incident', async () => {
    await deploy(
      runtime,
      'late',
      bpmn(
        'late',
        `<bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">\${when}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:endEvent id="end"/>${flows('start', 'wait', 'end')}`,
      ),
    );
    const { instance } = await start('late', { when: 'tomorrow' } as never);
    expect((await runtime.incidents.list({ instanceId: instance.id })).items).toMatchObject([
      { kind: 'timer', nodeId: 'wait' },
    ]);
  });

  it('given processes that call each other in a circle across files, then an incident ends it, and no step blocks the engine', async () => {
    const caller = (id: string, called: string) =>
      bpmn(
        id,
        `<bpmn:startEvent id="start"/><bpmn:callActivity id="call" calledElement="${called}"/><bpmn:endEvent id="end"/>${flows('start', 'call', 'end')}`,
      );
    await deploy(runtime, 'ring-a', caller('ring-a', 'ring-b'));
    await deploy(runtime, 'ring-b', caller('ring-b', 'ring-a'));
    await start('ring-a', {});
    const { items } = await runtime.incidents.list({ limit: 1000 });
    expect(items.filter(({ kind }) => kind === 'limit')).toHaveLength(1);
  });
});
