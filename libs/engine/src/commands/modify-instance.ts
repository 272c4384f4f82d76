import { cancel } from '../behaviour/cancel.ts';
import type { Modification, Rejection } from '../command.ts';
import type { Run } from '../execution/run.ts';
import { liveChildrenOf } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { cancelEmptied } from './cancel-emptied.ts';
import { type CommandHandler, isRejection, reject } from './command-handler.ts';
import { findInstance } from './lifecycle.ts';
import { type Doomed, isAmbiguous, planStart, scopesAround, startAt, startOver } from './start-at.ts';

type Cancel = Extract<Modification, { readonly kind: 'cancel' | 'cancelAll' }>;
type Begin = Exclude<Modification, Cancel | { readonly kind: 'move' }>;

/** A begin with what the instructions before it have doomed. */
interface PlannedBegin {
  readonly begin: Begin;
  readonly doomed: Doomed;
}

/**
 * Changes by hand where tokens are. New tokens are put before old ones are taken away, so that a scope both belong to
 * lives on; a scope an earlier instruction takes away is not used again but made anew. Scopes that are left empty are
 * cancelled, too: nothing in them has completed. Everything is checked before anything is done.
 */
export const modifyInstance: CommandHandler<'ModifyInstance'> = (run, command) => {
  const instance = findInstance(run, command.processInstanceId);
  if (isRejection(instance)) return instance;
  const begins: PlannedBegin[] = [];
  const canceled = new Set<string>();
  for (const modification of command.modifications) {
    const steps = modification.kind === 'move' ? splitMove(run, instance, modification) : [modification];
    if (isRejection(steps)) return steps;
    for (const step of steps) {
      const doomed = new Set(canceled);
      const wrong = isCancel(step) ? findWrongCancel(run, instance, step) : findWrongBegin(run, instance, step, doomed);
      if (wrong !== undefined) return wrong;
      if (isCancel(step)) for (const id of itemsToCancel(run, instance, step)) canceled.add(id);
      else begins.push({ begin: step, doomed });
    }
  }
  // Work is done last in, first out: the first modification is put in last.
  for (const { begin, doomed } of begins.toReversed()) carryOut(run, instance, begin, doomed);
  const emptied = [...canceled].flatMap((id) => run.find(id)?.parentId ?? []);
  for (const id of canceled) if (run.find(id) !== undefined) cancel(run, id, 'modification');
  for (const scopeId of emptied) cancelEmptied(run, scopeId);
  return undefined;
};

function isCancel(modification: Begin | Cancel): modification is Cancel {
  return modification.kind === 'cancel' || modification.kind === 'cancelAll';
}

/** Away from where the token is, and into the innermost scope around it that holds the other node, too. */
function splitMove(
  run: Run,
  instance: Item,
  move: Extract<Modification, { readonly kind: 'move' }>,
): readonly (Begin | Cancel)[] | Rejection {
  const { elementInstanceId, nodeId, after, variables, declared } = move;
  const item = run.find(elementInstanceId);
  if (item === undefined || !isTokenOf(instance, item)) return noToken(instance, elementInstanceId);
  const index = run.index(instance);
  const node = index.nodes.get(nodeId);
  const unknown = node === undefined ? planStart(index, nodeId) : undefined;
  if (node === undefined) return unknown ?? invalid(`Expected a node "${nodeId}", but the model has none`);
  const around = new Set(scopesAround(index, node));
  let ancestor = instance;
  for (let at = parentOf(run, item); at !== undefined && at.id !== instance.id; at = parentOf(run, at)) {
    if (at.body || !around.has(at.nodeId)) continue;
    ancestor = at;
    break;
  }
  const begin = { nodeId, ancestorId: ancestor.id, variables, ...(declared !== undefined && { declared }) };
  return [
    { kind: 'cancel', elementInstanceId },
    { kind: after ? 'startAfter' : 'startBefore', ...begin },
  ];
}

function parentOf(run: Run, item: Item): Item | undefined {
  return item.parentId === null ? undefined : run.find(item.parentId);
}

function isTokenOf(instance: Item, item: Item): boolean {
  return item.processInstanceId === instance.id && item.kind === 'element' && item.status === 'active';
}

function findWrongCancel(run: Run, instance: Item, modification: Cancel): Rejection | undefined {
  if (modification.kind === 'cancelAll') return planStart(run.index(instance), modification.nodeId);
  const item = run.find(modification.elementInstanceId);
  return item !== undefined && isTokenOf(instance, item)
    ? undefined
    : noToken(instance, modification.elementInstanceId);
}

function findWrongBegin(run: Run, instance: Item, begin: Begin, doomed: Doomed): Rejection | undefined {
  const index = run.index(instance);
  const flow = begin.kind === 'takeFlow' ? index.flows.get(begin.flowId) : undefined;
  if (begin.kind === 'takeFlow' && flow === undefined)
    return invalid(`Expected a flow "${begin.flowId}", but the model has none`);
  const nodeId = begin.kind === 'takeFlow' ? (flow?.source ?? '') : begin.nodeId;
  const wrong = planStart(index, nodeId, begin.kind === 'startAfter');
  const node = index.nodes.get(nodeId);
  if (wrong !== undefined || node === undefined) return wrong;
  const ancestor = ancestorOf(run, instance, begin.ancestorId);
  if (ancestor === undefined || doomed.has(ancestor.id))
    return invalid(`Expected a live scope of ${instance.id} as ancestor, but there is none`, nodeId);
  if (ancestor.id !== instance.id && !scopesAround(index, node).includes(ancestor.nodeId))
    return invalid(`Expected a scope around ${nodeId} as ancestor, but ${ancestor.nodeId} is none`, nodeId);
  if (!isAmbiguous(run, ancestor, node, doomed)) return undefined;
  return invalid(`Expected one live scope around ${nodeId}, but there are several; name the ancestor`, nodeId);
}

function carryOut(run: Run, instance: Item, begin: Begin, doomed: Doomed): void {
  const ancestor = ancestorOf(run, instance, begin.ancestorId) ?? instance;
  if (begin.kind === 'takeFlow') startOver(run, ancestor, begin.flowId, begin, doomed);
  else startAt(run, ancestor, begin.nodeId, begin.kind === 'startAfter', begin, doomed);
}

function itemsToCancel(run: Run, instance: Item, modification: Cancel): readonly string[] {
  if (modification.kind === 'cancel') return [modification.elementInstanceId];
  const found: string[] = [];
  const visit = (item: Item): void => {
    for (const child of liveChildrenOf(run.state, item)) {
      if (child.kind === 'instance') continue;
      if (child.kind === 'element' && child.nodeId === modification.nodeId) found.push(child.id);
      else visit(child);
    }
  };
  visit(instance);
  return found;
}

/** The named scope; of a multi-instance body its only inner instance, none where there are several. */
function ancestorOf(run: Run, instance: Item, ancestorId: string | undefined): Item | undefined {
  if (ancestorId === undefined) return instance;
  const item = run.find(ancestorId);
  if (item === undefined || item.processInstanceId !== instance.id || item.status !== 'active') return undefined;
  if (!item.body) return item;
  const inner = liveChildrenOf(run.state, item);
  return inner.length === 1 ? inner[0] : undefined;
}

function noToken(instance: Item, elementInstanceId: string): Rejection {
  return invalid(`Expected a live element instance ${elementInstanceId} of ${instance.id}, but there is none`);
}

function invalid(message: string, elementId?: string): Rejection {
  return reject('MODIFICATION_INVALID', message, elementId);
}
