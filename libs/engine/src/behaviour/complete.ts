import type { Run } from '../execution/run.ts';
import type { Value, Variables } from '../model/expression.ts';
import { isActivity } from '../model/model-index.ts';
import type { FlowModel, NodeModel } from '../model/process-model.ts';
import type { Item } from '../state/item.ts';
import { localVariables } from '../state/visible-variables.ts';
import { isRecord, own, toValue } from '../variables-record.ts';
import { computeMappings, evaluate } from './evaluate.ts';
import { resolveIncidents } from './incident.ts';
import { createContinuationJob } from './job-work.ts';
import { isInnerInstance, leaveLoop } from './loop.ts';
import { selectFlows, takeFlows } from './take-flows.ts';
import { assignPaths, setLocal, setWhereKnown } from './variables.ts';
import { closeWaits } from './waits.ts';

/**
 * Ends an element that has done its work: results go through the output mappings (or, without any, to where their names
 * are known), then the token leaves; with an asynchronous continuation after it, in a transaction of its own.
 */
export function complete(run: Run, itemId: string, results: Variables): void {
  const item = run.find(itemId);
  if (item === undefined) return;
  const node = run.node(item);
  if (!item.body) takeResults(run, item, node, results);
  const isWhole = item.body || !isInnerInstance(run, item);
  if (node.asyncAfter === true && isWhole) {
    closeWaits(run, itemId);
    createContinuationJob(run, run.item(itemId), 'asyncAfter');
    return;
  }
  leave(run, itemId, results);
}

/** Output mappings see the results; where they lead is the business of the scope around. */
function takeResults(run: Run, item: Item, node: NodeModel, results: Variables): void {
  if (node.mapsResultsOnly === true && node.outputs.length > 0) setLocal(run, item, results);
  else setWhereKnown(run, item, results);
  if (node.outputs.length === 0) return;
  const current = run.item(item.id);
  const outer = current.parentId === null ? current : run.item(current.parentId);
  assignPaths(run, outer, computeMappings(run, current, node.outputs, 'output'), 'known', item.id);
}

/** The item ends as completed and its token takes the outgoing flows; an inner instance reports to its body instead. */
export function leave(run: Run, itemId: string, results: Variables = {}): void {
  const item = run.find(itemId);
  if (item === undefined) return;
  if (!item.body && isInnerInstance(run, item)) {
    leaveLoop(run, item, results);
    return;
  }
  const node = run.node(item);
  leaveOver(
    run,
    item,
    node.type === 'eventSubProcess' || node.outgoing.length === 0 ? [] : selectFlows(run, item, node),
  );
}

/** The item ends as completed and its token takes just these flows. */
export function leaveOver(run: Run, item: Item, flows: readonly FlowModel[]): void {
  const node = run.node(item);
  if (flows.length === 0) collectOutput(run, item, node);
  finish(run, item);
  const scope = item.parentId === null ? undefined : run.find(item.parentId);
  if (scope === undefined) return;
  takeFlows(run, scope, flows, item.answers, isActivity(node) ? node.completionQuantity : 1);
}

/** An ad-hoc subprocess may collect what each of its activities has come to, in the order in which they end. */
function collectOutput(run: Run, item: Item, node: NodeModel): void {
  const scope = item.parentId === null ? undefined : run.find(item.parentId);
  if (scope?.kind !== 'element' || node.type === 'boundaryEvent' || node.type === 'eventSubProcess') return;
  const around = run.node(scope);
  if (around.type !== 'adHocSubProcess' || around.output === undefined) return;
  const { collection, element } = around.output;
  const known = own(localVariables(scope), collection);
  const list: readonly Value[] = Array.isArray(known) ? (known as readonly Value[]) : [];
  setLocal(run, scope, { [collection]: [...list, toValue(evaluate(run, item, element))] });
}

/** The item ends as completed; it is kept if it can be compensated later, or to remember its output. */
export function finish(run: Run, item: Item, output?: Value): void {
  closeWaits(run, item.id);
  resolveIncidents(run, item.id);
  const current = run.item(item.id);
  const kept = output !== undefined || isCompensable(run, current);
  run.emit(item, {
    type: 'ElementCompleted',
    ...(item.body && { multiInstanceBody: true as const }),
    ...(kept && { kept: { order: orderIn(run, item), ...(output !== undefined && { output }) } }),
    ...run.of(item),
  });
}

function isCompensable(run: Run, item: Item): boolean {
  const node = run.node(item);
  const index = run.index(item);
  if (!isActivity(node) || node.isForCompensation || !index.isCompensable(node)) return false;
  if (item.parentId !== null && run.item(item.parentId).kind === 'compensation') return false;
  const hasHandler = index
    .boundariesOf(node.id)
    .some(({ definitions }) => definitions.some(({ kind }) => kind === 'compensate'));
  if (item.body) return item.kept > 0;
  if (hasHandler || item.kept > 0) return true;
  return index
    .nodesIn(node.id)
    .some((child) => child.type === 'eventSubProcess' && isCompensationTrigger(run, item, child.id));
}

function isCompensationTrigger(run: Run, item: Item, eventSubProcessId: string): boolean {
  return run
    .index(item)
    .triggersOf(eventSubProcessId)
    .some(({ definitions }) => definitions.some((definition) => definition.kind === 'compensate'));
}

function orderIn(run: Run, item: Item): number {
  return item.parentId === null ? 0 : run.item(item.parentId).keptSoFar;
}

/** The completion order of a kept item. */
export function orderOf(item: Item): number {
  const order = isRecord(item.state) ? item.state['order'] : undefined;
  return typeof order === 'number' ? order : 0;
}
