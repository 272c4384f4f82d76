import type { Run } from '../execution/run.ts';
import type { Value, Variables } from '../model/expression.ts';
import { isActivity } from '../model/model-index.ts';
import type { LoopModel } from '../model/process-model.ts';
import type { Item } from '../state/item.ts';
import { mergeRecords, toValue } from '../variables-record.ts';
import { evaluate } from './evaluate.ts';

/** What the body of a loop or multi-instance keeps of its progress. */
export interface LoopState {
  readonly counts: { readonly total: number; readonly completed: number };
  /** Number of inner instances begun so far. */
  readonly begun: number;
  /** No further inner instance is begun: the completion or loop condition has said so. */
  readonly done: boolean;
  /** Of a loop whose round has been left to a later step: how many there were before without anything to wait for. */
  readonly roundsBefore?: number;
  /** Sequential with a collection: where the next elements are. */
  readonly inputs?: LoopInputs;
}

/**
 * Elements of a collection from index `offset` on: here, where they are few and small, or in the record `record`. What comes
 * after them is in the record `next` (of a record: its own `next`). The body is written in every round, a record only once.
 */
export type LoopInputs =
  | { readonly elements: readonly Value[]; readonly offset: number; readonly next?: string }
  | { readonly record: string; readonly offset: number };

/** What a record of input elements holds. */
export interface StoredInputs {
  readonly elements: readonly Value[];
  readonly next?: string;
}

export function loopStateOf(body: Item): LoopState {
  return body.state as unknown as LoopState;
}

export function setLoopState(run: Run, body: Item, state: LoopState): void {
  run.emit(body, {
    type: 'ElementStateChanged',
    elementInstanceId: body.id,
    state: state as unknown as Value,
  });
}

/** Is it one of the instances inside a multi-instance or looping activity? */
export function isInnerInstance(run: Run, item: Item): boolean {
  if (item.loopCounter === undefined || item.parentId === null) return false;
  const parent = run.find(item.parentId);
  return parent?.body === true && parent.nodeId === item.nodeId;
}

export function loopOf(run: Run, body: Item): LoopModel {
  const node = run.node(body);
  if (!isActivity(node) || node.loop === undefined) {
    throw new Error(`Expected a loop at ${node.id}, but the model gives none`);
  }
  return node.loop;
}

/**
 * An inner instance has done its work: its output is remembered, and the body learns of it when the work in hand is
 * done. The item is finished by the body's behaviour, which knows what to keep.
 */
export function leaveLoop(run: Run, inner: Item, results: Variables): void {
  if (inner.parentId === null) return;
  const body = run.item(inner.parentId);
  const loop = loopOf(run, body);
  const output =
    loop.kind === 'multiInstance' && loop.outputElement !== undefined
      ? toValue(evaluate(run, inner, loop.outputElement, results))
      : undefined;
  run.push({
    kind: 'proceed',
    itemId: body.id,
    payload: {
      innerId: inner.id,
      results: mergeRecords(results),
      ...(output !== undefined && { output }),
    },
  });
}
