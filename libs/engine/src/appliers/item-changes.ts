import type { Answers } from '../event.ts';
import type { Value } from '../model/expression.ts';
import { getItem, type InstanceState, withItem, withoutItem } from '../state/instance-state.ts';
import { isListener, type Item, type Wait } from '../state/item.ts';
import { emptyRecord, isEmptyRecord, without } from '../variables-record.ts';

/** The changes of items all appliers are made of. */
export function changeItem(state: InstanceState, id: string, change: (item: Item) => Item): InstanceState {
  return withItem(state, change(getItem(state, id)));
}

export function newItem(
  fields: Pick<Item, 'id' | 'parentId' | 'processInstanceId' | 'definitionId' | 'kind' | 'nodeId'> & Partial<Item>,
): Item {
  return {
    status: 'active',
    body: false,
    live: 0,
    kept: 0,
    keptSoFar: 0,
    variables: emptyRecord<Value>(),
    state: null,
    waits: [],
    incidents: [],
    gathering: emptyRecord<string>(),
    listeners: 0,
    ...fields,
  };
}

/** Answers as an item keeps them: none are no field, so that an item is the same in memory and read back from its row. */
export function keptAnswers(answers: Answers): Pick<Item, 'answers'> {
  return isEmptyRecord(answers) ? {} : { answers };
}

/** Adds an item below its parent and counts it there. */
export function addItem(state: InstanceState, item: Item): InstanceState {
  const next = withItem(state, item);
  if (item.parentId === null) return next;
  const counter = item.status === 'active' ? 'live' : 'kept';
  return changeItem(next, item.parentId, (parent) => ({ ...parent, [counter]: parent[counter] + 1 }));
}

/** Removes an item and what is kept below it; the parent forgets it. */
export function dropItem(state: InstanceState, id: string): InstanceState {
  const item = getItem(state, id);
  const next = withoutItem(state, item);
  if (item.parentId === null) return next;
  const counter = item.status === 'active' ? 'live' : 'kept';
  return changeItem(next, item.parentId, (parent) => ({
    ...parent,
    [counter]: parent[counter] - 1,
    gathering: gatheringWithout(parent, item),
  }));
}

export function gatheringWithout(parent: Item, child: Item): Readonly<Record<string, string>> {
  return parent.gathering[child.nodeId] === child.id ? without(parent.gathering, [child.nodeId]) : parent.gathering;
}

export function addWait(state: InstanceState, itemId: string, wait: Wait): InstanceState {
  const next = changeItem(state, itemId, (item) => ({ ...item, waits: [...item.waits, wait] }));
  return isListener(wait) ? countListeners(next, 1) : next;
}

export function dropWait(state: InstanceState, itemId: string, waitId: string): InstanceState {
  const wait = getItem(state, itemId).waits.find((known) => known.id === waitId);
  if (wait === undefined) return state;
  const next = changeItem(state, itemId, (item) => ({
    ...item,
    waits: item.waits.filter((known) => known.id !== waitId),
  }));
  return isListener(wait) ? countListeners(next, -1) : next;
}

function countListeners(state: InstanceState, by: number): InstanceState {
  return changeItem(state, state.rootId, (root) => ({ ...root, listeners: root.listeners + by }));
}
