import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir, cpus } from 'node:os';
import { join } from 'node:path';
import { openExecution } from '#execution';
import { startEmbeddedPostgres } from '#platform';
import { migrate, storeMigrations } from '#store';
import { recordWrites, replayWrites } from './plain-sql.mjs';
import { startPrivateRedis } from './private-redis.mjs';
import { FULL_JOBS_IN_TURN, JOBS_IN_TURN, longProcess, MANY_JOBS, ONE_JOB } from './processes.mjs';

/**
 * Completed process instances per second (start, service task as a BullMQ job, end), on both queue backends, next to the same
 * rows written by plain SQL in the same run on the same durable PostgreSQL (fsync on); the latency of a single instance; and
 * how time grows with size: of a multi-instance, all at once and in turn, and of a process of many nodes.
 */
export async function bench({
  instances = 5000,
  outstanding = 200,
  curve = [1000, 5000, 10_000, 20_000],
  nodes = [1000, 2000, 5000, 10_000],
  projectDirectory,
}) {
  const directory = mkdtempSync(join(tmpdir(), 'laufzettel-bench-'));
  chmodSync(directory, 0o755);
  const postgres = await startEmbeddedPostgres({ directory, projectDirectory });
  const redis = await startPrivateRedis();
  const rows = [];
  try {
    await migrate(postgres.url, [storeMigrations]);
    let writes;
    for (const [name, redisUrl] of [['PostgreSQL', undefined], ...(redis ? [['Redis', redis.url]] : [])]) {
      const run = await open(postgres.url, redisUrl);
      writes ??= await recordOne(run);
      await complete(run, 500, outstanding);
      rows.push({ name, perSecond: await complete(run, instances, outstanding), ...(await latency(run, 200)) });
      if (redisUrl === redis?.url || redis === undefined) {
        rows.atOnce = await multiInstance(run, MANY_JOBS, curve);
        rows.inTurn = await multiInstance(run, JOBS_IN_TURN, curve);
        rows.fullInTurn = await multiInstance(run, FULL_JOBS_IN_TURN, curve, largeElement);
        rows.long = await manyNodes(run, nodes);
      }
      await run.execution.close();
    }
    const single = await replayWrites(postgres.url, writes, { instances, connections: 16, grouped: 1 });
    const grouped = await replayWrites(postgres.url, writes, { instances, connections: 4, grouped: 64 });
    print({ instances, outstanding, rows, single, grouped, redis: redis !== undefined });
  } finally {
    redis?.stop();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function open(databaseUrl, redisUrl) {
  const log = { warn: (...words) => console.error(...words), error: (...words) => console.error(...words) };
  const connector = {
    topic: 'bench',
    // With a result in the scope of the process where the task is about a large element.
    execute: async ({ variables }) => ({
      kind: 'done',
      ...(variables.item?.text === undefined ? {} : { variables: { last: variables.item.number } }),
    }),
  };
  const execution = await openExecution({ databaseUrl, redisUrl, concurrency: 200, connectors: [connector], log });
  await execution.startBackground();
  for (const { name, content } of [ONE_JOB, MANY_JOBS, JOBS_IN_TURN, FULL_JOBS_IN_TURN]) {
    await execution.runtime.deployments.deploy({ files: [{ name, content }] });
  }
  return { execution, runtime: execution.runtime };
}

const start = (run, key, variables = {}) => run.runtime.instances.start({ definition: { key }, variables });
const completed = (run, key) => run.runtime.instances.count({ definitionKey: key, states: ['completed'] });

async function until(look) {
  while (!(await look())) await new Promise((resolve) => setTimeout(resolve, 5));
}

function recordOne(run) {
  return recordWrites(async () => {
    const { instance } = await start(run, ONE_JOB.key);
    await until(async () => (await run.runtime.instances.get(instance.id)).state === 'completed');
  });
}

/** Instances completed per second with so many started and not yet answered. */
async function complete(run, count, outstanding) {
  const before = await completed(run, ONE_JOB.key);
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: outstanding }, async () => {
      while (next < count) {
        next += 1;
        await start(run, ONE_JOB.key);
      }
    }),
  );
  await until(async () => (await completed(run, ONE_JOB.key)) - before >= count);
  return count / ((performance.now() - started) / 1000);
}

/** Milliseconds from the request to the completed instance, one after another. */
async function latency(run, count) {
  const times = [];
  const ended = new Map();
  const stop = run.runtime.changes.subscribe((changes) => {
    for (const change of changes ?? [])
      if (change.kind === 'instance' && change.verb === 'ended') ended.get(change.id)?.();
  });
  for (let index = 0; index < count; index += 1) {
    const { instance } = await start(run, ONE_JOB.key);
    const { startedAt, endedAt } = await new Promise((resolve) => {
      const look = async () => {
        const view = await run.runtime.instances.get(instance.id);
        if (view.endedAt !== null) resolve(view);
      };
      ended.set(instance.id, look);
      void look();
    });
    ended.delete(instance.id);
    times.push(Date.parse(endedAt) - Date.parse(startedAt));
  }
  stop();
  times.sort((one, other) => one - other);
  return { p50: times[Math.floor(count / 2)], p99: times[Math.floor(count * 0.99)] };
}

/** So large that 20,000 of them are just within what the variables of a case may hold. */
const largeElement = (index) => ({ number: index, text: 'x'.repeat(150) });

/** Seconds for one instance with n jobs, one for each element of a collection. */
async function multiInstance(run, { key }, sizes, element = (index) => index) {
  const curve = [];
  for (const size of sizes) {
    const items = Array.from({ length: size }, (_, index) => element(index));
    curve.push({ size, seconds: await secondsOf(run, key, { items }) });
  }
  return curve;
}

/** Seconds to deploy a process of n nodes with all its checks, and for one instance of it. */
async function manyNodes(run, sizes) {
  const curve = [];
  for (const size of sizes) {
    const { name, content, key } = longProcess(size);
    const started = performance.now();
    await run.runtime.deployments.deploy({ files: [{ name, content }] });
    const deploy = (performance.now() - started) / 1000;
    curve.push({ size, deploy, seconds: await secondsOf(run, key, { n: 0 }) });
  }
  return curve;
}

async function secondsOf(run, key, variables) {
  const before = await completed(run, key);
  const started = performance.now();
  await start(run, key, variables);
  await until(async () => (await completed(run, key)) > before);
  return (performance.now() - started) / 1000;
}

function print({ instances, outstanding, rows, single, grouped, redis }) {
  const line = (...cells) => console.log(`| ${cells.join(' | ')} |`);
  const round = (value) => value.toFixed(value < 10 ? 2 : 0);
  console.log(
    `\n${instances} instances, ${outstanding} outstanding, Node ${process.version}, ${cpus().length} CPUs, PostgreSQL durable (fsync on)\n`,
  );
  line('queue', 'completed/s', 'latency p50 ms', 'p99 ms', 'of plain SQL', 'of plain SQL in groups of 64');
  line('---', '---', '---', '---', '---', '---');
  for (const { name, perSecond, p50, p99 } of rows) {
    line(
      `BullMQ on ${name}`,
      round(perSecond),
      p50,
      p99,
      `${round((100 * perSecond) / single)} %`,
      `${round((100 * perSecond) / grouped)} %`,
    );
  }
  line('plain SQL, one by one', round(single), '', '', '100 %', '');
  line('plain SQL, groups of 64', round(grouped), '', '', '', '100 %');
  if (!redis) console.log('\nredis-server is not installed: the second backend was not measured.');
  const each = (seconds, size) => ((seconds * 1000) / size).toFixed(3);
  for (const [title, curve] of [
    ['Parallel multi-instance of n service tasks, one process instance', rows.atOnce],
    ['Sequential multi-instance of n service tasks, one process instance', rows.inTurn],
    [
      'The same over elements of 170 characters, with output collection, completion condition and a result set around each task',
      rows.fullInTurn,
    ],
  ]) {
    console.log(`\n${title}:\n`);
    line('n', 'seconds', 'ms per task');
    line('---', '---', '---');
    for (const { size, seconds } of curve) line(size, seconds.toFixed(2), each(seconds, size));
  }
  console.log('\nA process of n nodes in a row: deployed with all checks, and one instance from start to end:\n');
  line('n', 'deploy, seconds', 'ms per node', 'run, seconds', 'ms per node');
  line('---', '---', '---', '---', '---');
  for (const { size, deploy, seconds } of rows.long)
    line(size, deploy.toFixed(2), each(deploy, size), seconds.toFixed(2), each(seconds, size));
}
