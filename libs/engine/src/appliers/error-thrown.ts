import type { Applier } from './applier.ts';

/** What an error does is told by the events after it. */
export const applyErrorThrown: Applier<'ErrorThrown'> = (state) => state;
