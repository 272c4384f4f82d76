import type { Applier } from './applier.ts';
import { addItem, newItem } from './item-changes.ts';

/** A process instance exists: the root, or below the call activity that called it. */
export const applyInstanceStarted: Applier<'InstanceStarted'> = (state, event) =>
  addItem(
    state,
    newItem({
      id: event.processInstanceId,
      parentId: event.superElementInstanceId ?? null,
      processInstanceId: event.processInstanceId,
      definitionId: event.definitionId,
      kind: 'instance',
      nodeId: event.processId,
      ...(event.startedInLine !== undefined && { state: { startedInLine: event.startedInLine } }),
      instance: {
        suspended: false,
        ...(event.businessKey !== undefined && { businessKey: event.businessKey }),
        ...(event.startNodeId !== undefined && { startNodeId: event.startNodeId }),
      },
    }),
  );
