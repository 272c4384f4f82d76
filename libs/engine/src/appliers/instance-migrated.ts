import { getItem } from '../state/instance-state.ts';
import { mergeRecords } from '../variables-record.ts';
import type { Applier } from './applier.ts';
import { changeItem, gatheringWithout } from './item-changes.ts';

/** Every named element instance stands at its new node of the new definition; what it waits for is renewed by other events. */
export const applyInstanceMigrated: Applier<'InstanceMigrated'> = (state, event) => {
  let next = changeItem(state, event.processInstanceId, (item) => ({
    ...item,
    definitionId: event.toDefinitionId,
    nodeId: event.toProcessId ?? item.nodeId,
  }));
  for (const element of event.elements) {
    const before = getItem(next, element.elementInstanceId);
    next = changeItem(next, element.elementInstanceId, (item) => ({
      ...item,
      definitionId: event.toDefinitionId,
      nodeId: element.toNodeId,
      waits: item.waits.map((wait) => (wait.nodeId === item.nodeId ? { ...wait, nodeId: element.toNodeId } : wait)),
    }));
    if (before.parentId === null) continue;
    next = changeItem(next, before.parentId, (parent) => {
      const rest = gatheringWithout(parent, before);
      return rest === parent.gathering
        ? parent
        : { ...parent, gathering: mergeRecords(rest, { [element.toNodeId]: before.id }) };
    });
  }
  return next;
};
