import type { RuntimeParts } from '../runtime-parts.ts';

/** Renews the locks of the jobs being worked on, all with one statement; a lock that is lost aborts its work. */
export class HeldLocks {
  readonly #parts: Pick<RuntimeParts, 'jobs' | 'clock' | 'log'>;
  readonly #lockMs: number;
  readonly #held = new Map<string, { readonly token: string; readonly controller: AbortController; renewed: number }>();
  readonly #timer: NodeJS.Timeout;

  constructor(parts: Pick<RuntimeParts, 'jobs' | 'clock' | 'log'>, lockMs: number) {
    this.#parts = parts;
    this.#lockMs = lockMs;
    this.#timer = setInterval(() => void this.#renew(), Math.max(50, lockMs / 3));
    this.#timer.unref();
  }

  hold(jobId: string, token: string): AbortSignal {
    const controller = new AbortController();
    this.#held.set(jobId, { token, controller, renewed: Date.now() });
    return controller.signal;
  }

  release(jobId: string): void {
    this.#held.delete(jobId);
  }

  /** Renews nothing any more, and tells those still at work. */
  stop(): void {
    clearInterval(this.#timer);
    for (const { controller } of this.#held.values()) controller.abort();
  }

  async #renew(): Promise<void> {
    // What was taken a moment ago needs nothing yet.
    const old = Date.now() - this.#lockMs / 4;
    const due = [...this.#held].filter(([, { renewed }]) => renewed < old);
    if (due.length === 0) return;
    const lockedUntil = new Date(this.#parts.clock.now() + this.#lockMs).toISOString();
    try {
      const kept = new Set(
        await this.#parts.jobs.extend(due.map(([jobId, { token }]) => ({ jobId, lockToken: token, lockedUntil }))),
      );
      for (const [jobId, entry] of due) {
        if (kept.has(jobId)) entry.renewed = Date.now();
        else if (this.#held.get(jobId) === entry) entry.controller.abort();
      }
    } catch (error) {
      this.#parts.log.warn('locks of jobs could not be renewed', { jobs: due.length, error: String(error) });
    }
  }
}
