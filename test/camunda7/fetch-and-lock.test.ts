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
  readonly processDefinitionId: string;
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

  it('given definitions by id, then only their work is fetched, one id and a list together meaning both', async () => {
    const [autumn] = (await fetched({ processDefinitionVersionTag: 'autumn' })).body;
    const [spring] = (await fetched({ processDefinitionVersionTag: 'spring' })).body;
    const [a = '', s = ''] = [autumn?.processDefinitionId, spring?.processDefinitionId];
    expect(await cases({ processDefinitionIdIn: [a] })).toEqual([started['autumnNorth']]);
    expect(await cases({ processDefinitionIdIn: [a, s] })).toHaveLength(3);
    expect(await cases({ processDefinitionId: s, processDefinitionIdIn: [a] })).toEqual([]);
  });

  it('given a tenant, then nothing is fetched, as there are none; without one everything is', async () => {
    expect(await cases({ tenantIdIn: ['town'] })).toEqual([]);
    expect(await cases({ withoutTenantId: true })).toHaveLength(3);
  });

  it('given an order by the time of creation, then the newest or the oldest work comes first', async () => {
    const first = async (sortOrder: string) => {
      const request = {
        workerId: 'bookkeeper',
        maxTasks: 1,
        sorting: [{ sortBy: 'createTime', sortOrder }],
        topics: [{ topicName: 'booking', lockDuration: 60_000 }],
      };
      const [task] = (await post<(Locked & { id: string })[]>('/external-task/fetchAndLock', request)).body;
      await post(`/external-task/${task?.id}/unlock`, {});
      return task?.processInstanceId;
    };
    expect([await first('desc'), await first('asc'), await first('desc')]).toEqual([
      started['autumnNorth'],
      started['springNorth'],
      started['autumnNorth'],
    ]);
    const wrong = { workerId: 'b', maxTasks: 1, topics: [], sorting: [{ sortBy: 'name', sortOrder: 'asc' }] };
    expect((await post('/external-task/fetchAndLock', wrong)).status).toBe(400);
  });

  it('given no failure yet, then retries are null; afterwards what the worker has left, and the wait counts as a lock', async () => {
    const request = {
      workerId: 'bookkeeper',
      maxTasks: 1,
      topics: [{ topicName: 'booking', lockDuration: 60_000, processDefinitionVersionTag: 'autumn' }],
    };
    const [task] = (await post<{ id: string; retries: number | null }[]>('/external-task/fetchAndLock', request)).body;
    expect(task?.retries).toBeNull();
    const failure = { workerId: 'bookkeeper', errorMessage: 'closed', retries: 4, retryTimeout: 60_000 };
    const changes = {
      variables: { tries: { value: 1, type: 'Integer' } },
      localVariables: { desk: { value: 'B', type: 'String' } },
    };
    expect((await post(`/external-task/${task?.id}/failure`, { ...failure, ...changes })).status).toBe(204);
    const { body } = await engine.api.get<Record<string, unknown>>(
      `/engine-rest/external-task/${task?.id}`,
      'operator',
    );
    expect(body).toMatchObject({ retries: 4, errorMessage: 'closed', processDefinitionVersionTag: 'autumn' });
    expect(Date.parse(String(body['lockExpirationTime']))).toBeGreaterThan(Date.now() + 30_000);
    const listed = async (query: string) =>
      (await engine.api.get<{ id: string }[]>(`/engine-rest/external-task?${query}`, 'operator')).body.map(
        ({ id }) => id,
      );
    expect(await listed('locked=true')).toEqual([task?.id]);
    expect(await listed('notLocked=true')).toHaveLength(2);
    const variables = await engine.api.get(
      `/engine-rest/process-instance/${started['autumnNorth']}/variables`,
      'operator',
    );
    expect(Object.keys(variables.body as object).toSorted()).toEqual(['rooms', 'tries', 'ward']);
    await post(`/external-task/${task?.id}/unlock`, {});
  });

  it('given flags, then only topics with such work are named', async () => {
    const named = async (query: string) =>
      (await engine.api.get(`/engine-rest/external-task/topic-names?${query}`, 'operator')).body;
    expect(await named('withLockedTasks=true')).toEqual([]);
    expect(await named('withUnlockedTasks=true')).toEqual(['booking']);
    expect(await named('withRetriesLeft=true')).toEqual(['booking']);
  });
});
