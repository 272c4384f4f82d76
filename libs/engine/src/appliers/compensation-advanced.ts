import { findItem, getItem } from '../state/instance-state.ts';
import type { Applier } from './applier.ts';
import { changeItem, dropItem } from './item-changes.ts';

/** A record has been compensated and is forgotten: once is enough. The next one's turn has come. */
export const applyCompensationAdvanced: Applier<'CompensationAdvanced'> = (state, event) => {
  const progress = getItem(state, event.compensationId).state as { readonly next: number };
  const next = changeItem(state, event.compensationId, (item) => ({
    ...item,
    state: { ...progress, next: progress.next + 1 },
  }));
  return findItem(next, event.recordId) === undefined ? next : dropItem(next, event.recordId);
};
