import { cancel } from '../../behaviour/cancel.ts';
import { hasMark } from '../../behaviour/end-scope.ts';
import { isInnerInstance } from '../../behaviour/loop.ts';
import { triggerBoundary } from '../../behaviour/trigger.ts';
import type { SubProcessModel } from '../../model/process-model.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';
import { subProcess } from './sub-process.ts';

/**
 * Transaction (clause 10.3.6, 13.5.1): completes like a subprocess. When it has been cancelled and everything is
 * compensated, it is left by its cancel boundary event; an error leaves it without compensation, as a hazard.
 */
export const transaction: ElementBehaviour<SubProcessModel> = {
  ...subProcess,
  drained(run, item) {
    if (!hasMark(item, 'canceling')) {
      run.push({ kind: 'complete', itemId: item.id, variables: {} });
      return;
    }
    const boundary = run
      .index(item)
      .boundariesOf(item.nodeId)
      .find((event) => event.definitions.some((definition) => definition.kind === 'cancel'));
    // One of several instances: the boundary event belongs to the whole, and leaving it ends them all.
    const host = isInnerInstance(run, item) && item.parentId !== null ? run.item(item.parentId) : item;
    if (boundary === undefined) cancel(run, host.id, 'canceled');
    // A cancel boundary event always interrupts, whatever the drawing says (table 10.93).
    else triggerBoundary(run, host, { ...boundary, interrupting: true }, {}, 'canceled');
  },
};
