import type { Run } from '../execution/run.ts';
import type { BoundaryEventModel, StartEventModel } from '../model/process-model.ts';
import { keptChildrenOf } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { isRecord, mergeRecords, own, without } from '../variables-record.ts';
import { orderOf } from './complete.ts';
import { setLocal } from './variables.ts';

interface Progress {
  readonly records: readonly string[];
  readonly next: number;
  readonly notifies?: string;
}

/**
 * Begins to compensate completed activities of a scope, in reverse order of their completion, each once (clause 10.5.6,
 * 13.5.5). `activityId`: only this one; otherwise all of the scope.
 * @returns whether there is anything to compensate. `notifies`, a throw event that waits, is told when all is done.
 */
export function startCompensation(run: Run, scope: Item, activityId: string | undefined, notifies?: string): boolean {
  const records = keptChildrenOf(run.state, scope)
    .filter((record) => record.kind === 'element' && !isBeingCompensated(record))
    .filter((record) => activityId === undefined || record.nodeId === activityId)
    .toSorted((a, b) => orderOf(b) - orderOf(a));
  if (records.length === 0) return false;
  const compensationId = run.context.newId();
  run.emit(scope, {
    type: 'CompensationStarted',
    compensationId,
    scopeId: scope.id,
    records: records.map((record) => record.id),
    ...(notifies !== undefined && { notifies }),
  });
  for (const record of records) {
    run.emit(scope, {
      type: 'ElementStateChanged',
      elementInstanceId: record.id,
      state: mergeRecords(isRecord(record.state) ? record.state : {}, { compensatedBy: compensationId }),
    });
  }
  run.push({ kind: 'proceed', itemId: compensationId, payload: null });
  return true;
}

/**
 * The scope whose completed activities a throw event means: where the named activity lives; without a name its own
 * scope, or, from inside an event subprocess, the scope around that (clause 10.5.6).
 */
export function compensationScope(run: Run, from: Item, activityId: string | undefined): Item | undefined {
  const index = run.index(from);
  const wanted = activityId === undefined ? undefined : index.nodes.get(activityId)?.scopeId;
  let scope: Item | undefined = from;
  while (scope !== undefined && scope.kind !== 'instance') {
    const node = scope.kind === 'element' ? index.nodes.get(scope.nodeId) : undefined;
    const isPassed = scope.kind === 'compensation' || scope.body;
    if (!isPassed && (wanted === undefined ? node?.type !== 'eventSubProcess' : scope.nodeId === wanted)) return scope;
    scope = scope.parentId === null ? undefined : run.find(scope.parentId);
  }
  if (scope === undefined || (wanted !== undefined && scope.nodeId !== wanted)) return undefined;
  return scope;
}

/**
 * The next record's turn: its compensation event subprocess, its handler (both, in this order, where there are both: the
 * standard enables either when the activity completes, and lets neither hide the other), or what is kept inside it.
 */
export function proceedCompensation(run: Run, compensation: Item): void {
  const progress = compensation.state as unknown as Progress;
  const recordId = progress.records[progress.next];
  if (recordId === undefined) {
    end(run, compensation, progress);
    return;
  }
  const record = run.find(recordId);
  if (record === undefined) {
    advance(run, compensation.id, recordId);
    return;
  }
  const handler = record.body ? undefined : handlerOf(run, record);
  const start = record.body || isUndoneInside(record) ? undefined : compensationStart(run, record);
  if (start !== undefined) {
    if (handler !== undefined) markUndoneInside(run, compensation, record);
    const { id: startNodeId, scopeId: nodeId } = start;
    run.push({ kind: 'enter', scopeId: record.id, nodeId, startNodeId, occurred: {} });
  } else if (handler?.compensationHandler !== undefined) {
    run.declarations.declare(record.variables, { types: record.types ?? {} });
    // The handler sees the data of what it undoes, and nothing of what was undone before.
    const foreign = Object.keys(compensation.variables).filter((name) => !Object.hasOwn(record.variables, name));
    setLocal(run, compensation, record.variables, foreign);
    run.push(
      { kind: 'enter', scopeId: compensation.id, nodeId: handler.id, occurred: {} },
      { kind: 'enter', scopeId: compensation.id, nodeId: handler.compensationHandler },
    );
  } else if (!startCompensation(run, record, undefined)) {
    // Otherwise its turn is over when nothing lives in it any more, as with its event subprocess.
    advance(run, compensation.id, recordId);
  }
}

/** Nothing lives inside a kept record any more: its handler follows if it has one, else its turn is over. */
export function leaveRecord(run: Run, record: Item): void {
  const compensationId = compensatedBy(record);
  if (compensationId === undefined || run.find(compensationId) === undefined) return;
  if (isUndoneInside(record)) run.push({ kind: 'proceed', itemId: compensationId, payload: null });
  else advanceCompensation(run, compensationId);
}

function isUndoneInside(record: Item): boolean {
  return isRecord(record.state) && record.state['undoneInside'] === true;
}

function markUndoneInside(run: Run, compensation: Item, record: Item): void {
  run.emit(compensation, {
    type: 'ElementStateChanged',
    elementInstanceId: record.id,
    state: mergeRecords(isRecord(record.state) ? record.state : {}, { undoneInside: true }),
  });
}

/** The record in hand has been compensated: it is forgotten, and the next one's turn comes. */
export function advanceCompensation(run: Run, compensationId: string): void {
  const compensation = run.find(compensationId);
  if (compensation === undefined) return;
  const progress = compensation.state as unknown as Progress;
  const recordId = progress.records[progress.next];
  if (recordId !== undefined) advance(run, compensationId, recordId);
}

/**
 * A compensation that is cancelled has not begun with the records whose turn had not come, and not come to the end of
 * a record that is compensated by its content: what is left of them can be compensated later.
 */
export function releaseRecords(run: Run, compensation: Item): void {
  const progress = compensation.state as unknown as Progress;
  for (const recordId of progress.records.slice(progress.next)) {
    const record = run.find(recordId);
    if (record === undefined || compensatedBy(record) !== compensation.id) continue;
    const isInHand = recordId === progress.records[progress.next];
    if (isInHand && !record.body && (handlerOf(run, record) ?? compensationStart(run, record)) !== undefined) continue;
    const state = isRecord(record.state) ? without(record.state, ['compensatedBy']) : null;
    run.emit(compensation, { type: 'ElementStateChanged', elementInstanceId: record.id, state });
  }
}

/** The compensation that is at work on a kept item. */
function compensatedBy(record: Item): string | undefined {
  const id = isRecord(record.state) ? own(record.state, 'compensatedBy') : undefined;
  return typeof id === 'string' ? id : undefined;
}

function advance(run: Run, compensationId: string, recordId: string): void {
  const compensation = run.item(compensationId);
  run.emit(compensation, { type: 'CompensationAdvanced', compensationId, recordId });
  run.push({ kind: 'proceed', itemId: compensationId, payload: null });
}

function end(run: Run, compensation: Item, progress: Progress): void {
  run.emit(compensation, { type: 'CompensationEnded', compensationId: compensation.id });
  if (progress.notifies !== undefined) run.push({ kind: 'proceed', itemId: progress.notifies, payload: 'compensated' });
}

function isBeingCompensated(record: Item): boolean {
  return compensatedBy(record) !== undefined;
}

function handlerOf(run: Run, record: Item): BoundaryEventModel | undefined {
  return run
    .index(record)
    .boundariesOf(record.nodeId)
    .find((event) => event.definitions.some((definition) => definition.kind === 'compensate'));
}

function compensationStart(run: Run, record: Item): StartEventModel | undefined {
  const index = run.index(record);
  return index
    .eventSubProcessesOf(record.nodeId)
    .flatMap((eventSubProcess) => index.triggersOf(eventSubProcess.id))
    .find((start) => start.definitions.some((definition) => definition.kind === 'compensate'));
}
