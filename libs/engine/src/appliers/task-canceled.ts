import type { Applier } from './applier.ts';
import { dropWait } from './item-changes.ts';

/** The person need not answer any more. */
export const applyTaskCanceled: Applier<'TaskCanceled'> = (state, event) =>
  dropWait(state, event.elementInstanceId, event.taskId);
