import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bpmn, deploy, flows, type Installation, openInstallation, until } from './installation.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await openInstallation();
  await installation.execution.startBackground();
});
afterAll(() => installation.close());

describe('a process that starts itself by a message without end', () => {
  it('given its first start, then a thousand instances later one incident stops it, and everything is quiet', async () => {
    const { runtime } = installation;
    const again = '<bpmn:message id="message" name="again"/>';
    const definition = '<bpmn:messageEventDefinition messageRef="message"/>';
    await deploy(
      runtime,
      'again',
      bpmn(
        'again',
        `<bpmn:startEvent id="start">${definition}</bpmn:startEvent><bpmn:scriptTask id="passed"><bpmn:extensionElements>
           <zeebe:script expression="=1" resultVariable="n"/></bpmn:extensionElements></bpmn:scriptTask><bpmn:endEvent id="end">${definition}</bpmn:endEvent>
         ${flows('start', 'passed', 'end')}`,
        again,
      ),
    );
    await runtime.instances.start({ definition: { key: 'again' }, startNodeId: 'start' });
    const incident = await until(async () => (await runtime.incidents.list({})).items[0], 120_000);
    expect(incident).toMatchObject({ kind: 'limit', nodeId: 'end' });
    const counts = async () => [
      await runtime.instances.count({ definitionKey: 'again', states: ['completed'] }),
      await runtime.instances.count({ definitionKey: 'again', states: ['active'] }),
    ];
    expect(await counts()).toEqual([1000, 1]);
    expect((await runtime.incidents.list({})).total).toBe(1);
  }, 180_000);
});
