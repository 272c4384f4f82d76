import type { Applier } from './applier.ts';
import { dropItem } from './item-changes.ts';

/** The token is gone without having completed; what was below it has been cancelled by events before. */
export const applyElementCanceled: Applier<'ElementCanceled'> = (state, event) =>
  dropItem(state, event.elementInstanceId);
