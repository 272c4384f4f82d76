import type { Applier } from './applier.ts';

/** News for the outside changes nothing inside; catchers in the tree are triggered by events of their own. */
export const applySignalThrown: Applier<'SignalThrown'> = (state) => state;
