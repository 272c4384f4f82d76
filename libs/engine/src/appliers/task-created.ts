import type { Applier } from './applier.ts';
import { addWait } from './item-changes.ts';

/** A person is asked. */
export const applyTaskCreated: Applier<'TaskCreated'> = (state, event) =>
  addWait(state, event.elementInstanceId, {
    kind: 'task',
    id: event.taskId,
    nodeId: event.nodeId,
    purpose: event.task.purpose,
    asks: event.task.asks.map((question) => question.gatewayId),
    ...(event.definition !== undefined && { definition: event.definition }),
  });
