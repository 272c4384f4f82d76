import type { Applier } from './applier.ts';
import { changeItem } from './item-changes.ts';

/** The task asks what the new definition asks. */
export const applyTaskRenewed: Applier<'TaskRenewed'> = (state, event) =>
  changeItem(state, event.elementInstanceId, (item) => ({
    ...item,
    waits: item.waits.map((wait) =>
      wait.kind === 'task' && wait.id === event.taskId
        ? { ...wait, asks: event.task.asks.map(({ gatewayId }) => gatewayId) }
        : wait,
    ),
  }));
