import { NeedsLoading } from '../context.ts';
import type { Variables } from '../model/expression.ts';
import { PersistentMap } from '../persistent-map.ts';
import { type Item, isListener } from './item.ts';

/**
 * The state of one process instance tree: immutable, shared structurally between steps. Items are found by id; the
 * other maps are indexes over the loaded items and are never stored.
 */
export interface InstanceState {
  readonly rootId: string;
  /** Every item is loaded; otherwise what is missing is asked for with {@link NeedsLoading}. */
  readonly complete: boolean;
  readonly items: PersistentMap<Item>;
  /** Loaded children by parent. */
  readonly children: PersistentMap<PersistentMap<true>>;
  /** Item by the id of a wait or incident it holds. */
  readonly owners: PersistentMap<string>;
  /** Loaded items that wait for a signal or a condition, with the number of such waits. */
  readonly listeners: PersistentMap<number>;
  readonly loadedListeners: number;
  /** Transient variables by scope, while a step runs; never stored. */
  readonly transient: ReadonlyMap<string, Variables> | undefined;
  /** Ids known not to exist (any more), of a state that is not complete. */
  readonly absent: PersistentMap<true>;
}

export function emptyState(rootId: string, complete: boolean): InstanceState {
  return {
    rootId,
    complete,
    items: PersistentMap.empty(),
    children: PersistentMap.empty(),
    owners: PersistentMap.empty(),
    listeners: PersistentMap.empty(),
    loadedListeners: 0,
    transient: undefined,
    absent: PersistentMap.empty(),
  };
}

/** The item of an id, undefined when it does not exist. @throws NeedsLoading when that is not known yet. */
export function findItem(state: InstanceState, id: string): Item | undefined {
  const item = state.items.get(id);
  if (item === undefined && !state.complete && !state.absent.has(id)) throw new NeedsLoading({ kind: 'item', id });
  return item;
}

/** What is known of an item without loading it: that it is there, that it is not (any more), or nothing. */
export function lifeOf(state: InstanceState, id: string): 'running' | 'over' | 'unknown' {
  if (state.items.has(id)) return 'running';
  return state.complete || state.absent.has(id) ? 'over' : 'unknown';
}

/** The item of an id that must exist. */
export function getItem(state: InstanceState, id: string): Item {
  const item = findItem(state, id);
  if (item === undefined) throw new Error(`Expected item ${id} in the tree of ${state.rootId}, but it is not there`);
  return item;
}

/**
 * The item that holds a wait or incident. In a state that is not complete, an unknown id is asked for as `item`: the
 * store answers with the item that owns it (see `ownedIds`), or marks the id as absent.
 */
export function findOwner(state: InstanceState, waitId: string): Item | undefined {
  const ownerId = state.owners.get(waitId);
  if (ownerId !== undefined) return state.items.get(ownerId);
  if (!state.complete && !state.absent.has(waitId)) throw new NeedsLoading({ kind: 'item', id: waitId });
  return undefined;
}

/** All children, kept ones included, in the order of their loop counters, then ids: the same however they were loaded. */
export function childrenOf(state: InstanceState, item: Item): readonly Item[] {
  const loaded = state.children.get(item.id);
  if ((loaded?.size ?? 0) < item.live + item.kept) {
    if (state.complete)
      throw new Error(`Expected ${item.live + item.kept} children of ${item.id}, but some are missing`);
    throw new NeedsLoading({ kind: 'children', parentId: item.id });
  }
  if (loaded === undefined) return [];
  return loaded
    .keys()
    .map((id) => getItem(state, id))
    .sort((a, b) => (a.loopCounter ?? 0) - (b.loopCounter ?? 0) || (a.id < b.id ? -1 : 1));
}

export function liveChildrenOf(state: InstanceState, item: Item): readonly Item[] {
  return item.live === 0 ? [] : childrenOf(state, item).filter((child) => child.status === 'active');
}

export function keptChildrenOf(state: InstanceState, item: Item): readonly Item[] {
  return item.kept === 0 ? [] : childrenOf(state, item).filter((child) => child.status === 'kept');
}

/** Puts an item with its index entries; the counters of its parent are the business of the applier. */
export function withItem(state: InstanceState, item: Item): InstanceState {
  const before = state.items.get(item.id);
  let { children, owners, listeners, loadedListeners, absent } = state;
  if (before === undefined && item.parentId !== null) {
    const siblings = children.get(item.parentId) ?? PersistentMap.empty<true>();
    children = children.set(item.parentId, siblings.set(item.id, true));
  }
  if (before?.waits !== item.waits || before.incidents !== item.incidents) {
    const known = new Set(idsHeld(item));
    for (const id of before === undefined ? [] : idsHeld(before)) {
      if (known.has(id)) continue;
      owners = owners.delete(id);
      if (!state.complete) absent = absent.set(id, true);
    }
    for (const id of known) owners = owners.set(id, item.id);
    const count = item.waits.filter(isListener).length;
    loadedListeners += count - (listeners.get(item.id) ?? 0);
    listeners = count === 0 ? listeners.delete(item.id) : listeners.set(item.id, count);
  }
  return { ...state, items: state.items.set(item.id, item), children, owners, listeners, loadedListeners, absent };
}

/** Removes an item with everything kept below it. */
export function withoutItem(state: InstanceState, item: Item): InstanceState {
  let next = state;
  for (const child of childrenOf(state, item)) next = withoutItem(next, child);
  let { children, owners, listeners, absent } = next;
  children = children.delete(item.id);
  if (item.parentId !== null) {
    const siblings = children.get(item.parentId)?.delete(item.id);
    if (siblings !== undefined) {
      children = siblings.size === 0 ? children.delete(item.parentId) : children.set(item.parentId, siblings);
    }
  }
  for (const id of idsHeld(item)) owners = owners.delete(id);
  if (!state.complete) for (const id of [item.id, ...idsHeld(item)]) absent = absent.set(id, true);
  const loadedListeners = next.loadedListeners - (listeners.get(item.id) ?? 0);
  listeners = listeners.delete(item.id);
  return { ...next, items: next.items.delete(item.id), children, owners, listeners, loadedListeners, absent };
}

export function idsHeld(item: Item): readonly string[] {
  return [...item.waits.map((wait) => wait.id), ...item.incidents.map((incident) => incident.id)];
}

/** The process instance an item belongs to. */
export function instanceOf(state: InstanceState, item: Item): Item {
  return item.kind === 'instance' ? item : getItem(state, item.processInstanceId);
}

/** From an item outwards to its own process instance, never into the calling one. */
export function* scopesFrom(state: InstanceState, item: Item): Generator<Item> {
  let current = item;
  for (;;) {
    yield current;
    if (current.kind === 'instance' || current.parentId === null) return;
    current = getItem(state, current.parentId);
  }
}

/** Is the whole tree finished? */
export function isEnded(state: InstanceState): boolean {
  return findItem(state, state.rootId) === undefined;
}
