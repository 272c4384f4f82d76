import { createPostgresBackend, createRedisBackend, runMigrations, withBackend } from 'bullmq';
import pg from 'pg';

/** Where BullMQ keeps its queues. `prefix` separates installations that share a Redis. */
export type QueueBackend =
  | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** What this room uses of BullMQ's Queue and Worker, the same for both backends. */
export interface QueueParts {
  readonly queue: (name: string) => QueueHandle;
  readonly worker: (
    name: string,
    handler: (data: unknown) => Promise<void>,
    options: { readonly concurrency: number; readonly lockMs: number; readonly onError: (error: unknown) => void },
  ) => WorkerHandle;
}

export interface QueueEntry {
  readonly name: string;
  readonly data: object;
  readonly opts: {
    readonly jobId: string;
    readonly removeOnComplete: true;
    readonly removeOnFail: true;
    readonly delay?: number;
    readonly priority?: number;
    readonly lifo?: true;
  };
}

export interface QueueHandle {
  addBulk(entries: QueueEntry[]): Promise<unknown>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface WorkerHandle {
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
}

/** Prepares the queue's own tables. Any number of programs may call it at once; Redis needs nothing. */
export async function prepareQueue(backend: QueueBackend): Promise<void> {
  if (backend.kind === 'redis') return;
  const client = new pg.Client({ connectionString: backend.url });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}

export function queueParts(backend: QueueBackend): QueueParts {
  return backend.kind === 'redis'
    ? redisParts(backend.url, backend.prefix ?? 'laufzettel')
    : postgresParts(backend.url);
}

function redisParts(url: string, prefix: string): QueueParts {
  const { Queue, Worker } = withBackend(createRedisBackend);
  const address = redisAddress(url);
  return {
    // A server must answer even while Redis is away: its ringing fails at once, the relay repairs it.
    queue: (name) =>
      new Queue(name, {
        connection: { ...address, maxRetriesPerRequest: 1, enableOfflineQueue: false },
        prefix,
        skipMetasUpdate: true,
      }),
    worker: (name, handler, { concurrency, lockMs, onError }) => {
      const worker = new Worker<unknown>(name, (job) => handler(job.data), {
        connection: { ...address, maxRetriesPerRequest: null },
        prefix,
        concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs,
      });
      worker.on('error', onError);
      return worker;
    },
  };
}

function postgresParts(url: string): QueueParts {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  // The queue is a doorbell: what a crash of PostgreSQL forgets of it, the relay rings again. So it need not wait for the disk.
  const connection = (max: number) => ({ connectionString: url, max, options: '-c synchronous_commit=off -c jit=off' });
  return {
    queue: (name) => new Queue(name, { connection: connection(2) }),
    worker: (name, handler, { concurrency, lockMs, onError }) => {
      const worker = new Worker<unknown>(name, (job) => handler(job.data), {
        connection: connection(Math.min(8, Math.max(2, Math.ceil(concurrency / 8)))),
        concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs,
      });
      worker.on('error', onError);
      return worker;
    },
  };
}

/** Host, port, user, password, database and TLS of a `redis://` or `rediss://` address. */
function redisAddress(url: string) {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  const database = pathname.length > 1 ? Number(pathname.slice(1)) : 0;
  return {
    host: hostname,
    port: port === '' ? 6379 : Number(port),
    db: Number.isInteger(database) ? database : 0,
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
  };
}
