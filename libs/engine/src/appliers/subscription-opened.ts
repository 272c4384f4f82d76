import type { Applier } from './applier.ts';
import { addWait } from './item-changes.ts';

/** The item listens for a message, a signal or a condition. */
export const applySubscriptionOpened: Applier<'SubscriptionOpened'> = (state, event) =>
  addWait(state, event.elementInstanceId, {
    kind: event.kind,
    id: event.subscriptionId,
    nodeId: event.nodeId,
    definition: event.definition ?? 0,
    name: event.name,
  });
