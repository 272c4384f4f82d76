import type { Applier } from './applier.ts';
import { changeItem } from './item-changes.ts';

/** The instance moves on. */
export const applyInstanceResumed: Applier<'InstanceResumed'> = (state, event) =>
  changeItem(state, event.processInstanceId, (item) => ({
    ...item,
    instance: { ...item.instance, suspended: false },
  }));
