import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import { openExecution } from '#execution';
import { projectDirectory, startEmbeddedPostgres } from '#platform';
import { prepareQueue } from '#queue';
import type { Runtime } from '#runtime';
import { migrate, storeMigrations } from '#store';
import { hasRedis, testDatabase, testRedis } from '#testkit';
import { buildPrograms } from './build-programs.ts';
import { bpmn, deploy, flows, until } from './installation.ts';

const { directory: root } = projectDirectory();
const JOURNEY = bpmn(
  'journey',
  `<bpmn:startEvent id="start"/>
   <bpmn:serviceTask id="first"><bpmn:extensionElements><zeebe:taskDefinition type="slow"/></bpmn:extensionElements></bpmn:serviceTask>
   <bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   <bpmn:serviceTask id="second"><bpmn:extensionElements><zeebe:taskDefinition type="slow"/></bpmn:extensionElements></bpmn:serviceTask>
   <bpmn:endEvent id="end"/>${flows('start', 'first', 'pause', 'second', 'end')}`,
);
const silent = { warn: () => undefined, error: () => undefined };
const cleanUp: (() => Promise<unknown>)[] = [];

beforeAll(() => buildPrograms(), 120_000);
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close();
});

/** Starts a worker program and waits until it is at work. */
async function worker(databaseUrl: string, redisUrl: string | undefined): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [join(root, 'test/runtime/kill-worker.mjs'), databaseUrl, redisUrl ?? '-', '60'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'] },
    },
  );
  cleanUp.push(() => kill(child));
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`Expected the worker to run, but it ended with ${code ?? 'a signal'}.`)),
    );
    child.stdout.on('data', () => resolve());
  });
  child.removeAllListeners('exit');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** The server's side: starts and looks, but does no background work. */
async function frontOffice(databaseUrl: string, redisUrl: string | undefined): Promise<Runtime> {
  const slow = { topic: 'slow', execute: () => Promise.reject(new Error('the front office does no jobs')) };
  const execution = await openExecution({
    databaseUrl,
    redisUrl,
    log: silent,
    connectors: [slow],
    dispatchLeaseMs: 1000,
  });
  cleanUp.push(() => execution.close(0));
  return execution.runtime;
}

async function query<R extends pg.QueryResultRow>(databaseUrl: string, sql: string): Promise<readonly R[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

const CREATE_EFFORT = 'CREATE TABLE effort (job_id text, attempt integer, node_id text)';

async function efforts(databaseUrl: string): Promise<number> {
  const [row] = await query<{ n: number }>(databaseUrl, 'SELECT count(*)::int AS n FROM effort');
  return row?.n ?? 0;
}

async function startJourneys(runtime: Runtime, count: number): Promise<void> {
  await deploy(runtime, 'journey', JOURNEY);
  await Promise.all(Array.from({ length: count }, () => runtime.instances.start({ definition: { key: 'journey' } })));
}

/** Every instance has ended, every element was passed exactly once, every job was completed exactly once, nothing is left. */
async function expectAllDoneOnce(databaseUrl: string, count: number): Promise<void> {
  const passed = await query<{ nodeId: string; n: number; once: number }>(
    databaseUrl,
    `SELECT node_id AS "nodeId", count(*)::int AS n, count(DISTINCT instance_id)::int AS once FROM history_activity
     WHERE NOT canceled GROUP BY 1 ORDER BY 1`,
  );
  expect(passed).toEqual(
    ['end', 'first', 'pause', 'second', 'start'].map((nodeId) => ({ nodeId, n: count, once: count })),
  );
  expect(
    await query(
      databaseUrl,
      `SELECT job_id FROM history_job WHERE outcome = 'completed' GROUP BY 1 HAVING count(*) > 1`,
    ),
  ).toEqual([]);
  expect(await query(databaseUrl, `SELECT outcome, count(*)::int AS n FROM history_instance GROUP BY 1`)).toEqual([
    { outcome: 'completed', n: count },
  ]);
  for (const table of ['instance', 'item', 'job', 'timer', 'incident', 'outbox']) {
    expect(await query(databaseUrl, `SELECT * FROM ${table}`)).toEqual([]);
  }
}

describe('killed with SIGKILL', () => {
  (hasRedis() ? it : it.skip)(
    'given server and workers apart on Redis, when workers are killed mid-job and Redis is emptied, then all ends, nothing twice',
    async () => {
      const database = await testDatabase({ rooms: [storeMigrations] });
      cleanUp.push(() => database.drop());
      const redis = await testRedis();
      cleanUp.push(() => redis.stop());
      const flush = new Redis(redis.url);
      cleanUp.push(() => flush.quit());
      await query(database.url, CREATE_EFFORT);
      const runtime = await frontOffice(database.url, redis.url);
      const count = 60;
      const [one, two] = [await worker(database.url, redis.url), await worker(database.url, redis.url)];
      await startJourneys(runtime, count);

      await until(async () => (await efforts(database.url)) >= 15);
      await kill(one);
      await flush.flushall();
      await until(async () => (await efforts(database.url)) >= 45, 30_000);
      await flush.flushall();
      await kill(two);
      const three = await worker(database.url, redis.url);
      await until(async () => (await efforts(database.url)) >= 80, 30_000);
      await kill(three);
      await flush.flushall();
      await worker(database.url, redis.url);

      await until(async () => (await runtime.instances.count({ states: ['completed'] })) === count, 60_000);
      await expectAllDoneOnce(database.url, count);
    },
    180_000,
  );

  it('given everything on one machine, when PostgreSQL and worker are killed at once, then the next start goes on', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'laufzettel-kill-'));
    chmodSync(directory, 0o755);
    cleanUp.push(() => rm(directory, { recursive: true, force: true }));
    const open = () => startEmbeddedPostgres({ directory, projectDirectory: root });
    const first = await open();
    await migrate(first.url, [storeMigrations]);
    await prepareQueue({ kind: 'postgres', url: first.url });
    await query(first.url, CREATE_EFFORT);
    const count = 30;
    const starting = await openExecution({
      databaseUrl: first.url,
      log: silent,
      connectors: [{ topic: 'slow', execute: () => Promise.reject(new Error('no jobs here')) }],
      dispatchLeaseMs: 1000,
    });
    await startJourneys(starting.runtime, count);
    await starting.close();
    const doomed = await worker(first.url, undefined);
    await until(async () => (await efforts(first.url)) >= 10);
    const [postmaster] = await query<{ pid: number }>(
      first.url,
      `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`,
    );
    if (postmaster === undefined) throw new Error('Expected the process id of PostgreSQL, but got none.');
    doomed.kill('SIGKILL');
    process.kill(postmaster.pid, 'SIGKILL');

    const second = await open();
    cleanUp.push(() => second.stop());
    const runtime = await frontOffice(second.url, undefined);
    await worker(second.url, undefined);

    await until(async () => (await runtime.instances.count({ states: ['completed'] })) === count, 60_000);
    await expectAllDoneOnce(second.url, count);
  }, 180_000);
});
