import type { JobDoorbell, JobQueue, TimerDoorbell } from '#runtime';
import { type QueueBackend, type QueueEntry, type QueueHandle, queueParts } from './queue-backend.ts';
import { JOB_QUEUE, TIMER_QUEUE } from './queue-names.ts';

/** BullMQ's highest number for a priority; the lower the number, the sooner. */
const LOWEST_PRIORITY = 2_097_152;
/** Entries in one round trip. */
const BULK = 1000;

/**
 * The ringing side. Every doorbell has a deterministic id (`j-<job>-<attempt>`, `t-<timer>-<due>`): ringing twice for the
 * same attempt is one entry. Entries vanish when they are answered, so that the relay can ring again.
 */
export class BullJobQueue implements JobQueue {
  readonly #jobs: QueueHandle;
  readonly #timers: QueueHandle;

  constructor(backend: QueueBackend, options: { readonly onError: (error: unknown) => void }) {
    const parts = queueParts(backend);
    this.#jobs = parts.queue(JOB_QUEUE);
    this.#timers = parts.queue(TIMER_QUEUE);
    for (const queue of [this.#jobs, this.#timers]) queue.on('error', options.onError);
  }

  /** Resolves when the backend answers. */
  async ready(): Promise<void> {
    await Promise.all([this.#jobs.waitUntilReady(), this.#timers.waitUntilReady()]);
  }

  ringJobs(doorbells: readonly JobDoorbell[]): Promise<void> {
    return addAll(
      this.#jobs,
      doorbells.map(({ jobId, rootId, attempt, priority, delayMs }) => ({
        name: 'job',
        data: { jobId, rootId },
        opts: {
          jobId: `j-${jobId}-${attempt}`,
          removeOnComplete: true,
          removeOnFail: true,
          ...(delayMs === undefined ? {} : { delay: Math.max(0, Math.ceil(delayMs)) }),
          ...urgency(priority),
        },
      })),
    );
  }

  ringTimers(doorbells: readonly TimerDoorbell[]): Promise<void> {
    return addAll(
      this.#timers,
      doorbells.map(({ timerId, rootId, dueAt, delayMs }) => ({
        name: 'timer',
        data: { timerId, rootId },
        opts: {
          jobId: `t-${timerId}-${Date.parse(dueAt)}`,
          removeOnComplete: true,
          removeOnFail: true,
          delay: Math.max(0, Math.ceil(delayMs)),
        },
      })),
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.#jobs.close(), this.#timers.close()]);
  }
}

async function addAll(queue: QueueHandle, entries: readonly QueueEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += BULK) await queue.addBulk(entries.slice(from, from + BULK));
}

/** What a job has whose model says nothing. */
const USUAL_PRIORITY = 0;

/**
 * The usual job takes BullMQ's plain list, which is its fastest path; an urgent one goes to the front of it, a patient
 * one into the sorted set, which BullMQ looks at only when the list is empty.
 */
function urgency(priority: number): { priority?: number; lifo?: true } {
  if (priority > USUAL_PRIORITY) return { lifo: true };
  return priority < USUAL_PRIORITY ? { priority: Math.min(USUAL_PRIORITY - priority, LOWEST_PRIORITY) } : {};
}
