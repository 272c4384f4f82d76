import type { Applier } from './applier.ts';

/** The subscription stays until it is closed: that of a non-interrupting event is triggered again and again. */
export const applySubscriptionTriggered: Applier<'SubscriptionTriggered'> = (state) => state;
