import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { apiPaths, type About } from '#contracts';
import {
  ApiClient,
  emptyTestDatabase,
  freePort,
  hasRedis,
  testRedis,
  type TestDatabase,
  type TestRedis,
} from '#testkit';
import { main } from '../../apps/cli/src/main.ts';
import { buildPrograms } from '../runtime/build-programs.ts';
import { Cases } from './cases.ts';
import { isReady, run, until, type Program } from './program.ts';

beforeAll(() => buildPrograms(), 120_000);

describe('programs of their own', () => {
  it.each(['server', 'worker'] as const)(
    'given %s without DATABASE_URL and REDIS_URL, then it names both and ends with 1',
    async (name) => {
      const refused = run(name, { LAUFZETTEL_LOG_LEVEL: 'info' });
      expect(await refused.ended).toBe(1);
      expect(refused.printed()).toContain('DATABASE_URL');
      expect(refused.printed()).toContain('REDIS_URL');
      expect(refused.printed()).toContain('npm start');
    },
    60_000,
  );

  it('given several bad settings, then all are told', async () => {
    const refused = run('server', { PORT: 'x', DATABASE_URL: 'mysql://x', LAUFZETTEL_TWON: 'y' });
    expect(await refused.ended).toBe(1);
    for (const word of ['PORT', 'DATABASE_URL', 'LAUFZETTEL_TWON']) expect(refused.printed()).toContain(word);
  }, 60_000);
});

const withRedis = hasRedis() ? describe : describe.skip;
withRedis('one server and two workers on PostgreSQL and Redis', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let settings: Readonly<Record<string, string>>;
  let url: string;
  const programs: Program[] = [];

  beforeAll(async () => {
    database = await emptyTestDatabase();
    redis = await testRedis();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    settings = { DATABASE_URL: database.url, REDIS_URL: redis.url, PORT: String(port) };
  }, 60_000);
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await redis.stop();
    await database.drop();
  }, 60_000);

  it('given migrating by hand, then the server refuses until it has been done', async () => {
    const refused = run('server', { ...settings, LAUFZETTEL_MIGRATE: 'false' });
    expect(await refused.ended).toBe(1);
    expect(refused.printed()).toMatch(/migrat/);
  }, 60_000);

  it('given a fresh database, then nobody can log in until an account is added', async () => {
    const server = run('server', settings);
    programs.push(server, run('worker', settings), run('worker', settings));
    await until(server, 'the server to be ready', () => isReady(url));
    const api = new ApiClient(url);
    expect((await api.get<About>(apiPaths.about)).body.demoAccounts).toEqual([]);
    for (const name of ['owner', 'clerk', 'operator']) expect((await api.get(apiPaths.session, name)).status).toBe(401);
    for (const role of ['process-owner', 'clerk']) {
      const name = `${role}-konto`;
      const terminal = { out: () => undefined, err: () => undefined, askSecret: () => Promise.resolve(name) };
      const words = ['user', 'add', name, '--role', role, '--group', '*'];
      expect(await main(words, terminal, { DATABASE_URL: database.url })).toBe(0);
      expect((await api.get(apiPaths.session, name)).status).toBe(200);
    }
  }, 120_000);

  it('given kill -9 of a worker and FLUSHALL while timers are open, then everything goes on, nothing twice', async () => {
    const [server, victim] = programs;
    if (server === undefined || victim === undefined) throw new Error('Expected running programs.');
    const cases = new Cases(url, { deployer: 'process-owner-konto', clerk: 'clerk-konto' });
    await cases.start(5);
    victim.child.kill('SIGKILL');
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    await until(server, 'five tasks', async () => (await cases.tasks()).length >= 5);
    await cases.finish(5);
  }, 120_000);
});
