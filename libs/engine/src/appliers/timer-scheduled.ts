import type { Applier } from './applier.ts';
import { addWait } from './item-changes.ts';

/** The item waits for a time. */
export const applyTimerScheduled: Applier<'TimerScheduled'> = (state, event) =>
  addWait(state, event.elementInstanceId, {
    kind: 'timer',
    id: event.timerId,
    nodeId: event.nodeId,
    definition: event.definition ?? 0,
    purpose: event.purpose,
    dueAt: event.dueAt,
    ...(event.cycle !== undefined && { cycle: event.cycle }),
  });
