import { getItem } from '../state/instance-state.ts';
import type { Applier } from './applier.ts';
import { changeItem, gatheringWithout, keptAnswers } from './item-changes.ts';

/** The element's own bookkeeping is replaced. */
export const applyElementStateChanged: Applier<'ElementStateChanged'> = (state, event) => {
  const next = changeItem(state, event.elementInstanceId, ({ answers = {}, ...item }) => ({
    ...item,
    state: event.state,
    ...keptAnswers(event.answers ?? answers),
  }));
  const item = getItem(next, event.elementInstanceId);
  if (event.gathers !== false || item.parentId === null) return next;
  return changeItem(next, item.parentId, (parent) => ({ ...parent, gathering: gatheringWithout(parent, item) }));
};
