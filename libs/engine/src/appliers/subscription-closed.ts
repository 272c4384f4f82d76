import type { Applier } from './applier.ts';
import { dropWait } from './item-changes.ts';

/** Nothing is listened for any more. */
export const applySubscriptionClosed: Applier<'SubscriptionClosed'> = (state, event) =>
  dropWait(state, event.elementInstanceId, event.subscriptionId);
