import { cancel } from '../behaviour/cancel.ts';
import type { Modification, Rejection } from '../command.ts';
import type { Run } from '../execution/run.ts';
import { liveChildrenOf } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { type CommandHandler, isRejection, reject } from './command-handler.ts';
import { findInstance } from './lifecycle.ts';
import { isAmbiguous, planStart, startAt, startOver } from './start-at.ts';

/**
 * Changes by hand where tokens are. New tokens are put before old ones are taken away, so that a scope both belong to
 * lives on. Everything is checked before anything is done.
 */
export const modifyInstance: CommandHandler<'ModifyInstance'> = (run, command) => {
  const instance = findInstance(run, command.processInstanceId);
  if (isRejection(instance)) return instance;
  for (const modification of command.modifications) {
    const wrong = findWrong(run, instance, modification);
    if (wrong !== undefined) return wrong;
  }
  const canceled = command.modifications.flatMap((modification) => itemsToCancel(run, instance, modification));
  // Work is done last in, first out: the first modification is put in last.
  for (const modification of command.modifications.toReversed()) begin(run, instance, modification);
  for (const id of canceled) if (run.find(id) !== undefined) cancel(run, id, 'modification');
  return undefined;
};

function findWrong(run: Run, instance: Item, modification: Modification): Rejection | undefined {
  if (modification.kind === 'cancel') {
    const item = run.find(modification.elementInstanceId);
    const isMine = item?.processInstanceId === instance.id && item.kind === 'element' && item.status === 'active';
    return isMine
      ? undefined
      : invalid(
          `Expected a live element instance ${modification.elementInstanceId} of ${instance.id}, but there is none`,
        );
  }
  const index = run.index(instance);
  const ancestor = 'ancestorId' in modification ? ancestorOf(run, instance, modification.ancestorId) : instance;
  if (ancestor === undefined) return invalid(`Expected a live scope of ${instance.id} as ancestor, but there is none`);
  const flow = modification.kind === 'takeFlow' ? index.flows.get(modification.flowId) : undefined;
  if (modification.kind === 'takeFlow' && flow === undefined)
    return invalid(`Expected a flow "${modification.flowId}", but the model has none`);
  const nodeId = modification.kind === 'takeFlow' ? (flow?.source ?? '') : modification.nodeId;
  const wrong = planStart(index, nodeId);
  const node = index.nodes.get(nodeId);
  if (wrong !== undefined || node === undefined || modification.kind === 'cancelAll') return wrong;
  if (!isAmbiguous(run, ancestor, node)) return undefined;
  return invalid(`Expected one live scope around ${nodeId}, but there are several; name the ancestor`, nodeId);
}

function begin(run: Run, instance: Item, modification: Modification): void {
  if (modification.kind === 'cancel' || modification.kind === 'cancelAll') return;
  const ancestor = ancestorOf(run, instance, modification.ancestorId) ?? instance;
  if (modification.kind === 'takeFlow') startOver(run, ancestor, modification.flowId, modification);
  else startAt(run, ancestor, modification.nodeId, modification.kind === 'startAfter', modification);
}

function itemsToCancel(run: Run, instance: Item, modification: Modification): readonly string[] {
  if (modification.kind === 'cancel') return [modification.elementInstanceId];
  if (modification.kind !== 'cancelAll') return [];
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

function ancestorOf(run: Run, instance: Item, ancestorId: string | undefined): Item | undefined {
  if (ancestorId === undefined) return instance;
  const item = run.find(ancestorId);
  return item?.processInstanceId === instance.id && item.status === 'active' ? item : undefined;
}

function invalid(message: string, elementId?: string): Rejection {
  return reject('MODIFICATION_INVALID', message, elementId);
}
