import type { JobDoorbell, JobQueue, JobQueueConsumer, TimerDoorbell } from '#runtime';

interface Bell {
  readonly kind: 'job' | 'timer';
  readonly id: string;
  readonly rootId: string;
  readonly at: number;
}

/** A doorbell at its worst: rings in any order, sometimes twice, and forgets everything when told to. */
export class UnreliableQueue implements JobQueue, JobQueueConsumer {
  readonly #now: () => number;
  readonly #random: () => number;
  #bells: Bell[] = [];
  #handlers: Parameters<JobQueueConsumer['start']>[0] | undefined;

  constructor(now: () => number, random: () => number) {
    this.#now = now;
    this.#random = random;
  }

  ringJobs(doorbells: readonly JobDoorbell[]): Promise<void> {
    for (const { jobId, rootId, delayMs } of doorbells) {
      this.#bells.push({ kind: 'job', id: jobId, rootId, at: this.#now() + (delayMs ?? 0) });
    }
    return Promise.resolve();
  }

  ringTimers(doorbells: readonly TimerDoorbell[]): Promise<void> {
    for (const { timerId, rootId, delayMs } of doorbells) {
      this.#bells.push({ kind: 'timer', id: timerId, rootId, at: this.#now() + delayMs });
    }
    return Promise.resolve();
  }

  start(handlers: Parameters<JobQueueConsumer['start']>[0]): Promise<void> {
    this.#handlers = handlers;
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.#handlers = undefined;
    return Promise.resolve();
  }

  forgetEverything(): void {
    this.#bells = [];
  }

  /** Rings one bell that is due. False when none is. */
  async deliverOne(): Promise<boolean> {
    const due = this.#bells.filter(({ at }) => at <= this.#now());
    const bell = due[Math.floor(this.#random() * due.length)];
    if (bell === undefined || this.#handlers === undefined) return false;
    // A third of the bells stay and ring a second time.
    if (this.#random() > 1 / 3) this.#bells = this.#bells.filter((one) => one !== bell);
    const { id, rootId } = bell;
    const ring = () =>
      bell.kind === 'job' ? this.#handlers?.job({ jobId: id, rootId }) : this.#handlers?.timer({ timerId: id, rootId });
    await (this.#random() < 0.2 ? Promise.all([ring(), ring()]) : ring());
    return true;
  }
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
