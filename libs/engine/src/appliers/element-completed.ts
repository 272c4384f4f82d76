import { getItem } from '../state/instance-state.ts';
import type { Applier } from './applier.ts';
import { changeItem, dropItem, gatheringWithout } from './item-changes.ts';

/** The token is gone, or stays as a record for compensation or for its output. */
export const applyElementCompleted: Applier<'ElementCompleted'> = (state, event) => {
  const { kept } = event;
  if (kept === undefined) return dropItem(state, event.elementInstanceId);
  const item = getItem(state, event.elementInstanceId);
  const next = changeItem(state, item.id, () => ({
    ...item,
    status: 'kept',
    state: { order: kept.order, ...(kept.output !== undefined && { output: kept.output }) },
  }));
  if (item.parentId === null) return next;
  return changeItem(next, item.parentId, (parent) => ({
    ...parent,
    live: parent.live - 1,
    kept: parent.kept + 1,
    keptSoFar: parent.keptSoFar + 1,
    gathering: gatheringWithout(parent, item),
  }));
};
