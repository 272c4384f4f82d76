import { getItem } from '../state/instance-state.ts';
import type { Applier } from './applier.ts';
import { addItem, newItem } from './item-changes.ts';

/** A running compensation lives in the scope it compensates, so that the scope waits for it. */
export const applyCompensationStarted: Applier<'CompensationStarted'> = (state, event) => {
  const scope = getItem(state, event.scopeId);
  return addItem(
    state,
    newItem({
      id: event.compensationId,
      parentId: scope.id,
      processInstanceId: event.processInstanceId,
      definitionId: scope.definitionId,
      kind: 'compensation',
      nodeId: scope.nodeId,
      state: {
        records: event.records,
        next: 0,
        ...(event.notifies !== undefined && { notifies: event.notifies }),
      },
    }),
  );
};
