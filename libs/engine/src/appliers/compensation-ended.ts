import type { Applier } from './applier.ts';
import { dropItem } from './item-changes.ts';

/** All handlers have run; the compensation is gone. */
export const applyCompensationEnded: Applier<'CompensationEnded'> = (state, event) =>
  dropItem(state, event.compensationId);
