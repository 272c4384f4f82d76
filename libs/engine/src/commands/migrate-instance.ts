import { openEvent, openMessage, type WaitPurpose } from '../behaviour/subscribe.ts';
import { openBoundaryEvents } from '../behaviour/open-events.ts';
import { setWhereKnown } from '../behaviour/variables.ts';
import { closeWait } from '../behaviour/waits.ts';
import type { MigrateInstance, Rejection } from '../command.ts';
import type { Run } from '../execution/run.ts';
import { indexOf, isActivity, type ModelIndex } from '../model/model-index.ts';
import type { NodeModel } from '../model/process-model.ts';
import { childrenOf } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { toVariables } from '../variables-record.ts';
import { type CommandHandler, isRejection, reject } from './command-handler.ts';
import { findInstance } from './lifecycle.ts';

interface Move {
  readonly item: Item;
  readonly targetId: string;
  readonly updateTrigger: boolean;
}

/**
 * Moves a running process instance to another definition: every living (and remembered) element instance needs a node
 * of the same kind at the same place of the new one. Nodes that are not named keep their id. Boundary events follow
 * their activity: those the new model does not have are closed, new ones are opened, others stay as they are unless
 * their trigger is to be renewed.
 */
export const migrateInstance: CommandHandler<'MigrateInstance'> = (run, command) => {
  const instance = findInstance(run, command.processInstanceId);
  if (isRejection(instance)) return instance;
  const source = run.index(instance);
  const target = indexOf(run.context.model(command.targetDefinitionId));
  const moves = planMoves(run, instance, source, target, command);
  if (isRejection(moves)) return moves;
  const renewed = new Set(command.mapping.filter(({ updateTrigger }) => updateTrigger).map(({ targetId }) => targetId));
  const closed = [instance, ...moves.map(({ item }) => item)].map((item) =>
    closeMoved(run, item, source, target, command, renewed),
  );
  run.emit(instance, {
    type: 'InstanceMigrated',
    fromDefinitionId: instance.definitionId,
    toDefinitionId: command.targetDefinitionId,
    elements: moves.map(({ item, targetId }) => ({
      elementInstanceId: item.id,
      fromNodeId: item.nodeId,
      toNodeId: targetId,
    })),
  });
  for (const reopen of closed.flat()) reopen();
  setWhereKnown(run, run.item(instance.id), toVariables(command.variables));
  run.stirred.add(instance.id);
  return undefined;
};

function planMoves(
  run: Run,
  instance: Item,
  source: ModelIndex,
  target: ModelIndex,
  command: MigrateInstance,
): readonly Move[] | Rejection {
  const moves: Move[] = [];
  const open: Item[] = [instance];
  for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
    for (const item of childrenOf(run.state, scope)) {
      // A called process keeps its own definition.
      if (item.kind === 'instance') continue;
      const move = planMove(item, scope, instance, source, target, command);
      if (isRejection(move)) return move;
      moves.push(move);
      open.push(item);
    }
  }
  return moves;
}

function planMove(
  item: Item,
  parent: Item,
  instance: Item,
  source: ModelIndex,
  target: ModelIndex,
  command: MigrateInstance,
): Move | Rejection {
  if (item.kind === 'compensation') {
    return invalid(
      `Expected no running compensation in ${instance.id}, but there is one; wait until it is done`,
      item.nodeId,
    );
  }
  const mapped = command.mapping.find(({ sourceId }) => sourceId === item.nodeId);
  const targetId = mapped?.targetId ?? item.nodeId;
  const before = source.nodes.get(item.nodeId);
  const after = target.nodes.get(targetId);
  if (after === undefined)
    return invalid(
      `Expected a place for ${item.nodeId} in the new definition, but "${targetId}" does not exist there`,
      item.nodeId,
    );
  if (before?.type !== after.type) {
    return invalid(
      `Expected "${targetId}" to be a ${before?.type ?? 'node'} like ${item.nodeId}, but it is a ${after.type}`,
      targetId,
    );
  }
  if (loopKind(before) !== loopKind(after)) {
    return invalid(`Expected "${targetId}" to repeat like ${item.nodeId} does, but it does not`, targetId);
  }
  const scopeBefore = parent.nodeId === item.nodeId ? undefined : parent;
  const scopeId = scopeBefore === undefined ? undefined : targetScope(scopeBefore, instance, target, command);
  if (scopeId !== undefined && after.scopeId !== scopeId) {
    return invalid(`Expected "${targetId}" to lie in "${scopeId}", but it lies in "${after.scopeId}"`, targetId);
  }
  return { item, targetId, updateTrigger: mapped?.updateTrigger ?? false };
}

function targetScope(parent: Item, instance: Item, target: ModelIndex, command: MigrateInstance): string {
  if (parent.id === instance.id) return target.model.id;
  return command.mapping.find(({ sourceId }) => sourceId === parent.nodeId)?.targetId ?? parent.nodeId;
}

function loopKind(node: NodeModel): string {
  if (!isActivity(node) || node.loop === undefined) return 'none';
  return node.loop.kind === 'standard' ? 'standard' : node.loop.sequential ? 'sequential' : 'parallel';
}

/** Closes waits that the new model does not have or that are renewed. @returns what to open again after the move. */
function closeMoved(
  run: Run,
  item: Item,
  source: ModelIndex,
  target: ModelIndex,
  command: MigrateInstance,
  renewed: ReadonlySet<string>,
): readonly (() => void)[] {
  const targetOf = (nodeId: string): string =>
    command.mapping.find(({ sourceId }) => sourceId === nodeId)?.targetId ?? nodeId;
  const reopen: (() => void)[] = [];
  for (const wait of item.waits) {
    if (wait.kind === 'task' || wait.kind === 'job') {
      if (wait.nodeId === item.nodeId) continue;
    }
    const newId = targetOf(wait.nodeId);
    const node = target.nodes.get(newId);
    const isSame = node !== undefined && node.type === source.nodes.get(wait.nodeId)?.type;
    if (isSame && !renewed.has(newId) && newId === wait.nodeId) continue;
    closeWait(run, run.item(item.id), wait);
    if (isSame && node.type !== 'boundaryEvent') {
      const purpose: WaitPurpose = node.type === 'startEvent' ? 'eventSubProcess' : 'catch';
      reopen.push(() => open(run, item.id, node, purpose));
    }
  }
  const node = item.kind === 'element' ? source.nodes.get(item.nodeId) : undefined;
  const ownsBoundaries = node !== undefined && isActivity(node) && (item.body || item.loopCounter === undefined);
  if (ownsBoundaries && item.status === 'active') {
    reopen.push(() => openBoundaryEvents(run, run.item(item.id)));
  }
  return reopen;
}

function open(run: Run, itemId: string, node: NodeModel, purpose: WaitPurpose): void {
  const item = run.item(itemId);
  if (item.waits.some((wait) => wait.nodeId === node.id)) return;
  if ('definitions' in node) openEvent(run, item, node, purpose);
  else if (node.type === 'receiveTask' && node.work.kind === 'message')
    openMessage(run, item, node.id, node.work.message, 0);
}

function invalid(message: string, elementId: string): Rejection {
  return reject('MIGRATION_INVALID', message, elementId);
}
