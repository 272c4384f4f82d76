import { mergeRecords } from '../variables-record.ts';
import type { Applier } from './applier.ts';
import { addItem, changeItem, keptAnswers, newItem } from './item-changes.ts';

/** A token is at a node: a new item below its scope, or below the multi-instance body it is an instance of. */
export const applyElementEntered: Applier<'ElementEntered'> = (state, event) => {
  const next = addItem(
    state,
    newItem({
      id: event.elementInstanceId,
      parentId: event.parentId,
      processInstanceId: event.processInstanceId,
      definitionId: event.definitionId,
      kind: 'element',
      nodeId: event.nodeId,
      body: event.multiInstanceBody,
      ...(event.loopCounter !== undefined && { loopCounter: event.loopCounter }),
      ...(event.answers !== undefined && keptAnswers(event.answers)),
      state: event.state ?? null,
    }),
  );
  if (event.gathers !== true) return next;
  return changeItem(next, event.parentId, (parent) => ({
    ...parent,
    gathering: mergeRecords(parent.gathering, { [event.nodeId]: event.elementInstanceId }),
  }));
};
