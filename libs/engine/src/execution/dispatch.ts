import { advanceCompensation, leaveRecord, proceedCompensation } from '../behaviour/compensate.ts';
import { complete, leave } from '../behaviour/complete.ts';
import { endInstance } from '../behaviour/end-instance.ts';
import { enterNode } from '../behaviour/enter.ts';
import { receivedPayload } from '../behaviour/received-payload.ts';
import { purposeOf, scheduleTimer } from '../behaviour/subscribe.ts';
import { trigger } from '../behaviour/trigger.ts';
import { behaviourOf, loopBehaviourOf } from '../elements/behaviour-table.ts';
import type { ElementBehaviour } from '../elements/element-behaviour.ts';
import type { NodeModel } from '../model/process-model.ts';
import { indexOf } from '../model/model-index.ts';
import type { Item } from '../state/item.ts';
import { activate, enterInner } from './activate.ts';
import { type Continuation } from './continuation.ts';
import { refuseEndlessLoop, refuseEndlessRetry } from './limits.ts';
import type { Run } from './run.ts';
import { gatherStartTokens } from './start-quantity.ts';

/** Does one piece of work. What it is about may have been ended meanwhile: then there is nothing to do. */
export function dispatch(run: Run, work: Continuation): void {
  switch (work.kind) {
    case 'enter':
      enter(run, work);
      return;
    case 'enterInner': {
      const body = run.find(work.bodyId);
      if (body !== undefined) enterInner(run, body, work);
      return;
    }
    case 'trigger':
    case 'schedule': {
      const owner = run.find(work.ownerId);
      // A scope that has completed since, and is only remembered for compensation, hears nothing any more.
      if (owner?.status !== 'active') return;
      if (work.kind === 'schedule') {
        scheduleTimer(run, owner, work.nodeId, work.definition, purposeOf(run, owner, work.nodeId), 'date', work.date);
      } else {
        const variables = receivedPayload(run, owner, work.nodeId, work.definition, work.variables);
        trigger(run, owner, work.nodeId, work.definition, variables, work.scopeVariables);
      }
      return;
    }
    default: {
      const item = run.find(work.itemId);
      if (item !== undefined) dispatchToItem(run, item, work);
    }
  }
}

type ItemWork = Extract<Continuation, { readonly itemId: string }>;

function dispatchToItem(run: Run, item: Item, work: ItemWork): void {
  // What has completed, and is only remembered for compensation, does nothing any more but be compensated.
  if (item.status === 'kept' && work.kind !== 'drained') return;
  switch (work.kind) {
    case 'activate':
      if (work.endless === true && refuseEndlessRetry(run, item)) return;
      activate(run, item, work);
      break;
    case 'complete':
      complete(run, item.id, work.variables);
      break;
    case 'leave':
      leave(run, item.id);
      break;
    case 'drained':
      drained(run, item);
      break;
    case 'proceed':
      if (item.kind === 'compensation') proceedCompensation(run, item);
      else withBehaviour(run, item, (behaviour, node) => behaviour.proceed?.(run, item, node, work.payload));
      break;
    case 'answered':
      withBehaviour(run, item, (behaviour, node) => {
        if (behaviour.answered === undefined) complete(run, item.id, work.variables);
        else behaviour.answered(run, item, node, work);
      });
      break;
    case 'worked':
      withBehaviour(run, item, (behaviour, node) => {
        if (behaviour.worked === undefined) complete(run, item.id, work.variables);
        else behaviour.worked(run, item, node, work.variables);
      });
      break;
    case 'reconsider':
      withBehaviour(run, item, (behaviour, node) => behaviour.reconsider?.(run, item, node));
      break;
  }
}

/** Does anything want to know that a child of this scope, but not the last one, has ended? */
export function hasChildEnded(run: Run, scope: Item): boolean {
  if (scope.kind !== 'element' || scope.body || scope.status === 'kept') return false;
  return behaviourOf(run.node(scope)).childEnded !== undefined;
}

function drained(run: Run, item: Item): void {
  const isEmpty = item.live === 0 && !run.hasOnTheWay(item.id);
  if (item.kind === 'instance') {
    if (isEmpty) endInstance(run, item, { outcome: 'completed' });
  } else if (item.kind === 'compensation') {
    if (isEmpty) advanceCompensation(run, item.id);
  } else if (item.status === 'kept') {
    if (isEmpty) leaveRecord(run, item);
  } else {
    withBehaviour(run, item, (behaviour, node) => {
      if (isEmpty) behaviour.drained?.(run, item, node);
      else behaviour.childEnded?.(run, item, node);
    });
  }
}

function withBehaviour(
  run: Run,
  item: Item,
  act: (behaviour: ElementBehaviour<NodeModel>, node: NodeModel) => void,
): void {
  if (item.kind !== 'element') return;
  const node = run.node(item);
  const behaviour = item.body ? loopBehaviourOf(node) : behaviourOf(node);
  if (behaviour !== undefined) act(behaviour, node);
}

function enter(run: Run, entry: Extract<Continuation, { readonly kind: 'enter' }>): void {
  const scope = run.find(entry.scopeId);
  if (scope === undefined) return;
  const node = indexOf(run.context.model(scope.definitionId)).nodes.get(entry.nodeId);
  if (node === undefined) {
    throw new Error(
      `Expected node ${entry.nodeId} in definition ${scope.definitionId}, but the model does not have it`,
    );
  }
  if (refuseEndlessLoop(run, entry, node, scope)) return;
  if (gatherStartTokens(run, entry, node, scope)) return;
  const behaviour = behaviourOf(node);
  if (behaviour.arrive === undefined || entry.occurred !== undefined) enterNode(run, entry, node, scope);
  else behaviour.arrive(run, entry, node, scope);
}
