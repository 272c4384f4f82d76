import { getItem } from '../state/instance-state.ts';
import type { Applier } from './applier.ts';
import { addItem, newItem } from './item-changes.ts';

/** A part of the input collection lies beside the body of the multi-instance until that ends. */
export const applyLoopInputStored: Applier<'LoopInputStored'> = (state, event) => {
  const body = getItem(state, event.elementInstanceId);
  return addItem(
    state,
    newItem({
      id: event.recordId,
      parentId: body.id,
      processInstanceId: event.processInstanceId,
      definitionId: body.definitionId,
      kind: 'record',
      nodeId: body.nodeId,
      status: 'kept',
      state: {
        elements: event.elements,
        ...(event.nextRecordId !== undefined && { next: event.nextRecordId }),
      },
    }),
  );
};
