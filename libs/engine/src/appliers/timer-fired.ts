import type { Applier } from './applier.ts';
import { dropWait } from './item-changes.ts';

/** The time has come; a repeating timer is scheduled again by an event of its own. */
export const applyTimerFired: Applier<'TimerFired'> = (state, event) =>
  dropWait(state, event.elementInstanceId, event.timerId);
