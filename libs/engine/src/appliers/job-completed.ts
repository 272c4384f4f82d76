import type { Applier } from './applier.ts';
import { dropWait } from './item-changes.ts';

/** The worker has answered. */
export const applyJobCompleted: Applier<'JobCompleted'> = (state, event) =>
  dropWait(state, event.elementInstanceId, event.jobId);
