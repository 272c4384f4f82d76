import type { Applier } from './applier.ts';
import { changeItem } from './item-changes.ts';

/** Remembers what a condition was, so that it triggers only when it becomes true. */
export const applyConditionObserved: Applier<'ConditionObserved'> = (state, event) =>
  changeItem(state, event.elementInstanceId, (item) => ({
    ...item,
    waits: item.waits.map((wait) =>
      wait.id === event.subscriptionId && wait.kind === 'conditional' ? { ...wait, holds: event.holds } : wait,
    ),
  }));
