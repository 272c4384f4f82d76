import type { JobQueueConsumer } from '#runtime';
import { type QueueBackend, queueParts, type WorkerHandle } from './queue-backend.ts';
import { JOB_QUEUE, TIMER_QUEUE } from './queue-names.ts';

export interface ConsumerOptions {
  /** Jobs worked on at once by this program. */
  readonly concurrency: number;
  /** After this time without a sign of life BullMQ rings for the entry again. */
  readonly lockMs: number;
  readonly onError: (error: unknown) => void;
}

/** The answering side: one BullMQ worker per queue. What a handler throws is reported and never repeated by BullMQ. */
export class BullQueueConsumer implements JobQueueConsumer {
  readonly #backend: QueueBackend;
  readonly #options: ConsumerOptions;
  #workers: readonly WorkerHandle[] = [];

  constructor(backend: QueueBackend, options: ConsumerOptions) {
    this.#backend = backend;
    this.#options = options;
  }

  async start(handlers: Parameters<JobQueueConsumer['start']>[0]): Promise<void> {
    const { concurrency, lockMs, onError } = this.#options;
    const parts = queueParts(this.#backend);
    const guarded = (handle: (data: unknown) => Promise<void>) => (data: unknown) => handle(data).catch(onError);
    this.#workers = [
      parts.worker(
        JOB_QUEUE,
        guarded((data) => handlers.job(read(data, 'jobId'))),
        { concurrency, lockMs, onError },
      ),
      parts.worker(
        TIMER_QUEUE,
        guarded((data) => handlers.timer(read(data, 'timerId'))),
        {
          concurrency,
          lockMs,
          onError,
        },
      ),
    ];
    await Promise.all(this.#workers.map((worker) => worker.waitUntilReady()));
  }

  async stop(graceMs: number): Promise<void> {
    const closing = Promise.all(this.#workers.map((worker) => worker.close()));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), graceMs)));
    const result = await Promise.race([closing, late]);
    clearTimeout(timer);
    // What is still being worked on stays locked in PostgreSQL until its lock ends, then somebody else does it.
    if (result === 'late') await Promise.all(this.#workers.map((worker) => worker.close(true)));
    this.#workers = [];
  }
}

/** Entries come from outside the program: read, not trusted. */
function read<K extends 'jobId' | 'timerId'>(data: unknown, field: K): Record<K, string> & { rootId: string } {
  const record = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  const id = record[field];
  const rootId = record['rootId'];
  if (typeof id !== 'string' || typeof rootId !== 'string') {
    throw new Error(
      `Expected a doorbell with ${field} and rootId, but got ${JSON.stringify(data ?? null).slice(0, 200)}.`,
    );
  }
  return { [field]: id, rootId } as Record<K, string> & { rootId: string };
}
