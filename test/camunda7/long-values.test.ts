import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <process id="count" isExecutable="true" camunda:historyTimeToLive="P30D"><startEvent id="s"/>
  <serviceTask id="book" camunda:type="external" camunda:topic="ledger"/><sequenceFlow id="a" sourceRef="s" targetRef="book"/>
  <userTask id="look"/><sequenceFlow id="b" sourceRef="book" targetRef="look"/></process></definitions>`;

let engine: EngineUnderTest;

/** Sends and answers text as it is: numbers of JavaScript would not be exact. */
async function send(method: string, path: string, body?: string) {
  const response = await fetch(`${engine.engineRest}${path}`, {
    method,
    headers: { authorization: `Basic ${btoa('operator:operator')}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
  engine = await startEngine();
  const form = new FormData();
  form.append('count.bpmn', new Blob([MODEL]), 'count.bpmn');
  await engine.api.call('POST', '/engine-rest/deployment/create', { as: 'operator', body: form });
}, 60_000);

afterAll(() => engine.close());

const LARGEST = '9223372036854775807';
const SMALLEST = '-9223372036854775808';
const told = (value: string) => `{"type":"Long","value":${value},"valueInfo":{}}`;

describe('a Long of 64 bits', () => {
  it('given as a number or as text, then it is exact wherever it is read', async () => {
    const started = await send(
      'POST',
      '/process-definition/key/count/start',
      `{"variables":{"a":{"value":${LARGEST},"type":"Long"},"b":{"value":"${SMALLEST}","type":"Long"},"c":{"value":9007199254740993},"d":{"value":7,"type":"Long"}}}`,
    );
    expect(started.status).toBe(200);
    const { id } = JSON.parse(started.text) as { id: string };
    const { text } = await send('GET', `/process-instance/${id}/variables`);
    for (const one of [LARGEST, SMALLEST, '9007199254740993', '7']) expect(text).toContain(told(one));
    const fetch = '{"workerId":"w","maxTasks":1,"topics":[{"topicName":"ledger","lockDuration":60000}]}';
    const locked = await send('POST', '/external-task/fetchAndLock', fetch);
    expect(locked.text).toContain(`"a":${told(LARGEST)}`);
    const work = /"id":"([^"]+)"/.exec(locked.text)?.[1] ?? '';
    const done = `{"workerId":"w","variables":{"e":{"type":"Long","value":-9007199254740993}}}`;
    expect((await send('POST', `/external-task/${work}/complete`, done)).status).toBe(204);
    expect((await send('GET', `/process-instance/${id}/variables/e`)).text).toBe(told('-9007199254740993'));
    expect((await send('GET', `/history/variable-instance?processInstanceId=${id}&variableName=a`)).text).toContain(
      `"type":"Long","value":${LARGEST},"valueInfo":{}`,
    );
    const found = await send(
      'POST',
      '/process-instance/count',
      `{"variables":[{"name":"a","operator":"eq","value":${LARGEST}}]}`,
    );
    expect(found.text).toBe('{"count":1}');
    expect((await send('GET', `/process-instance/count?variables=a_eq_${LARGEST}`)).text).toBe('{"count":1}');
  });

  it.each([
    ['more than 64 bits', '{"value":9223372036854775808,"type":"Long"}'],
    ['an Integer', `{"value":${LARGEST},"type":"Integer"}`],
  ])('given %s, then it is refused', async (_, typed) => {
    expect((await send('POST', '/process-definition/key/count/start', `{"variables":{"a":${typed}}}`)).status).toBe(
      400,
    );
  });

  it('given inside data without a type, or as another type, then it is what it is in JSON', async () => {
    const body = `{"variables":{"a":{"value":{"value":${LARGEST}}},"b":{"value":${LARGEST},"type":"Double"},"c":{"value":${LARGEST},"type":"String"}}}`;
    const { id } = JSON.parse((await send('POST', '/process-definition/key/count/start', body)).text) as { id: string };
    const { text } = await send('GET', `/process-instance/${id}/variables`);
    expect(JSON.parse(text)).toMatchObject({
      a: { type: 'Json', value: '{"value":9223372036854776000}' },
      b: { type: 'Double', value: 9223372036854776000 },
      c: { type: 'String', value: LARGEST },
    });
  });
});
