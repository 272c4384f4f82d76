import type { ExternalTasks, FetchTopic, LockedJob } from '../api/jobs.ts';
import type { CommandRequest } from '../execution/command-request.ts';
import { operationLog } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables, declaredOf, localOf } from '../variables.ts';
import { lockedJob } from './locked-job.ts';

const MOST_TASKS = 1000;
const LONGEST_WAIT_MS = 30 * 60_000;
/** While waiting, look again this often: locks that end and backoffs that are over ring no bell. */
const LOOK_AGAIN_MS = 5_000;

export function createExternalTasks(parts: RuntimeParts): ExternalTasks {
  const { jobs, executor, clock, ids } = parts;
  const until = (ms: number): string => new Date(clock.now() + ms).toISOString();
  const fenced = async (
    jobId: string,
    workerId: string,
    command: CommandRequest['command'],
    attempt: NonNullable<CommandRequest['attempt']>,
    next: Pick<CommandRequest, 'wakeAt'> = {},
  ): Promise<void> => {
    await executor.execute({
      target: { kind: 'lookup', of: 'job', id: jobId },
      fence: { kind: 'externalJob', jobId, workerId },
      command,
      attempt,
      ...next,
    });
  };
  return {
    fetchAndLock: (request) => fetchAndLock(parts, request),
    complete: ({ jobId, workerId, variables, declared, ...local }) =>
      fenced(
        jobId,
        workerId,
        {
          type: 'CompleteJob',
          jobId,
          variables: checkedVariables(variables),
          ...declaredOf({ declared }),
          ...localOf(local),
        },
        { outcome: 'completed', message: null, details: null },
      ),
    async fail({ jobId, workerId, message, details, retries, retryAfterMs, ...sent }) {
      const own = { ...declaredOf(sent), ...localOf(sent) };
      const variables = checkedVariables(sent.variables);
      const wakeAt = until(Math.max(0, retryAfterMs));
      if (retries > 0 && Object.keys(variables).length === 0 && Object.keys(own.localVariables ?? {}).length === 0) {
        // Nothing of the case changes: a statement on the job does, without its tree.
        const setback = { jobId, workerId, retries, wakeAt, message, details: details ?? null };
        const [changed] = await jobs.setBack([setback], isoNow(clock));
        if (changed === undefined) throw await lost(parts, jobId);
        return;
      }
      await fenced(
        jobId,
        workerId,
        { type: 'FailJob', jobId, message, retries, variables, ...own },
        { outcome: 'failed', message, details: details ?? null },
        retries > 0 ? { wakeAt } : {},
      );
    },
    throwError: ({ jobId, workerId, code, message, variables, declared }) =>
      fenced(
        jobId,
        workerId,
        {
          type: 'ThrowFromJob',
          jobId,
          kind: 'error',
          code,
          variables: checkedVariables(variables),
          ...declaredOf({ declared }),
          ...(message === undefined ? {} : { message }),
        },
        { outcome: 'error', message: message ?? code, details: null },
      ),
    async extendLock({ jobId, workerId, durationMs }) {
      const [held] = await jobs.extend([{ jobId, workerId, lockedUntil: until(durationMs) }]);
      if (held === undefined) throw await lost(parts, jobId);
    },
    async lock({ jobId, workerId, durationMs }) {
      const lockedUntil = until(durationMs);
      const locked = await jobs.lockOne({ jobId, workerId, token: ids.next(), now: isoNow(clock), lockedUntil });
      if (!locked) throw await lost(parts, jobId);
    },
    async unlock(jobId) {
      const log = operationLog(parts, { type: 'Unlock', entity: 'ExternalTask', externalTaskId: jobId });
      if (!(await jobs.unlock(jobId, isoNow(clock), log))) throw jobNotFound(jobId);
    },
    topics: (filter) => parts.queries.externalTasks.topics(filter),
  };
}

async function fetchAndLock(
  parts: RuntimeParts,
  request: Parameters<ExternalTasks['fetchAndLock']>[0],
): Promise<readonly LockedJob[]> {
  const { topics, workerId, usePriority, createTime, signal } = request;
  const wanted = Math.min(MOST_TASKS, Math.max(1, Math.trunc(request.maxTasks)));
  if (workerId === '' || topics.length === 0) {
    throw new RuntimeError('INPUT_INVALID', 'Expected a worker id and at least one topic, but one is missing.', {});
  }
  if (topics.some(({ lockDurationMs }) => !(lockDurationMs > 0))) {
    throw new RuntimeError('INPUT_INVALID', 'Expected lock durations above 0 ms.', { field: 'lockDurationMs' });
  }
  const deadline = Date.now() + Math.min(LONGEST_WAIT_MS, Math.max(0, request.waitMs ?? 0));
  const bell = new Bell(parts, topics);
  try {
    for (;;) {
      const heard = bell.next();
      const claimed = await parts.jobs.fetch({
        topics,
        workerId,
        tokens: Array.from({ length: wanted }, () => parts.ids.next()),
        now: isoNow(parts.clock),
        usePriority: usePriority ?? false,
        ...(createTime === undefined ? {} : { createTime }),
      });
      if (claimed.length > 0) {
        return claimed.map((one) =>
          lockedJob(
            one,
            topics.find(({ topic }) => topic === one.job.topic),
          ),
        );
      }
      const left = deadline - Date.now();
      if (left <= 0 || signal?.aborted === true) return [];
      await raceWithTimer(heard, Math.min(left, LOOK_AGAIN_MS), signal);
    }
  } finally {
    bell.close();
  }
}

/** Rings when work for one of the topics has appeared. */
class Bell {
  readonly #close: () => void;
  #ring: () => void = () => undefined;
  #rung = false;

  constructor(parts: RuntimeParts, topics: readonly FetchTopic[]) {
    const names = new Set(topics.map(({ topic }) => topic));
    this.#close = parts.changes.subscribe((changes) => {
      const mine =
        changes?.some(({ kind, topic }) => kind === 'job' && topic !== undefined && names.has(topic)) ?? true;
      if (!mine) return;
      this.#rung = true;
      this.#ring();
    });
  }

  /** Call before looking: what appears while looking is heard, too. */
  next(): Promise<void> {
    this.#rung = false;
    return new Promise((resolve) => {
      this.#ring = resolve;
      if (this.#rung) resolve();
    });
  }

  close(): void {
    this.#close();
  }
}

async function raceWithTimer(heard: Promise<void>, ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let stop: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    stop = () => resolve();
    timer = setTimeout(stop, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([heard, over]);
  clearTimeout(timer);
  signal?.removeEventListener('abort', stop);
}

async function lost(parts: RuntimeParts, jobId: string): Promise<RuntimeError> {
  const job = await parts.jobs.find(jobId);
  if (job === undefined) return jobNotFound(jobId);
  return new RuntimeError('JOB_LOCK_LOST', `Expected job ${jobId} to be locked by this worker, but it is not.`, {
    jobId,
    workerId: job.workerId,
  });
}

function jobNotFound(jobId: string): RuntimeError {
  return new RuntimeError('JOB_NOT_FOUND', `Expected job ${jobId}, but it is over or never was.`, { jobId });
}
