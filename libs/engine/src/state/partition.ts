import type { Value } from '../model/expression.ts';
import { PersistentMap } from '../persistent-map.ts';
import { mergeRecords } from '../variables-record.ts';
import { emptyState, idsHeld, type InstanceState, withItem } from './instance-state.ts';
import type { Item } from './item.ts';

/** Persistence: one element instance (or process instance) is one row. `data` is plain JSON. */
export interface Partition {
  readonly id: string;
  readonly parentId: string | null;
  readonly processInstanceId: string;
  readonly data: Value;
}

/**
 * What the store has to write after a step, at the cost of what has changed. An item that only came back to an equal
 * content (a scope whose one token moved on) is not written again.
 */
export function changedPartitions(
  before: InstanceState | undefined,
  after: InstanceState,
): { upsert: readonly Partition[]; remove: readonly string[] } {
  const old = before?.items ?? PersistentMap.empty<Item>();
  const { changed, removed } = PersistentMap.difference(old, after.items);
  return {
    upsert: changed.filter(([id, item]) => !isSame(old.get(id), item)).map(([, item]) => toPartition(item)),
    remove: removed,
  };
}

/**
 * Rebuilds a state from rows.
 * @param options.complete all rows of the tree are given. Otherwise access to what is missing throws NeedsLoading, and
 * {@link withPartitions} adds it.
 */
export function restoreState(
  partitions: Iterable<Partition>,
  options: { complete: boolean; rootId: string },
): InstanceState {
  return withPartitions(emptyState(options.rootId, options.complete), partitions, {});
}

/**
 * Adds loaded rows. `loaded.items` names ids that were asked for: those that did not come are known to be absent.
 * `loaded.childrenOf` names parents whose children have all been given.
 */
export function withPartitions(
  state: InstanceState,
  partitions: Iterable<Partition>,
  loaded: { items?: readonly string[]; childrenOf?: readonly string[] },
): InstanceState {
  let next = state;
  for (const partition of partitions) {
    // A row may still be there of what an earlier step of the same transaction has removed.
    if (!next.items.has(partition.id) && !next.absent.has(partition.id)) next = withItem(next, toItem(partition));
  }
  for (const id of loaded.items ?? []) {
    if (!next.items.has(id) && !next.owners.has(id)) next = { ...next, absent: next.absent.set(id, true) };
  }
  return next;
}

/** The ids under which a row may be asked for besides its own: its tasks, jobs, timers, subscriptions and incidents. */
export function ownedIds(partition: Partition): readonly string[] {
  return idsHeld(toItem(partition));
}

/** An item without what its partition already says; absent fields have their usual value, which keeps rows small. */
function toPartition(item: Item): Partition {
  const { id, parentId, processInstanceId, ...rest } = item;
  const data: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rest)) if (!isUsual(value)) data[name] = value;
  return { id, parentId, processInstanceId, data: data as { readonly [name: string]: Value } };
}

function toItem(partition: Partition): Item {
  const data = partition.data as unknown as Partial<Item> & Pick<Item, 'definitionId' | 'kind' | 'nodeId' | 'status'>;
  return {
    body: false,
    live: 0,
    kept: 0,
    keptSoFar: 0,
    state: null,
    waits: [],
    incidents: [],
    listeners: 0,
    ...data,
    variables: mergeRecords(data.variables),
    gathering: mergeRecords(data.gathering),
    id: partition.id,
    parentId: partition.parentId,
    processInstanceId: partition.processInstanceId,
  };
}

function isUsual(value: unknown): boolean {
  if (value === undefined || value === null || value === 0 || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isSame(before: Item | undefined, after: Item): boolean {
  if (before === undefined) return false;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)] as (keyof Item)[]);
  for (const key of keys) {
    if (before[key] === after[key]) continue;
    if (key === 'gathering' && isUsual(before[key]) && isUsual(after[key])) continue;
    if ((key === 'waits' || key === 'incidents') && isUsual(before[key]) && isUsual(after[key])) continue;
    return false;
  }
  return true;
}
