import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DataSource } from 'typeorm';
import { ROLE_PERMISSIONS, ROLES, type Session } from '#contracts';
import type { Installation } from '#execution';
import { Identity, identityMigrations, openIdentityDatabase } from '#identity';
import { createLogger, HealthChecks, readSettings } from '#platform';
import { RuntimeError, type Runtime } from '#runtime';
import { ApiClient, testDatabase, type TestDatabase } from '#testkit';
import { installationModules } from './boot/installation-modules.ts';
import { createServer } from './create-server.ts';
import type { OperationDescription } from './http/operation.ts';
import { Operations } from './openapi/operations.ts';

/** Whatever is asked for, nothing exists: whoever gets past the guard gets 404, never 401 or 403. */
const nothing: unknown = new Proxy(() => undefined, {
  get: (_, name) => {
    // Nest asks everything it provides whether it is a promise, or wants to hear of start and end.
    if (typeof name === 'symbol' || /^(then$|on[A-Z]|before[A-Z])/.test(name)) return undefined;
    if (name === 'as') return (_: string, work: () => unknown) => work();
    return name === 'subscribe' ? () => () => undefined : nothing;
  },
  apply: () => Promise.reject(new RuntimeError('INSTANCE_NOT_FOUND', 'Expected something, but there is nothing.')),
});

let server: TestDatabase;
let database: DataSource;
let app: NestExpressApplication;
let api: ApiClient;
let operations: readonly OperationDescription[];

beforeAll(async () => {
  server = await testDatabase({ rooms: [identityMigrations] });
  database = await openIdentityDatabase(server.url);
  const identity = new Identity(database, { sessionHours: 1, cost: { N: 1024, r: 8, p: 1 } });
  await identity.keepDemoAccounts(ROLES.map((role) => ({ name: role, password: role, roles: [role], groups: ['*'] })));
  app = await createServer({
    runtime: nothing as Runtime,
    identity,
    health: new HealthChecks('1.2.3'),
    settings: readSettings({}),
    logger: createLogger({ logLevel: 'silent', logFormat: 'json' }, 'test'),
    facts: { version: '1.2.3', demoAccounts: [], webDirectory: undefined },
    modules: installationModules(Object.assign(Object.create(nothing as object), { connectors: [] }) as Installation),
  });
  await app.listen(0, '127.0.0.1');
  api = new ApiClient(await app.getUrl());
  operations = app.get(Operations).descriptions();
}, 60_000);

afterAll(async () => {
  await app.close();
  await database.destroy();
  await server.drop();
});

function request(operation: OperationDescription, as?: string) {
  const path = operation.path.replaceAll(/:\w+/g, 'x');
  const call = operation.method === 'get' ? {} : { json: {} };
  return api.call(operation.method.toUpperCase(), path, as === undefined ? call : { ...call, as });
}

describe('access', () => {
  it('given every route Nest serves, then each says who may use it', () => {
    const handlers = app.get(Operations).handlers();
    expect(handlers.filter(({ operation }) => operation === undefined).map(({ name }) => name)).toEqual([]);
    expect(handlers.length).toBeGreaterThan(30);
    expect(
      operations.filter(({ access }) => access === 'public').map(({ method, path }) => `${method} ${path}`),
    ).toEqual([
      'get /api/about',
      'post /api/session',
      'delete /api/session',
      'get /health',
      'get /health/live',
      'get /health/ready',
      'post /api/intake/fit-connect/callback',
      'get /api/online-services',
      'get /api/online-services/:key',
      'post /api/online-services/:key/applications',
      'post /api/application-status',
      'post /api/application-status/papers',
      'post /api/application-status/document',
      'get /api/participation/:secret',
      'get /api/participation/:secret/documents/:documentId',
      'post /api/participation/:secret',
      'get /api/payments/return/:token',
    ]);
  });

  it('given nobody is logged in, then every other route answers 401', async () => {
    for (const operation of operations.filter(({ access }) => access !== 'public')) {
      const { status, body } = await request(operation);
      expect([operation.path, status, (body as { code: string }).code]).toEqual([
        operation.path,
        401,
        'LOG_IN_REQUIRED',
      ]);
    }
  });

  it.each(ROLES)('given the role %s, then exactly the routes of its permissions let it in', async (role) => {
    const mine = new Set<string>(ROLE_PERMISSIONS[role]);
    for (const operation of operations.filter(({ access, path }) => access !== 'public' && path !== '/api/changes')) {
      const { access } = operation;
      const sufficient = typeof access === 'string' ? [access] : access;
      const allowed = access === 'session' || sufficient.some((permission) => mine.has(permission));
      const { status, body } = await request(operation, role);
      const refused = status === 403 && (body as { code: string }).code === 'PERMISSION_MISSING';
      expect([operation.method, operation.path, refused ? 'refused' : 'let in']).toEqual([
        operation.method,
        operation.path,
        allowed ? 'let in' : 'refused',
      ]);
      expect(status).not.toBe(401);
      expect(status).toBeLessThan(500);
    }
  });

  it('given an answer, then its connection is kept longer than proxies keep it, which else would lose requests', async () => {
    expect((await api.get('/health/live')).headers.get('keep-alive')).toBe('timeout=75');
  });

  it('given a wrong password, then 401; after five, 429 with the time to wait', async () => {
    const wrong = (name: string) => api.call('POST', '/api/session', { json: { name, password: 'falsch' } });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await wrong('head')).toMatchObject({ status: 401, body: { code: 'CREDENTIALS_WRONG' } });
    }
    const refused = await wrong('head');
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_ATTEMPTS' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(await wrong('nobody')).toMatchObject({ status: 401, body: { code: 'CREDENTIALS_WRONG' } });
  });

  it('given a log-in, then the cookie is HttpOnly and Strict, opens the API, slides, and is worthless after logging out', async () => {
    const logIn = await api.call<Session>('POST', '/api/session', { json: { name: 'clerk', password: 'clerk' } });
    expect(logIn.body).toMatchObject({
      person: { name: 'clerk' },
      roles: ['clerk'],
      permissions: ROLE_PERMISSIONS.clerk,
    });
    const cookie = logIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^laufzettel_session=[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    const me = await api.call<Session>('GET', '/api/session', { headers });
    expect(me.body.person.name).toBe('clerk');
    expect(me.headers.get('set-cookie')).toContain('laufzettel_session=');
    expect((await api.call('DELETE', '/api/session', { headers })).status).toBe(204);
    expect((await api.call('GET', '/api/session', { headers })).status).toBe(401);
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://proxy.example' }, 404],
    [{}, 404],
  ])('given a changing request with %j, then the answer is %i', async (headers, status) => {
    const reply = await api.call('POST', '/api/instances', { as: 'clerk', json: { definitionKey: 'x' }, headers });
    expect(reply.status).toBe(status);
    expect((reply.body as { code: string }).code).toBe(status === 403 ? 'CROSS_SITE_REQUEST' : 'INSTANCE_NOT_FOUND');
  });

  it('given a browser without session, then 401 comes without a challenge, a program gets one', async () => {
    expect((await api.get('/api/tasks')).headers.get('www-authenticate')).toContain('Basic');
    const browser = await api.call('GET', '/api/tasks', { headers: { 'sec-fetch-site': 'same-origin' } });
    expect(browser.headers.get('www-authenticate')).toBeNull();
  });
});

describe('requests', () => {
  it('given an address that does not exist, then 404; given a method that does not, then 405 with those that do', async () => {
    expect(await api.get('/api/nothing')).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND', instance: '/api/nothing' },
    });
    const wrong = await api.call('DELETE', '/api/instances/4711');
    expect(wrong).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } });
    expect(wrong.headers.get('allow')).toBe('GET');
    expect((await api.get('/api/instances/%E0%A4%A', 'clerk')).status).toBe(400);
  });

  it('given a problem, then it is application/problem+json with the request id of the header', async () => {
    const { headers, body } = await api.get<{ requestId: string }>('/api/nothing');
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.requestId).toBe(headers.get('x-request-id'));
  });

  const bad: readonly (readonly [string, string | undefined, Readonly<Record<string, string>>, number, string])[] = [
    ['broken JSON', '{"definitionKey":', { 'content-type': 'application/json' }, 400, 'REQUEST_INVALID'],
    ['no body', undefined, {}, 400, 'REQUEST_INVALID'],
    ['a list', '[]', { 'content-type': 'application/json' }, 400, 'REQUEST_INVALID'],
    ['a misspelt field', '{"definitonKey":"x"}', { 'content-type': 'application/json' }, 400, 'REQUEST_INVALID'],
    [
      'variables that are a word',
      '{"definitionKey":"x","variables":"y"}',
      { 'content-type': 'application/json' },
      400,
      'REQUEST_INVALID',
    ],
    [
      'a version that is no number',
      '{"definitionKey":"x","version":"1"}',
      { 'content-type': 'application/json' },
      400,
      'REQUEST_INVALID',
    ],
    ['neither key nor id', '{}', { 'content-type': 'application/json' }, 400, 'REQUEST_INVALID'],
    [
      'a variable named __proto__',
      '{"definitionKey":"x","variables":{"__proto__":{"admin":true}}}',
      { 'content-type': 'application/json' },
      400,
      'REQUEST_INVALID',
    ],
    [
      'a NUL character',
      '{"definitionKey":"x","variables":{"a":["\\u0000"]}}',
      { 'content-type': 'application/json' },
      400,
      'REQUEST_INVALID',
    ],
    ['plain text', 'definitionKey=x', { 'content-type': 'text/plain' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    [
      'an unknown charset',
      '{}',
      { 'content-type': 'application/json; charset=klingon' },
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'nine megabytes',
      `{"definitionKey":"${'x'.repeat(9_000_000)}"}`,
      { 'content-type': 'application/json' },
      413,
      'TOO_LARGE',
    ],
  ];

  it.each(bad)('given %s as body, then it is refused clearly', async (_, body, headers, status, code) => {
    const reply = await api.call('POST', '/api/instances', {
      as: 'clerk',
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expect([reply.status, (reply.body as { code: string }).code]).toEqual([status, code]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=ten',
    'cursor=abc',
    'state=sleeping',
    'startedAfter=yesterday',
    'unknown=1',
    'withIncidents=maybe',
  ])('given the query %s, then 400 names the parameter', async (query) => {
    const { status, body } = await api.get<{ errors: { pointer: string }[] }>(`/api/instances?${query}`, 'clerk');
    expect(status).toBe(400);
    expect(body.errors[0]?.pointer).toMatch(new RegExp(`^\\?${query.split('=')[0] ?? ''}`));
  });

  it('given an upload that is no multipart, has no file, or 60 MB, then 415, 400 and 413', async () => {
    const upload = (body: FormData) => api.call('POST', '/api/deployments', { as: 'integrator', body });
    expect(await api.post('/api/deployments', 'integrator', {})).toMatchObject({ status: 415 });
    const nothing = new FormData();
    nothing.set('name', 'x');
    expect(await upload(nothing)).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
    const large = new FormData();
    large.set('files', new Blob([Buffer.alloc(60 * 1024 * 1024, 32)]), 'large.bpmn');
    expect(await upload(large)).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } });
    const many = new FormData();
    for (let number = 0; number < 4; number += 1)
      many.append('files', new Blob([Buffer.alloc(15 * 1024 * 1024, 32)]), `${number}.bpmn`);
    expect(await upload(many)).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } });
  }, 60_000);
});

describe('description', () => {
  interface Document {
    readonly openapi: string;
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
  }

  it('given the running server, then the OpenAPI 3.1 document has exactly its operations, each with an id of its own', async () => {
    const { status, body } = await api.get<Document>('/api/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(
      operations.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`).sort(),
    );
    const ids = Object.values(body.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('given every reference in it, then it leads somewhere', async () => {
    const { body } = await api.get('/api/openapi.json');
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name ?? '',
    );
    const { schemas } = (body as { components: { schemas: Readonly<Record<string, unknown>> } }).components;
    expect(references.filter((name) => !Object.hasOwn(schemas, name))).toEqual([]);
  });

  it('given a browser, then the page of the API opens and keeps to its own scripts', async () => {
    const { status, headers, body } = await api.get<string>('/api/docs');
    expect(status).toBe(200);
    expect(body).toContain('swagger-ui');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(body).not.toMatch(/<script(?![^>]*src=)[^>]*>\s*\S/);
  });

  it('given health without log-in, then it answers', async () => {
    expect(await api.get('/health/live')).toMatchObject({ status: 200, body: { status: 'up', version: '1.2.3' } });
    expect(await api.get('/health/ready')).toMatchObject({ status: 200 });
  });
});
