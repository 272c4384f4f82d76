import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasRedis, testDatabase, testRedis } from '#testkit';
import { BullJobQueue } from './bull-job-queue.ts';
import { BullQueueConsumer } from './bull-queue-consumer.ts';
import { prepareQueue, type QueueBackend } from './queue-backend.ts';

const backends: readonly {
  readonly name: string;
  readonly open: () => Promise<[QueueBackend, () => Promise<void>]>;
}[] = [
  {
    name: 'PostgreSQL',
    open: async () => {
      const database = await testDatabase({ rooms: [] });
      const backend: QueueBackend = { kind: 'postgres', url: database.url };
      await Promise.all([prepareQueue(backend), prepareQueue(backend), prepareQueue(backend)]);
      return [backend, () => database.drop()];
    },
  },
  ...(hasRedis()
    ? [
        {
          name: 'Redis',
          open: async (): Promise<[QueueBackend, () => Promise<void>]> => {
            const redis = await testRedis();
            return [{ kind: 'redis', url: redis.url }, () => redis.stop()];
          },
        },
      ]
    : []),
];

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('Expected the condition to hold within 40 s, but it does not.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe.each(backends)('job queue on $name', ({ open }) => {
  let backend: QueueBackend;
  let release: () => Promise<void>;
  let queue: BullJobQueue;
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);

  beforeAll(async () => {
    [backend, release] = await open();
    queue = new BullJobQueue(backend, { onError });
    await queue.ready();
  });
  afterAll(async () => {
    await queue.close();
    await release();
  });

  it('given the same attempt rung twice before anybody came, when a worker starts, then it answers once', async () => {
    const bell = { jobId: '0190-a', rootId: 'r-1', attempt: 1, priority: 0 };
    await queue.ringJobs([bell]);
    await queue.ringJobs([bell, { ...bell, jobId: '0190-b' }]);

    const seen: string[] = [];
    const consumer = new BullQueueConsumer(backend, { concurrency: 4, lockMs: 30_000, onError });
    await consumer.start({
      job: ({ jobId, rootId }) => {
        seen.push(`${jobId}@${rootId}`);
        return Promise.resolve();
      },
      timer: () => Promise.resolve(),
    });
    await until(() => seen.length === 2);
    expect(seen.toSorted()).toEqual(['0190-a@r-1', '0190-b@r-1']);
    await consumer.stop(1000);
    expect(errors).toEqual([]);
  });

  it('given jobs of different priority, when one worker takes one at a time, then urgent comes before usual before patient', async () => {
    const bell = (jobId: string, priority: number) => ({ jobId, rootId: 'r', attempt: 1, priority });
    await queue.ringJobs([bell('patient', -10), bell('usual', 0)]);
    await queue.ringJobs([bell('urgent', 10)]);
    const seen: string[] = [];
    const consumer = new BullQueueConsumer(backend, { concurrency: 1, lockMs: 30_000, onError });
    await consumer.start({
      job: ({ jobId }) => {
        seen.push(jobId);
        return Promise.resolve();
      },
      timer: () => Promise.resolve(),
    });
    await until(() => seen.length === 3);
    await consumer.stop(1000);
    expect(seen).toEqual(['urgent', 'usual', 'patient']);
  });

  it('given a timer doorbell in the future, when it is due, then it rings then and not before', async () => {
    const started = Date.now();
    const dueAt = new Date(started + 300).toISOString();
    await queue.ringTimers([{ timerId: 't', rootId: 'r', dueAt, delayMs: 300 }]);
    let rangAfter = 0;
    const consumer = new BullQueueConsumer(backend, { concurrency: 1, lockMs: 30_000, onError });
    await consumer.start({
      job: () => Promise.resolve(),
      timer: () => {
        rangAfter = Date.now() - started;
        return Promise.resolve();
      },
    });
    await until(() => rangAfter > 0);
    await consumer.stop(1000);
    expect(rangAfter).toBeGreaterThanOrEqual(290);
  });

  it('given a handler that throws, when the job ends, then the error is reported and the job is not repeated', async () => {
    const before = errors.length;
    let calls = 0;
    const consumer = new BullQueueConsumer(backend, { concurrency: 1, lockMs: 30_000, onError });
    await consumer.start({
      job: () => {
        calls += 1;
        return Promise.reject(new Error('broken'));
      },
      timer: () => Promise.resolve(),
    });
    await queue.ringJobs([{ jobId: 'x', rootId: 'r', attempt: 1, priority: 0 }]);
    await until(() => errors.length > before);
    await consumer.stop(1000);
    expect(calls).toBe(1);
  });

  it('given an answered attempt, when the relay rings for it again, then it is answered again', async () => {
    const before = errors.length;
    const bell = { jobId: 'again', rootId: 'r', attempt: 1, priority: 0 };
    let calls = 0;
    const consumer = new BullQueueConsumer(backend, { concurrency: 1, lockMs: 30_000, onError });
    await consumer.start({
      job: () => {
        calls += 1;
        return Promise.resolve();
      },
      timer: () => Promise.resolve(),
    });
    // Until the answered entry has been put away ringing changes nothing, hence again and again.
    const relay = setInterval(() => void queue.ringJobs([bell]).catch(onError), 20);
    await until(() => calls > 1);
    clearInterval(relay);
    await consumer.stop(1000);
    expect(errors.slice(before)).toEqual([]);
  });
});
