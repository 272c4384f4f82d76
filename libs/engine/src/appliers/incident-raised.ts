import type { Applier } from './applier.ts';
import { changeItem } from './item-changes.ts';

/** The item stands still until somebody resolves the incident. */
export const applyIncidentRaised: Applier<'IncidentRaised'> = (state, event) =>
  changeItem(state, event.elementInstanceId, (item) => ({
    ...item,
    incidents: [
      ...item.incidents,
      {
        id: event.incidentId,
        kind: event.kind,
        message: event.message,
        ...(event.fault !== undefined && { fault: event.fault }),
        ...(event.jobId !== undefined && { jobId: event.jobId }),
        ...(event.resume !== undefined && { resume: event.resume }),
        ...(event.types !== undefined && { types: event.types }),
      },
    ],
  }));
