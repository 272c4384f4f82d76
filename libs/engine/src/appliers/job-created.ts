import type { Applier } from './applier.ts';
import { addWait } from './item-changes.ts';

/** A worker is asked. */
export const applyJobCreated: Applier<'JobCreated'> = (state, event) =>
  addWait(state, event.elementInstanceId, {
    kind: 'job',
    id: event.jobId,
    nodeId: event.nodeId,
    job: event.job.kind,
  });
