import type { Applier } from './applier.ts';
import { dropItem } from './item-changes.ts';

/** A process instance is gone, with everything it remembered for compensation. */
export const applyInstanceEnded: Applier<'InstanceEnded'> = (state, event) => dropItem(state, event.processInstanceId);
