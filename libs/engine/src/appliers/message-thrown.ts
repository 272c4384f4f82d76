import type { Applier } from './applier.ts';

/** News for the outside changes nothing inside. */
export const applyMessageThrown: Applier<'MessageThrown'> = (state) => state;
