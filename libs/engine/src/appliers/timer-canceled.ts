import type { Applier } from './applier.ts';
import { dropWait } from './item-changes.ts';

/** The time does not matter any more. */
export const applyTimerCanceled: Applier<'TimerCanceled'> = (state, event) =>
  dropWait(state, event.elementInstanceId, event.timerId);
