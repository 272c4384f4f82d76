import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DataSource } from 'typeorm';
import { createCamunda7 } from '#camunda7';
import { ROLE_PERMISSIONS, ROLES } from '#contracts';
import { Identity, identityMigrations, openIdentityDatabase } from '#identity';
import { createLogger, HealthChecks, readSettings } from '#platform';
import type { Runtime } from '#runtime';
import { ApiClient, testDatabase, type TestDatabase } from '#testkit';
import { createServer } from '../create-server.ts';

/** A runtime in which every list is empty. */
const nothing = new Proxy({} as Runtime, {
  get: () =>
    new Proxy(
      {},
      {
        get: (_, name) => {
          if (name === 'subscribe') return () => () => undefined;
          if (name === 'count') return () => Promise.resolve(0);
          if (name === 'as') return (_: string, work: () => unknown) => work();
          return () => Promise.resolve(Object.assign([], { items: [], total: 0 }));
        },
      },
    ),
});

let server: TestDatabase;
let database: DataSource;
let app: NestExpressApplication;
let api: ApiClient;

beforeAll(async () => {
  server = await testDatabase({ rooms: [identityMigrations] });
  database = await openIdentityDatabase(server.url);
  const identity = new Identity(database, { sessionHours: 1, cost: { N: 1024, r: 8, p: 1 } });
  await identity.keepDemoAccounts(ROLES.map((role) => ({ name: role, password: role, roles: [role], groups: ['*'] })));
  app = await createServer({
    runtime: nothing,
    identity,
    health: new HealthChecks('1.2.3'),
    settings: readSettings({}),
    logger: createLogger({ logLevel: 'silent', logFormat: 'json' }, 'test'),
    facts: { version: '1.2.3', demoAccounts: [], webDirectory: undefined },
  });
  await app.listen(0, '127.0.0.1');
  api = new ApiClient(await app.getUrl());
}, 60_000);

afterAll(async () => {
  await app.close();
  await database.destroy();
  await server.drop();
});

const { routes } = createCamunda7(nothing, () => undefined);

describe('the compatibility interface', () => {
  it('given no credentials or wrong ones, then every route asks for HTTP Basic', async () => {
    for (const { method, path } of routes) {
      const answer = await api.call(method, `/engine-rest${path.replaceAll(/\{\w+\}/g, 'x')}`);
      expect([path, answer.status, answer.headers.get('www-authenticate')?.slice(0, 5)]).toEqual([path, 401, 'Basic']);
    }
    const wrong = await api.call('GET', '/engine-rest/engine', {
      headers: { authorization: `Basic ${btoa('operator:nein')}` },
    });
    expect(wrong.status).toBe(401);
  });

  it('given a role without the permission of a route, then it is refused with Camunda’s type and nothing else', async () => {
    for (const { method, path, permission } of routes)
      for (const role of ROLES) {
        if (ROLE_PERMISSIONS[role].includes(permission)) continue;
        const answer = await api.call(method, `/engine-rest${path.replaceAll(/\{\w+\}/g, 'x')}`, { as: role });
        expect([path, role, answer.status, (answer.body as { type: string }).type]).toEqual([
          path,
          role,
          403,
          'AuthorizationException',
        ]);
      }
  });

  it('given an answer, then its content type is exactly application/json', async () => {
    for (const path of ['/engine', '/process-definition', '/nowhere']) {
      const answer = await api.get(`/engine-rest${path}`, 'operator');
      expect(answer.headers.get('content-type')).toBe('application/json');
    }
  });

  it.each([
    ['an address nobody knows', 'GET', '/nowhere', undefined, 404],
    ['a method that is not possible', 'PUT', '/engine', undefined, 405],
    ['a body that is no JSON', 'POST', '/message', '{', 400],
    ['a body that is a list', 'POST', '/message', '[]', 400],
    ['a message without a name', 'POST', '/message', '{}', 400],
    ['a criterion of another type', 'POST', '/task', '{"assignee":{}}', 400],
    ['a body of another type', 'POST', '/task', '5', 400],
    ['a page before the first one', 'GET', '/task?firstResult=-1', undefined, 400],
    ['a number that is none', 'GET', '/task?maxResults=many', undefined, 400],
    ['a deployment that is no form', 'POST', '/deployment/create', '{}', 400],
  ])('given %s, then answers with type, message and code', async (_, method, path, body, status) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await api.call(method, `/engine-rest${path}`, {
      as: 'operator',
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ type: expect.any(String), message: expect.any(String), code: null });
  });
});
