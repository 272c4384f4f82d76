import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const PROCESS = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="wait" isExecutable="true" camunda:historyTimeToLive="P1D">
  <startEvent id="begin"/><userTask id="check" camunda:asyncBefore="true" camunda:asyncAfter="true"/>
  <endEvent id="end" camunda:asyncBefore="true"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="check"/>
  <sequenceFlow id="f2" sourceRef="check" targetRef="end"/></process></definitions>`;

let engine: EngineUnderTest;
const as = 'operator';

beforeAll(async () => {
  engine = await startEngine();
  const form = new FormData();
  form.append('deployment-name', 'wait');
  form.append('wait.bpmn', new Blob([PROCESS]), 'wait.bpmn');
  await engine.api.call('POST', '/engine-rest/deployment/create', { as, body: form });
}, 60_000);

afterAll(() => engine.close());

describe('/job-definition', () => {
  it('given places where jobs arise, when they are asked for by query or body, then as many are counted as listed', async () => {
    const read = (path: string) => engine.api.call<unknown[]>('GET', `/engine-rest/job-definition${path}`, { as });
    expect((await read('?processDefinitionKey=wait')).body).toHaveLength(3);
    expect((await read('/count?processDefinitionKey=wait')).body).toEqual({ count: 3 });
    expect((await read('/count?activityIdIn=check')).body).toEqual({ count: 2 });
    expect((await read('/count?processDefinitionKey=none')).body).toEqual({ count: 0 });
    const json = { activityIdIn: ['end'] };
    const posted = (path: string) => engine.api.call('POST', `/engine-rest/job-definition${path}`, { as, json });
    expect((await posted('/count')).body).toEqual({ count: 1 });
    expect((await posted('')).body).toMatchObject([{ activityId: 'end', jobType: 'async-continuation' }]);
  });
});
