import { engineFault } from '../../behaviour/engine-faults.ts';
import { complete } from '../../behaviour/complete.ts';
import { compensationScope, startCompensation } from '../../behaviour/compensate.ts';
import { createJob } from '../../behaviour/job-work.ts';
import { createTask } from '../../behaviour/person-work.ts';
import { performThrow, prepareThrow } from '../../behaviour/throw-definition.ts';
import type { Run } from '../../execution/run.ts';
import { ElementFailure } from '../../execution/element-failure.ts';
import type { Variables } from '../../model/expression.ts';
import type { ThrowEventModel } from '../../model/process-model.ts';
import type { Item } from '../../state/item.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/**
 * Intermediate throw and end events (clause 10.5.3, 10.5.4): every definition is thrown, in the order of the file
 * (clause 10.5.1 "Multiple"). The event is completed before what it throws takes effect, so that one that interrupts
 * its own scope has happened all the same.
 */
export const throwingEvent: ElementBehaviour<ThrowEventModel> = {
  activate(run, item, node) {
    if (node.work?.kind === 'job') createJob(run, item, node.work);
    else if (node.work?.kind === 'person') createTask(run, item, node.work);
    else if (node.confirmation !== undefined) createTask(run, item, node.confirmation);
    else throwAll(run, item, node, {}, false);
  },
  answered(run, item, node, { variables }) {
    throwAll(run, item, node, variables, true);
  },
  worked(run, item, node, variables) {
    throwAll(run, item, node, variables, true);
  },
  /** The compensation that was thrown has been carried out. */
  proceed(run, item) {
    run.push({ kind: 'complete', itemId: item.id, variables: {} });
  },
};

function throwAll(run: Run, item: Item, node: ThrowEventModel, results: Variables, isSent: boolean): void {
  const definitions = node.definitions.filter((definition) => !(isSent && definition.kind === 'message'));
  const link = definitions.find((definition) => definition.kind === 'link');
  if (link !== undefined) {
    followLink(run, item, link.name);
    return;
  }
  const waiting = definitions.find((definition) => definition.kind === 'compensate' && definition.waitForCompletion);
  const prepared = definitions
    .filter((definition) => definition !== waiting)
    .map((definition) => prepareThrow(run, item, definition));
  const place = run.of(item);
  const scope = item.parentId === null ? item : run.item(item.parentId);
  const isWaiting = waiting?.kind === 'compensate' && compensate(run, item, scope, waiting.activityId);
  if (!isWaiting) complete(run, item.id, results);
  for (const thrown of prepared) performThrow(run, scope, item, place, thrown);
}

/** The throw event waits until the handlers have run. */
function compensate(run: Run, item: Item, scope: Item, activityId: string | undefined): boolean {
  const meant = compensationScope(run, scope, activityId);
  return meant !== undefined && startCompensation(run, meant, activityId, item.id);
}

/** A link is a jump to its catch event in the same scope (clause 10.5.5 "Link"). */
function followLink(run: Run, item: Item, name: string): void {
  if (item.parentId === null) return;
  const scope = run.item(item.parentId);
  const target = run.index(item).linkTarget(scope.nodeId, name);
  if (target === undefined) {
    throw new ElementFailure(
      'noFlow',
      `Expected a link catch event "${name}" beside ${item.nodeId}, but there is none`,
      engineFault('LINK_TARGET_MISSING', { link: name }),
    );
  }
  complete(run, item.id, {});
  run.push({
    kind: 'enter',
    scopeId: scope.id,
    nodeId: target.id,
    occurred: {},
    ...(item.answers !== undefined && { answers: item.answers }),
  });
}
