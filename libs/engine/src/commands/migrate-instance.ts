import { openEvent, openMessage, type WaitPurpose } from '../behaviour/subscribe.ts';
import { openBoundaryEvents } from '../behaviour/open-events.ts';
import { setWhereKnown } from '../behaviour/variables.ts';
import { arrivalsOf, setArrivals } from '../behaviour/join.ts';
import { openBranches } from '../behaviour/open-branches.ts';
import { renewTasks } from '../behaviour/renew-tasks.ts';
import { isInterrupted } from '../behaviour/trigger.ts';
import { closeWait } from '../behaviour/waits.ts';
import type { Rejection } from '../command.ts';
import type { Run } from '../execution/run.ts';
import { indexOf, isActivity, type ModelIndex } from '../model/model-index.ts';
import type { NodeModel } from '../model/process-model.ts';
import { placeKind, relocate, type Relocation } from '../model/relocation.ts';
import { childrenOf } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { mergeRecords, toVariables } from '../variables-record.ts';
import { type CommandHandler, isRejection, reject } from './command-handler.ts';
import { findInstance } from './lifecycle.ts';

interface Move {
  readonly item: Item;
  readonly targetId: string;
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
  const places = relocate(source.model, target.model, command.mapping);
  const moves = planMoves(run, instance, places);
  if (isRejection(moves)) return moves;
  const renewed = new Set(command.mapping.filter(({ updateTrigger }) => updateTrigger).map(({ targetId }) => targetId));
  const closed = [instance, ...moves.map(({ item }) => item)].map((item) =>
    closeMoved(run, item, source, target, places, renewed),
  );
  run.emit(instance, {
    type: 'InstanceMigrated',
    fromDefinitionId: instance.definitionId,
    toDefinitionId: command.targetDefinitionId,
    toProcessId: target.model.id,
    elements: moves.map(({ item, targetId }) => ({
      elementInstanceId: item.id,
      fromNodeId: item.nodeId,
      toNodeId: targetId,
    })),
  });
  for (const reopen of closed.flat()) reopen();
  for (const { item } of moves) moveArrivals(run, item, source, target, places);
  for (const item of [instance, ...moves.map((move) => move.item)]) {
    openNew(run, item.id, source, places);
    renewTasks(run, item.id);
  }
  setWhereKnown(run, run.item(instance.id), toVariables(command.variables));
  run.stirred.add(instance.id);
  return undefined;
};

function planMoves(run: Run, instance: Item, places: Relocation): readonly Move[] | Rejection {
  const moves: Move[] = [];
  const open: Item[] = [instance];
  for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
    for (const item of childrenOf(run.state, scope)) {
      // A called process keeps its own definition.
      if (item.kind === 'instance') continue;
      if (item.kind === 'compensation') {
        return invalid(
          `Expected no running compensation in ${instance.id}, but there is one; wait until it is done`,
          item.nodeId,
        );
      }
      const fault = places.faultOf(item.nodeId);
      if (fault !== undefined) return invalid(fault.message, item.nodeId);
      moves.push({ item, targetId: places.targetOf(item.nodeId) });
      open.push(item);
    }
  }
  return moves;
}

/** Closes waits that the new model does not have or that are renewed. @returns what to open again after the move. */
function closeMoved(
  run: Run,
  item: Item,
  source: ModelIndex,
  target: ModelIndex,
  places: Relocation,
  renewed: ReadonlySet<string>,
): readonly (() => void)[] {
  const reopen: (() => void)[] = [];
  for (const wait of item.waits) {
    if (wait.kind === 'task' || wait.kind === 'job') {
      if (wait.nodeId === item.nodeId) continue;
    }
    const newId = places.targetOf(wait.nodeId);
    const node = target.nodes.get(newId);
    const before = source.nodes.get(wait.nodeId);
    const isSame = node !== undefined && before !== undefined && placeKind(node) === placeKind(before);
    if (isSame && !renewed.has(newId) && newId === wait.nodeId) continue;
    closeWait(run, run.item(item.id), wait);
    if (isSame && node.type !== 'boundaryEvent') {
      const atGateway = source.nodes.get(item.nodeId)?.type === 'eventBasedGateway';
      const purpose = node.type === 'startEvent' ? 'eventSubProcess' : atGateway ? 'gateway' : 'catch';
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

/**
 * Tokens that wait at a gateway are remembered by the flow they came over: by the flow of the same id in the new model, else by
 * one from the node that stands for where it came from, else by one nobody has come over yet.
 */
function moveArrivals(run: Run, moved: Item, source: ModelIndex, target: ModelIndex, places: Relocation): void {
  const before = arrivalsOf(moved);
  const incoming = target.nodes.get(run.item(moved.id).nodeId)?.incoming ?? [];
  if (Object.keys(before).every((flowId) => incoming.includes(flowId))) return;
  const after = new Map(Object.entries(before).filter(([flowId]) => incoming.includes(flowId)));
  for (const [flowId, count] of Object.entries(before)) {
    if (incoming.includes(flowId)) continue;
    const from = source.flows.get(flowId)?.source;
    const free = incoming.filter((id) => !after.has(id));
    const same = free.find((id) => from !== undefined && target.flows.get(id)?.source === places.targetOf(from));
    const place = same ?? free[0];
    if (place !== undefined) after.set(place, count);
  }
  setArrivals(run, run.item(moved.id), mergeRecords(Object.fromEntries(after)));
}

/** Opens what the new model waits for here and the old one had nothing of: branches of a gateway, event subprocesses. */
function openNew(run: Run, itemId: string, source: ModelIndex, places: Relocation): void {
  const item = run.item(itemId);
  if (item.status !== 'active') return;
  const node = item.kind === 'element' ? run.node(item) : undefined;
  if (node?.type === 'eventBasedGateway') openBranches(run, item, node);
  if (item.body || isInterrupted(item)) return;
  const known = new Set([...source.nodes.keys()].map((id) => places.targetOf(id)));
  const index = run.index(item);
  for (const eventSubProcess of index.eventSubProcessesOf(item.nodeId)) {
    for (const start of index.triggersOf(eventSubProcess.id)) {
      if (!known.has(start.id)) open(run, itemId, start, 'eventSubProcess');
    }
  }
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
