import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <process id="dog-tax" isExecutable="true" camunda:historyTimeToLive="P30D" camunda:candidateStarterGroups="tax"><startEvent id="s"/>
  </process></definitions>`;

let engine: EngineUnderTest;
let operator: CamundaClient;

beforeAll(async () => {
  const clerk = (name: string, displayName: string, groups: readonly string[]) => ({
    name,
    displayName,
    password: name,
    roles: ['clerk'],
    groups,
  });
  engine = await startEngine(
    [],
    [clerk('anna', 'Anna Maria Beispiel', ['tax', 'front-desk']), clerk('ben', 'Ben', ['tax'])],
  );
  operator = openCamundaClient(engine);
  await operator.deploy('dog-tax', MODEL);
}, 60_000);

afterAll(() => engine.close());

const ids = async (path: string) => (await operator.get<{ id: string }[]>(path)).body.map(({ id }) => id);

describe('/user and /group', () => {
  it('given people with accounts, then they are listed, counted and told with their names', async () => {
    expect(await ids('/user?memberOfGroup=front-desk&firstNameLike=Anna%25')).toEqual(['anna']);
    expect(await ids('/user?idIn=ben,anna&sortBy=userId&sortOrder=desc')).toEqual(['ben', 'anna']);
    expect(await ids('/user?idIn=ben,anna&sortBy=userId&sortOrder=asc&firstResult=1&maxResults=1')).toEqual(['ben']);
    expect((await operator.get('/user/count?idIn=ben,anna,nobody')).body).toEqual({ count: 2 });
    expect((await operator.get('/user/anna/profile')).body).toEqual({
      id: 'anna',
      firstName: 'Anna Maria',
      lastName: 'Beispiel',
      email: null,
    });
    expect((await operator.get('/user/nobody/profile')).status).toBe(404);
  });

  it('given groups of people, then they are listed by member', async () => {
    expect(await ids('/group')).toEqual(['front-desk', 'tax']);
    expect(await ids('/group?member=ben')).toEqual(['tax']);
    expect((await operator.get('/group/count?nameLike=%25desk')).body).toEqual({ count: 1 });
    expect((await operator.get('/group/tax')).body).toEqual({ id: 'tax', name: 'tax', type: 'WORKFLOW' });
    expect((await operator.get('/group/no')).status).toBe(404);
  });

  it('given a role that may not see people, then one sees oneself only', async () => {
    const anna = openCamundaClient(engine, 'anna');
    expect((await anna.get('/user/anna/profile')).status).toBe(200);
    expect((await anna.get('/user/ben/profile')).status).toBe(403);
    expect((await anna.get('/user')).status).toBe(403);
    expect((await anna.get('/identity/groups?userId=anna')).status).toBe(200);
    expect((await anna.get('/identity/groups?userId=ben')).status).toBe(403);
  });

  it('given a change of people, groups or tenants, then it is refused: they are kept elsewhere', async () => {
    const told = {
      type: 'InvalidRequestException',
      message: 'Identity service implementation is read-only.',
      code: null,
    };
    const refused = { status: 403, body: told };
    expect(await operator.post('/user/create', {})).toEqual(refused);
    expect(await operator.put('/user/ben/credentials', {})).toEqual(refused);
    expect(await operator.delete('/group/tax')).toEqual(refused);
    expect(await operator.put('/tenant/town', {})).toEqual(refused);
  });

  it('given tenants, then there are none', async () => {
    expect(await operator.get('/tenant')).toEqual({ status: 200, body: [] });
    expect((await operator.get('/tenant/count')).body).toEqual({ count: 0 });
    expect((await operator.get('/tenant/town')).status).toBe(404);
  });
});

describe('/identity', () => {
  it('given a person, then own groups and colleagues are told', async () => {
    const { body } = await operator.get<{ groups: unknown; groupUsers: { id: string }[] }>(
      '/identity/groups?userId=ben',
    );
    expect(body.groups).toEqual([{ id: 'tax', name: 'tax' }]);
    expect(body.groupUsers).toContainEqual({
      id: 'anna',
      firstName: 'Anna Maria',
      lastName: 'Beispiel',
      displayName: 'Anna Maria Beispiel',
    });
    expect((await operator.get('/identity/groups')).status).toBe(400);
    expect((await operator.get('/identity/groups?userId=no')).body).toEqual({ groups: [], groupUsers: [] });
  });

  it('given a name and a password, then it is told whether they belong together', async () => {
    const verify = (username: string, password: string) => operator.post('/identity/verify', { username, password });
    expect((await verify('ben', 'ben')).body).toEqual({ authenticatedUser: 'ben', authenticated: true });
    expect((await verify('ben', 'no')).body).toEqual({ authenticatedUser: 'ben', authenticated: false });
    expect((await operator.post('/identity/verify', { username: 'ben' })).status).toBe(400);
  });
});

describe('/authorization', () => {
  const check = async (as: string, permission: string, resourceType: number) => {
    const query = `permissionName=${permission}&resourceName=x&resourceType=${resourceType}&resourceId=1`;
    return (await openCamundaClient(engine, as).get<{ authorized: boolean }>(`/authorization/check?${query}`)).body;
  };

  it('given a role, then what it may do is told in Camunda’s words', async () => {
    expect(await check('anna', 'CREATE_INSTANCE', 6)).toEqual({
      permissionName: 'CREATE_INSTANCE',
      resourceName: 'x',
      resourceId: '1',
      authorized: true,
    });
    expect((await check('anna', 'DELETE', 8)).authorized).toBe(false);
    expect((await check('operator', 'DELETE', 8)).authorized).toBe(true);
    expect((await check('operator', 'ALL', 6)).authorized).toBe(true);
    expect((await check('operator', '__proto__', 6)).authorized).toBe(false);
    expect((await check('operator', 'ALL', 5)).authorized).toBe(false);
  });

  it('given a question about somebody else, or half a one, then it is refused', async () => {
    const path = '/authorization/check?permissionName=READ&resourceName=x';
    expect((await operator.get(path)).status).toBe(400);
    expect((await operator.get(`${path}&resourceType=99`)).status).toBe(400);
    expect((await operator.get(`${path}&resourceType=6&userId=ben`)).status).toBe(403);
    expect(await operator.get('/authorization')).toEqual({ status: 200, body: [] });
  });
});

describe('what else tools ask of an installation', () => {
  it('given them, then they are answered: nothing is told to anybody', async () => {
    expect(await operator.get('/filter')).toEqual({ status: 200, body: [] });
    expect((await operator.get('/filter/count?resourceType=Task')).body).toEqual({ count: 0 });
    expect((await operator.post('/filter/create', {})).status).toBe(404);
    expect(await operator.get('/schema/log')).toEqual({ status: 200, body: [] });
    expect(await operator.post('/telemetry/configuration', { enableTelemetry: true })).toMatchObject({ status: 204 });
    expect((await operator.get('/telemetry/configuration')).body).toEqual({ enableTelemetry: false });
    expect((await operator.get('/telemetry/data')).status).toBe(200);
    expect((await operator.delete('/metrics/task-worker')).status).toBe(400);
  });
});

describe('who may start a process', () => {
  it('given another person, then those of their groups are listed', async () => {
    expect((await operator.get('/process-definition/count?startableBy=ben')).body).toEqual({ count: 1 });
    expect((await operator.get('/process-definition/count?startableBy=nobody')).body).toEqual({ count: 0 });
  });
});
