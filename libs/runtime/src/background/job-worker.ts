import { shownValue } from '#engine';
import { Batcher } from '../execution/batcher.ts';
import { backoffMs } from '../execution/retry-cycle.ts';
import { lockedJob } from '../jobs/locked-job.ts';
import type { Connector, ConnectorResult } from '../ports/connector.ts';
import type { ClaimedJob } from '../ports/job-store.ts';
import type { JobRow } from '../ports/rows.ts';
import { isRuntimeError } from '../runtime-error.ts';
import { runtimeFault } from '../runtime-faults.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables } from '../variables.ts';
import { HeldLocks } from './held-locks.ts';

export interface JobWorkerOptions {
  /** Name of this worker in locks and logs. */
  readonly workerId: string;
  /** How long a job may give no sign of life before somebody else takes it; renewed while it is worked on. */
  readonly lockMs: number;
}

const LONGEST_MESSAGE = 4000;

/**
 * Does jobs of our own workers: claims the row with a fencing token, runs the connector outside every transaction, completes
 * with the same token. A doorbell that comes twice finds no ready row and does nothing.
 */
export class JobWorker {
  readonly #parts: RuntimeParts;
  readonly #connectors: ReadonlyMap<string, Connector>;
  readonly #options: JobWorkerOptions;
  readonly #locks: HeldLocks;
  readonly #claims: Batcher<string, ClaimedJob | undefined>;

  /** @throws when two connectors serve the same topic */
  constructor(parts: RuntimeParts, connectors: readonly Connector[], options: JobWorkerOptions) {
    this.#parts = parts;
    this.#connectors = byTopic(connectors);
    this.#options = options;
    this.#locks = new HeldLocks(parts, options.lockMs);
    this.#claims = new Batcher((ids) => this.#claim(ids), { maximum: 100, parallel: 2 });
  }

  /** Answers one doorbell. Rejects only when the database cannot be reached; the relay rings again then. */
  async work(jobId: string): Promise<void> {
    const claimed = await this.#claims.submit(jobId);
    if (claimed === undefined) return;
    const { job } = claimed;
    const signal = this.#locks.hold(job.id, job.lockToken ?? '');
    try {
      await this.#finish(job, job.performer === 'engine' ? { kind: 'done' } : await this.#run(claimed, signal));
    } catch (error) {
      if (!isRuntimeError(error)) throw error;
      await this.#refused(job, error.code, error.message);
    } finally {
      this.#locks.release(job.id);
    }
  }

  stop(): void {
    this.#locks.stop();
  }

  async #claim(ids: readonly string[]): Promise<readonly (ClaimedJob | undefined)[]> {
    const { jobs, clock, ids: source } = this.#parts;
    const wanted = [...new Set(ids)];
    const claimed = await jobs.claim({
      ids: wanted,
      tokens: wanted.map(() => source.next()),
      workerId: this.#options.workerId,
      lockedUntil: new Date(clock.now() + this.#options.lockMs).toISOString(),
    });
    const byId = new Map(claimed.map((one) => [one.job.id, one]));
    return ids.map((id) => {
      const one = byId.get(id);
      byId.delete(id);
      return one;
    });
  }

  async #run(claimed: ClaimedJob, signal: AbortSignal): Promise<ConnectorResult> {
    const { job } = claimed;
    const connector = this.#connectors.get(job.topic);
    if (connector === undefined) {
      return {
        kind: 'failed',
        message: `Expected a connector for topic "${job.topic}", but this worker has none.`,
        fault: runtimeFault('CONNECTOR_MISSING', { topic: job.topic }),
      };
    }
    const {
      id: jobId,
      attempts: attempt,
      topic,
      instanceId,
      definitionKey,
      businessKey,
      nodeId,
      ...rest
    } = lockedJob(claimed);
    const { idempotencyKey, variables, settings } = rest;
    try {
      return await connector.execute({
        jobId,
        idempotencyKey,
        topic,
        instanceId,
        definitionKey,
        businessKey,
        nodeId,
        variables,
        settings,
        attempt,
        signal,
      });
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
      const fault = runtimeFault('CONNECTOR_BROKE', { reported: shownValue(message) });
      return { kind: 'failed', message, fault, ...(stack === undefined ? {} : { details: stack }) };
    }
  }

  async #finish(job: JobRow, result: ConnectorResult): Promise<void> {
    const { executor } = this.#parts;
    const common = {
      target: { kind: 'known', rootId: job.rootId, itemId: job.elementInstanceId },
      fence: { kind: 'job', jobId: job.id, lockToken: job.lockToken ?? '' },
    } as const;
    switch (result.kind) {
      case 'done':
        await executor.execute({
          ...common,
          command: {
            type: 'CompleteJob',
            jobId: job.id,
            variables: checkedVariables(result.variables),
            ...(result.localVariables === undefined ? {} : { localVariables: checkedVariables(result.localVariables) }),
          },
          attempt: { outcome: 'completed', message: null, details: null },
        });
        return;
      case 'error':
        await executor.execute({
          ...common,
          command: {
            type: 'ThrowFromJob',
            jobId: job.id,
            kind: 'error',
            code: result.code,
            variables: checkedVariables(result.variables),
            ...(result.message === undefined ? {} : { message: result.message }),
          },
          attempt: { outcome: 'error', message: result.message ?? result.code, details: null },
        });
        return;
      case 'failed':
        await this.#fail(job, result);
    }
  }

  /** With retries left the job waits and is tried again; without, an incident. */
  async #fail(job: JobRow, failure: Extract<ConnectorResult, { kind: 'failed' }>): Promise<void> {
    const { executor, jobs, clock, queue, log } = this.#parts;
    const message = failure.message.slice(0, LONGEST_MESSAGE);
    const details = failure.details?.slice(0, 10 * LONGEST_MESSAGE) ?? null;
    const retries = failure.final === true ? 0 : job.retries - 1;
    const lockToken = job.lockToken ?? '';
    if (retries <= 0) {
      await executor.execute({
        target: { kind: 'known', rootId: job.rootId, itemId: job.elementInstanceId },
        fence: { kind: 'job', jobId: job.id, lockToken },
        command: {
          type: 'FailJob',
          jobId: job.id,
          message,
          ...(failure.fault === undefined ? {} : { fault: failure.fault }),
        },
        attempt: { outcome: 'failed', message, details },
      });
      return;
    }
    const delayMs = failure.retryAfterMs ?? backoffMs(job.retryCycle, job.attempts);
    const wakeAt = new Date(clock.now() + delayMs).toISOString();
    const setback = { jobId: job.id, lockToken, workerId: this.#options.workerId, retries, wakeAt, message, details };
    const changed = await jobs.setBack([setback], isoNow(clock));
    await queue
      .ringJobs(
        changed.map(({ id, rootId, attempts, priority }) => ({
          jobId: id,
          rootId,
          attempt: attempts + 1,
          priority,
          // A moment later than the row says: early doorbells find nothing.
          delayMs: delayMs + 50,
        })),
      )
      .catch((error: unknown) =>
        log.warn('doorbell did not ring, the relay will', { jobId: job.id, error: String(error) }),
      );
  }

  /** The engine said no: the job is over or somebody else's (nothing to do), asleep, or its result cannot be used. */
  async #refused(job: JobRow, code: string, message: string): Promise<void> {
    if (code === 'JOB_NOT_FOUND' || code === 'JOB_LOCK_LOST' || code === 'INSTANCE_NOT_FOUND') return;
    if (code === 'INSTANCE_SUSPENDED') {
      await this.#parts.jobs.unlock(job.id, isoNow(this.#parts.clock));
      return;
    }
    const fault = runtimeFault('JOB_RESULT_REFUSED', { reported: shownValue(message) });
    await this.#fail(job, { kind: 'failed', message, fault });
  }
}

function byTopic(connectors: readonly Connector[]): ReadonlyMap<string, Connector> {
  const map = new Map<string, Connector>();
  for (const connector of connectors) {
    if (map.has(connector.topic))
      throw new Error(`Expected one connector per topic, but "${connector.topic}" has two.`);
    map.set(connector.topic, connector);
  }
  return map;
}
