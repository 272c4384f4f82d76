import { batchFault } from '../batches/batch-fault.ts';
import { runBatchItem } from '../batches/run-batch-item.ts';
import type { BatchItemOutcome, ClaimedBatchItem } from '../ports/batch-store.ts';
import { isRuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';

/** Targets taken at once: enough to share commits, few enough that timers and messages do not wait for a large batch. */
const CHUNK = 100;
/** After this time another program takes over what this one has taken. */
const TAKEN_MS = 15_000;
/** Waits before the second and third try of a target that met trouble and did not refuse. */
const BACKOFF_MS = [2_000, 20_000];
const LONGEST_ERROR = 2_000;

/** Works through batches, one chunk at each pass. Any number of programs may do so beside each other. */
export class BatchWorker {
  readonly #parts: RuntimeParts;

  constructor(parts: RuntimeParts) {
    this.#parts = parts;
  }

  /** Does one chunk of what is due; returns how many targets it took. */
  async pass(): Promise<number> {
    const { batches, clock } = this.#parts;
    const nextLookAt = new Date(clock.now() + TAKEN_MS).toISOString();
    const items = await batches.claim({ now: isoNow(clock), nextLookAt, limit: CHUNK });
    if (items.length > 0) await batches.settle(await Promise.all(items.map((item) => this.#run(item))));
    await batches.finish(isoNow(clock));
    return items.length;
  }

  async #run(item: ClaimedBatchItem): Promise<BatchItemOutcome> {
    const { clock, log } = this.#parts;
    const { batchId, position, attempts } = item;
    const now = clock.now();
    const outcome = { batchId, position, error: null, fault: null, wakeAt: new Date(now).toISOString() };
    try {
      await runBatchItem(this.#parts, item);
      return { ...outcome, state: 'done' };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const fault = await batchFault(this.#parts, item.operation, error);
      const failed = { ...outcome, error: message.slice(0, LONGEST_ERROR), fault };
      if (isRuntimeError(error)) return { ...failed, state: 'failed' };
      log.error('a target of a batch met trouble', { batchId, position, attempts, error: String(error) });
      const pause = BACKOFF_MS[attempts - 1];
      if (pause === undefined) return { ...failed, state: 'failed' };
      return { ...failed, state: 'waiting', wakeAt: new Date(now + pause).toISOString() };
    }
  }
}
