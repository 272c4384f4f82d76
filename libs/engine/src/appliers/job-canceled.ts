import type { Applier } from './applier.ts';
import { dropWait } from './item-changes.ts';

/** The worker need not answer any more. */
export const applyJobCanceled: Applier<'JobCanceled'> = (state, event) =>
  dropWait(state, event.elementInstanceId, event.jobId);
