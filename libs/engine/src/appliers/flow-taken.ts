import type { Applier } from './applier.ts';

/** A token on its way inside a step is no state: only where it comes to rest is. */
export const applyFlowTaken: Applier<'FlowTaken'> = (state) => state;
