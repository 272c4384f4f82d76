import type { Timers } from '../api/jobs.ts';
import { collectStart } from '../events/collect-start.ts';
import { beginInstance } from '../instances/start-instance.ts';
import type { DueTimer } from '../ports/job-store.ts';
import type { StartSubscriptionRow } from '../ports/rows.ts';
import { operationLog } from '../operations/operation-log.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import { isRuntimeError, RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';

/** Timers that reach within this time are told to the queue when they are moved. */
const HORIZON_MS = 10 * 60_000;

export function createTimers(parts: RuntimeParts): Timers {
  return {
    list: (filter) => parts.queries.timers.list(filter),
    fire: (timerId) =>
      fireTimer(parts, timerId, operationLog(parts, { type: 'Execute', entity: 'Job', jobId: timerId })),
    async reschedule(timerId, dueAt, { cascade: cascades } = {}) {
      if (Number.isNaN(Date.parse(dueAt))) {
        throw new RuntimeError('DATE_INVALID', `Expected an ISO 8601 date, but got "${dueAt}".`, { field: 'dueAt' });
      }
      const at = new Date(dueAt).toISOString();
      const log = operationLog(parts, { type: 'SetDueDate', entity: 'Job', jobId: timerId }, [['duedate', null, at]]);
      const timer = await parts.jobs.reschedule(
        timerId,
        { dueAt: at, ...(cascades === undefined ? {} : { cascades }) },
        log,
      );
      if (timer === undefined) {
        if (await parts.definitions.rescheduleStartTimer(timerId, at, log)) return;
        throw notFound(timerId);
      }
      const delayMs = Math.max(0, Date.parse(at) - parts.clock.now());
      if (delayMs <= HORIZON_MS) {
        await parts.queue.ringTimers([{ timerId, rootId: timer.rootId, dueAt: at, delayMs }]);
      }
    },
    fireDue: (limit) => fireDue(parts, limit ?? 1000),
  };
}

/** Fires a timer of a running instance, or of a start event. @throws TIMER_NOT_FOUND */
async function fireTimer(parts: RuntimeParts, timerId: string, log: readonly OperationRow[]): Promise<void> {
  const start = await parts.definitions.startTimer(timerId);
  if (start !== undefined) {
    await fireStartTimer(parts, start, log);
    return;
  }
  await parts.executor.execute({
    target: { kind: 'lookup', of: 'timer', id: timerId },
    command: { type: 'FireTimer', timerId },
    log,
  });
}

/** Fires what is due: timers of running instances, and timer start events. Returns how many have fired. */
export async function fireDue(parts: RuntimeParts, limit: number): Promise<number> {
  const now = isoNow(parts.clock);
  const [timers, starts] = await Promise.all([
    parts.jobs.timersDue({ after: null, until: now, limit }),
    parts.definitions.dueStartTimers(now, limit),
  ]);
  const fired = await Promise.all([
    ...timers.map((timer) =>
      settled(parts, 'timer could not fire', { timerId: timer.id }, () => fireKnownTimer(parts, timer)),
    ),
    ...starts.map((start) =>
      settled(
        parts,
        'timer start event could not start',
        { definitionId: start.definitionId, nodeId: start.nodeId },
        () => fireStartTimer(parts, start),
      ),
    ),
  ]);
  return fired.filter(Boolean).length;
}

/** Fires a timer whose row has been read. */
export function fireKnownTimer(
  parts: RuntimeParts,
  timer: DueTimer,
  log: readonly OperationRow[] = [],
): Promise<unknown> {
  const { id, rootId, elementInstanceId, dueAt, cascades } = timer;
  return parts.executor.execute({
    target: { kind: 'known', rootId, itemId: elementInstanceId },
    command: { type: 'FireTimer', timerId: id, ...(cascades ? { movedTo: dueAt } : {}) },
    log,
  });
}

/** Starts the instance and sets the next date in one transaction; a second sweep finds the date changed. */
async function fireStartTimer(
  parts: RuntimeParts,
  start: StartSubscriptionRow,
  log: readonly OperationRow[] = [],
): Promise<unknown> {
  const { id, definitionId, definitionKey, nodeId, dueAt } = start;
  if (dueAt === null) return undefined;
  const fence = { kind: 'startTimer', subscriptionId: id, dueAt, next: nextOf(parts, start, dueAt) } as const;
  if (start.needed > 1) {
    const { definition, needed } = start;
    const occurrence = { definition, needed, businessKey: null, correlation: {}, variables: {}, broadcast: true };
    return collectStart(parts, { definitionId, startNodeId: nodeId }, occurrence, fence);
  }
  return beginInstance(
    parts,
    { id: definitionId, key: definitionKey },
    {
      instanceId: parts.ids.next(),
      variables: {},
      startNodeId: nodeId,
      fence,
      log: log.map((entry) => ({ ...entry, definitionId, definitionKey })),
    },
  );
}

function nextOf(parts: RuntimeParts, start: StartSubscriptionRow, dueAt: string) {
  const { timerForm, timerText, repetitions } = start;
  const left = repetitions ?? 0;
  if (timerForm !== 'cycle' || timerText === null || left === 0) return { dueAt: null, repetitions: 0 };
  const next = parts.calendar.next(timerText, dueAt, isoNow(parts.clock));
  return next.ok
    ? { dueAt: next.value.dueAt, repetitions: left === -1 ? -1 : left - 1 }
    : { dueAt: null, repetitions: 0 };
}

/** A timer that is gone or sleeps is no trouble; anything else is told, and tried again by the next sweep. */
async function settled(
  parts: RuntimeParts,
  trouble: string,
  fields: Readonly<Record<string, unknown>>,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const expected = isRuntimeError(error) && (error.code === 'TIMER_NOT_FOUND' || error.code === 'INSTANCE_SUSPENDED');
    if (!expected) parts.log.error(trouble, { ...fields, error: String(error) });
    return false;
  }
}

function notFound(timerId: string): RuntimeError {
  return new RuntimeError('TIMER_NOT_FOUND', `Expected timer ${timerId}, but it has fired or never was.`, { timerId });
}
