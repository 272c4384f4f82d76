import type { Applier } from './applier.ts';
import { changeItem } from './item-changes.ts';

/** The incident is gone; what is tried again shows in the events after it. */
export const applyIncidentResolved: Applier<'IncidentResolved'> = (state, event) =>
  changeItem(state, event.elementInstanceId, (item) => ({
    ...item,
    incidents: item.incidents.filter((incident) => incident.id !== event.incidentId),
  }));
