import type { Applier } from './applier.ts';
import { dropWait } from './item-changes.ts';

/** The person has answered. */
export const applyTaskCompleted: Applier<'TaskCompleted'> = (state, event) =>
  dropWait(state, event.elementInstanceId, event.taskId);
