import { computeMappings } from '../behaviour/evaluate.ts';
import { createContinuationJob } from '../behaviour/job-work.ts';
import { isInnerInstance } from '../behaviour/loop.ts';
import { openBoundaryEvents } from '../behaviour/open-events.ts';
import { assignPaths, setLocal } from '../behaviour/variables.ts';
import { behaviourOf, loopBehaviourOf } from '../elements/behaviour-table.ts';
import { isActivity } from '../model/model-index.ts';
import type { Item } from '../state/item.ts';
import type { Continuation } from './continuation.ts';
import { isRoundForLater, MOST_ENTRIES } from './limits.ts';
import type { Run } from './run.ts';

/**
 * An element begins (clause 13.3.2 "ready" to "active"): asynchronous continuation first, then input mappings, boundary
 * events, and the element's own behaviour. An activity with a loop marker begins twice: the body, which owns the
 * boundary events, and each inner instance, which owns the mappings.
 */
export function activate(run: Run, item: Item, work: Extract<Continuation, { readonly kind: 'activate' }>): void {
  const node = run.node(item);
  const isInner = isInnerInstance(run, item);
  if (work.started !== true && work.occurred === undefined) {
    if (isInner ? isLeftToLater(run, item) : node.asyncBefore === true || run.entries > MOST_ENTRIES) {
      createContinuationJob(run, item, 'asyncBefore');
      return;
    }
  }
  if (work.started === true && isInner && item.parentId !== null) run.continuedLoops.add(item.parentId);
  if (item.body) {
    openBoundaryEvents(run, item);
    loopBehaviourOf(node)?.activate(run, run.item(item.id), node, work.occurred);
    return;
  }
  if (node.inputs.length > 0) assignPaths(run, item, computeMappings(run, item, node.inputs, 'input'), 'local');
  if (isActivity(node) && !isInner) openBoundaryEvents(run, run.item(item.id));
  behaviourOf(node).activate(run, run.item(item.id), node, work.occurred);
}

function isLeftToLater(run: Run, inner: Item): boolean {
  if (run.entries > MOST_ENTRIES) return true;
  return inner.parentId !== null && isRoundForLater(run, run.item(inner.parentId));
}

/** One instance inside a multi-instance or looping activity, with its own variables. */
export function enterInner(run: Run, body: Item, work: Extract<Continuation, { readonly kind: 'enterInner' }>): void {
  const elementInstanceId = run.context.newId();
  run.entries += 1;
  run.emit(body, {
    type: 'ElementEntered',
    parentId: body.id,
    loopCounter: work.loopCounter,
    multiInstanceBody: false,
    ...run.of(body),
    elementInstanceId,
    ...(body.answers !== undefined && { answers: body.answers }),
  });
  setLocal(run, run.item(elementInstanceId), work.variables);
  run.push({ kind: 'activate', itemId: elementInstanceId });
}
