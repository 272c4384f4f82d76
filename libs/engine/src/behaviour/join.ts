import type { Run } from '../execution/run.ts';
import type { Value } from '../model/expression.ts';
import type { FlowModel, NodeModel } from '../model/process-model.ts';
import type { Entry } from '../elements/element-behaviour.ts';
import type { Item } from '../state/item.ts';
import { emptyRecord, isEmptyRecord, isRecord, mergeRecords, own } from '../variables-record.ts';
import { mergeAnswers } from './answers.ts';
import { finish } from './complete.ts';
import { createInstance, gatheringAt } from './enter.ts';
import { takeFlows } from './take-flows.ts';

/** Tokens that wait at a gateway, by the incoming flow they came over. */
export type Arrivals = Readonly<Record<string, number>>;

/** A token arrives at a gateway that gathers: it joins the instance that waits, or makes one. */
export function gather(run: Run, entry: Entry, node: NodeModel, scope: Item): Item {
  const waiting = gatheringAt(run, scope, node.id);
  if (waiting === undefined) {
    const arrived = { [flowOf(entry, node, {})]: 1 };
    return run.item(createInstance(run, entry, node, scope, { state: { arrived } }));
  }
  const arrived = arrivalsOf(waiting);
  const flowId = flowOf(entry, node, arrived);
  setArrivals(run, waiting, mergeRecords(arrived, { [flowId]: (own(arrived, flowId) ?? 0) + 1 }), entry.answers);
  return run.item(waiting.id);
}

export function arrivalsOf(item: Item): Arrivals {
  const arrived = isRecord(item.state) ? item.state['arrived'] : undefined;
  return isRecord(arrived) ? (arrived as Arrivals) : {};
}

export function setArrivals(run: Run, item: Item, arrived: Arrivals, answers?: Item['answers']): void {
  const merged = mergeAnswers(item.answers, answers);
  run.stirred.add(item.parentId ?? item.id);
  run.emit(item, {
    type: 'ElementStateChanged',
    elementInstanceId: item.id,
    state: mergeRecords(isRecord(item.state) ? item.state : {}, { arrived }),
    ...(merged !== undefined && { answers: merged }),
  });
}

/** Takes one token from each flow that has one. */
export function takeOne(arrived: Arrivals): Record<string, number> {
  const rest = emptyRecord<number>();
  for (const [flowId, count] of Object.entries(arrived)) if (count > 1) rest[flowId] = count - 1;
  return rest;
}

/**
 * The join fires: it is completed and its token goes on. Tokens that came too early for the next time wait on in an
 * instance of their own.
 */
export function fire(run: Run, item: Item, node: NodeModel, flows: readonly FlowModel[], rest: Arrivals): void {
  const scopeId = item.parentId ?? item.id;
  finish(run, item);
  waitOn(run, scopeId, node, rest);
  takeFlows(run, run.item(scopeId), flows, item.answers);
}

/** Tokens that are left over gather in a new instance. */
export function waitOn(run: Run, scopeId: string, node: NodeModel, rest: Arrivals): void {
  if (isEmptyRecord(rest)) return;
  const entry: Entry = { kind: 'enter', scopeId, nodeId: node.id };
  createInstance(run, entry, node, run.item(scopeId), { state: { arrived: rest as Value } });
}

/** This instance gathers no longer: it goes on with the tokens it has, the others wait on. */
export function stopGathering(run: Run, item: Item, node: NodeModel, rest: Arrivals): void {
  run.emit(item, { type: 'ElementStateChanged', elementInstanceId: item.id, state: null, gathers: false });
  waitOn(run, item.parentId ?? item.id, node, rest);
}

/** A token that came over no flow (by modification) counts for the first flow that still lacks one. */
function flowOf(entry: Entry, node: NodeModel, arrived: Arrivals): string {
  if (entry.viaFlowId !== undefined) return entry.viaFlowId;
  return node.incoming.find((id) => own(arrived, id) === undefined) ?? node.incoming[0] ?? '';
}
