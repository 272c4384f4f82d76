import type { Applier } from './applier.ts';
import { changeItem } from './item-changes.ts';

/** The instance takes no commands that move tokens until it is resumed. */
export const applyInstanceSuspended: Applier<'InstanceSuspended'> = (state, event) =>
  changeItem(state, event.processInstanceId, (item) => ({
    ...item,
    instance: { ...item.instance, suspended: true },
  }));
