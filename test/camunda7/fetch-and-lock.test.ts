import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const process = (tag: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"
  targetNamespace="http://example.org" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <process id="booking-${tag}" isExecutable="true" camunda:versionTag="${tag}" camunda:historyTimeToLive="P1D">
  <startEvent id="begin"/>
  <serviceTask id="book" camunda:type="external" camunda:topic="booking"><extensionElements><camunda:inputOutput>
    <camunda:inputParameter name="account">4711</camunda:inputParameter></camunda:inputOutput></extensionElements></serviceTask>
  <endEvent id="end"/><sequenceFlow id="f1" sourceRef="begin" targetRef="book"/>
  <sequenceFlow id="f2" sourceRef="book" targetRef="end"/></process></definitions>`;

interface Locked {
  readonly processInstanceId: string;
  readonly processDefinitionVersionTag: string | null;
  readonly variables: Readonly<Record<string, { readonly value: unknown }>>;
}

let engine: EngineUnderTest;
let started: Readonly<Record<string, string>>;

const post = <T>(path: string, json: object, as = 'operator') =>
  engine.api.call<T>('POST', `/engine-rest${path}`, { as, json });

/** What a worker of its own gets for a topic asked for like this; the locks are given back. */
async function fetched(topic: object): Promise<{ readonly status: number; readonly body: readonly Locked[] }> {
  const asked = { topicName: 'booking', lockDuration: 60_000, ...topic };
  const request = { workerId: 'bookkeeper', maxTasks: 10, topics: [asked] };
  const answer = await post<(Locked & { id: string })[]>('/external-task/fetchAndLock', request, 'integrator');
  if (answer.status === 200)
    for (const { id } of answer.body) await post(`/external-task/${id}/unlock`, {}, 'integrator');
  return answer;
}

const cases = async (topic: object) => (await fetched(topic)).body.map((one) => one.processInstanceId).toSorted();

beforeAll(async () => {
  engine = await startEngine();
  const form = new FormData();
  form.append('deployment-name', 'booking');
  for (const tag of ['spring', 'autumn']) form.append(`${tag}.bpmn`, new Blob([process(tag)]), `${tag}.bpmn`);
  await engine.api.call('POST', '/engine-rest/deployment/create', { as: 'operator', body: form });
  const start = async (tag: string, ward: string, rooms: number) => {
    const variables = { ward: { value: ward, type: 'String' }, rooms: { value: rooms, type: 'Integer' } };
    return (await post<{ id: string }>(`/process-definition/key/booking-${tag}/start`, { variables })).body.id;
  };
  started = {
    springNorth: await start('spring', 'north', 1),
    springSouth: await start('spring', 'south', 2),
    autumnNorth: await start('autumn', 'north', 2),
  };
}, 60_000);

afterAll(() => engine.close());

describe('/external-task/fetchAndLock', () => {
  it('given values of variables, then only work of cases that have all of them is fetched', async () => {
    const { springNorth = '', springSouth = '', autumnNorth = '' } = started;
    expect(await cases({ processVariables: { ward: 'north' } })).toEqual([springNorth, autumnNorth].toSorted());
    expect(await cases({ processVariables: { ward: 'north', rooms: 2 } })).toEqual([autumnNorth]);
    expect(await cases({ processVariables: { rooms: 2 } })).toEqual([springSouth, autumnNorth].toSorted());
    expect(await cases({ processVariables: { rooms: '2' } })).toEqual([]);
    expect(await cases({ processVariables: { none: null } })).toEqual([]);
  });

  it('given a version tag, then only work of such a definition is fetched, and the answer tells the tag', async () => {
    const { body } = await fetched({ processDefinitionVersionTag: 'autumn' });
    expect(body).toMatchObject([{ processInstanceId: started['autumnNorth'], processDefinitionVersionTag: 'autumn' }]);
    expect(await cases({ processDefinitionVersionTag: 'winter' })).toEqual([]);
  });

  it('given local variables alone, then what the case has is left out', async () => {
    const names = async (topic: object) =>
      (await fetched({ processDefinitionVersionTag: 'autumn', ...topic })).body.map(({ variables }) =>
        Object.keys(variables).toSorted(),
      );
    expect(await names({})).toEqual([['account', 'rooms', 'ward']]);
    expect(await names({ localVariables: true })).toEqual([['account']]);
    expect(await names({ localVariables: true, variables: ['ward'] })).toEqual([[]]);
  });

  it('given values that cannot be compared, then the question is refused', async () => {
    const answers = [await fetched({ processVariables: { ward: {} } }), await fetched({ processVariables: ['ward'] })];
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  });
});
