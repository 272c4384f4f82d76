import { doDueSuspensions } from '../definitions/suspension.ts';
import { Batcher } from '../execution/batcher.ts';
import { doPlannedHolds } from '../jobs/own-jobs.ts';
import { fireDue, fireKnownTimer } from '../jobs/timers.ts';
import { actAs } from '../operations/operator.ts';
import type { Connector } from '../ports/connector.ts';
import type { JobQueueConsumer } from '../ports/job-queue.ts';
import { isRuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { BatchWorker } from './batch-worker.ts';
import { JobWorker } from './job-worker.ts';
import { OutboxRelay } from './outbox-relay.ts';

export interface BackgroundOptions {
  readonly workerId: string;
  /** Lock of a job, renewed while it is worked on. 60 s when absent. */
  readonly lockMs?: number;
  /** The slow sweep that repairs what the doorbell lost. 5 s when absent. */
  readonly sweepMs?: number;
  /** Timers due within this time are armed in the queue. 10 min when absent. */
  readonly timerHorizonMs?: number;
  readonly dispatchLeaseMs?: number;
}

/** The relay never looks more often than this, however much is due. */
const SHORTEST_PAUSE_MS = 20;
const OVERDUE_GROUP = 1000;

/**
 * Everything that happens by itself: jobs of our own workers, delivery of messages and signals, timers, and the sweep that
 * repairs what a crash or a lost queue left undone. Any number of programs may run it beside each other.
 */
export class BackgroundWork {
  readonly #parts: RuntimeParts;
  readonly #consumer: JobQueueConsumer;
  readonly #worker: JobWorker;
  readonly #relay: OutboxRelay;
  readonly #batches: BatchWorker;
  readonly #options: Required<BackgroundOptions>;
  readonly #dueTimers: Batcher<string, undefined>;
  #timer: NodeJS.Timeout | undefined;
  #passing: Promise<void> | undefined;
  #again = false;
  #stopped = true;
  #armedUntil: number | undefined;
  #unsubscribe: () => void = () => undefined;

  constructor(
    parts: RuntimeParts,
    consumer: JobQueueConsumer,
    connectors: readonly Connector[],
    options: BackgroundOptions,
  ) {
    this.#parts = parts;
    this.#consumer = consumer;
    this.#options = { lockMs: 60_000, sweepMs: 5000, timerHorizonMs: 600_000, dispatchLeaseMs: 15_000, ...options };
    this.#worker = new JobWorker(parts, connectors, { workerId: options.workerId, lockMs: this.#options.lockMs });
    this.#relay = new OutboxRelay(parts);
    this.#batches = new BatchWorker(parts);
    this.#dueTimers = new Batcher((ids) => this.#fire(ids), { maximum: 100, parallel: 2 });
  }

  /** Answers doorbells, and nothing else: without {@link start} nothing happens by itself. */
  async answer(): Promise<void> {
    await this.#consumer.start({
      job: ({ jobId }) => actAs(undefined, () => this.#worker.work(jobId)),
      timer: ({ timerId }) => actAs(undefined, () => this.#dueTimers.submit(timerId)),
    });
  }

  async start(): Promise<void> {
    this.#stopped = false;
    await this.answer();
    this.#unsubscribe = this.#parts.changes.onOutbox(() => this.#wake());
    this.#wake();
  }

  /** Finishes what is being worked on, at most `graceMs`; what is left is done by others when its lock ends. */
  async stop(graceMs = 10_000): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearTimeout(this.#timer);
    await this.#consumer.stop(graceMs);
    this.#worker.stop();
    await this.#passing;
  }

  /** One pass of everything that is due now: what the sweep does, for tests and for a drained queue. */
  async pass(): Promise<void> {
    await this.#relay.drain();
    await doPlannedHolds(this.#parts);
    await fireDue(this.#parts, OVERDUE_GROUP);
    await this.#ringOverdue();
    await this.#armTimers();
    await this.#batches.pass();
    await doDueSuspensions(this.#parts);
  }

  #wake(): void {
    if (this.#stopped) return;
    if (this.#passing !== undefined) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    // Whoever has woken it is not who acts now.
    this.#passing = actAs(undefined, () => this.#guardedPass()).finally(() => {
      this.#passing = undefined;
      if (this.#again) {
        this.#again = false;
        this.#wake();
      }
    });
  }

  async #guardedPass(): Promise<void> {
    let pause = this.#options.sweepMs;
    try {
      await this.pass();
      pause = await this.#pause();
    } catch (error) {
      this.#parts.log.error('the sweep failed and will run again', { error: String(error) });
    }
    if (!this.#stopped) this.#timer = setTimeout(() => this.#wake(), pause);
  }

  /** Until the next row is due, at most the sweep's interval. */
  async #pause(): Promise<number> {
    const { jobs, events, batches, clock } = this.#parts;
    const wakes = await Promise.all([jobs.nextWake(), events.nextWake(), batches.nextWake()]);
    const waits = wakes.flatMap((at) => (at === undefined ? [] : [Date.parse(at) - clock.now()]));
    return Math.max(SHORTEST_PAUSE_MS, Math.min(this.#options.sweepMs, ...waits));
  }

  async #ringOverdue(): Promise<void> {
    const { jobs, queue, clock } = this.#parts;
    for (;;) {
      const nextLookAt = new Date(clock.now() + this.#options.dispatchLeaseMs).toISOString();
      const rows = await jobs.overdue({ now: isoNow(clock), nextLookAt, limit: OVERDUE_GROUP });
      if (rows.length === 0) return;
      await queue.ringJobs(
        rows.map(({ id, rootId, attempts, priority }) => ({ jobId: id, rootId, attempt: attempts + 1, priority })),
      );
    }
  }

  /** Tells the queue the timers that have come within the horizon since the last time; the same again changes nothing. */
  async #armTimers(): Promise<void> {
    const { jobs, queue, clock } = this.#parts;
    const now = clock.now();
    const until = now + this.#options.timerHorizonMs;
    let after = this.#armedUntil ?? now;
    for (;;) {
      const rows = await jobs.timersDue({
        after: new Date(after).toISOString(),
        until: new Date(until).toISOString(),
        limit: OVERDUE_GROUP,
      });
      await queue.ringTimers(
        rows.map(({ id, rootId, dueAt }) => ({
          timerId: id,
          rootId,
          dueAt,
          delayMs: Math.max(0, Date.parse(dueAt) - now),
        })),
      );
      const last = rows.at(-1);
      if (last === undefined || rows.length < OVERDUE_GROUP || Date.parse(last.dueAt) <= after) break;
      after = Date.parse(last.dueAt);
    }
    this.#armedUntil = until;
  }

  /** Doorbells of timers: fires those whose row says that they are due. */
  async #fire(timerIds: readonly string[]): Promise<readonly undefined[]> {
    const { jobs, clock, log } = this.#parts;
    const due = await jobs.dueAmong([...new Set(timerIds)], isoNow(clock));
    await Promise.all(
      due.map((timer) =>
        fireKnownTimer(this.#parts, timer).catch((error: unknown) => {
          if (!isRuntimeError(error)) log.error('timer could not fire', { timerId: timer.id, error: String(error) });
        }),
      ),
    );
    return timerIds.map(() => undefined);
  }
}
