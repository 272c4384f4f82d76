import { changedPartitions, type InstanceState, type Item, type Partition } from '#engine';

/** Everything a state holds, as text: equal states give equal texts. */
export function snapshotOf(state: InstanceState): string {
  const rows = changedPartitions(undefined, state).upsert.map((partition) => JSON.stringify(sorted(partition)));
  return rows.sort().join('\n');
}

/**
 * What is wrong with a complete state between two steps, if anything: counters that do not count, a child without
 * parent, or a token that rests without anything to wait for.
 */
export function findUnsoundness(state: InstanceState): string | undefined {
  const items = new Map(changedPartitions(undefined, state).upsert.map((row) => [row.id, itemOf(row)]));
  const isCompensating = [...items.values()].some((item) => item.kind === 'compensation');
  const byParent = new Map<string, Item[]>();
  for (const item of items.values()) {
    if (item.parentId === null) continue;
    const siblings = byParent.get(item.parentId) ?? [];
    siblings.push(item);
    byParent.set(item.parentId, siblings);
  }
  for (const item of items.values()) {
    const children = byParent.get(item.id) ?? [];
    const live = children.filter((child) => child.status === 'active').length;
    if (live !== item.live || children.length - live !== item.kept) return `${item.nodeId} counts its children wrongly`;
    if (item.parentId !== null && !items.has(item.parentId)) return `${item.nodeId} has lost its parent`;
    if (item.kind !== 'element' || item.status !== 'active' || live > 0 || isCompensating) continue;
    const parent = item.parentId === null ? undefined : items.get(item.parentId);
    const isGathering = parent?.gathering[item.nodeId] === item.id;
    if (item.waits.length === 0 && item.incidents.length === 0 && !isGathering) {
      return `${item.nodeId} rests without anything to wait for`;
    }
  }
  return undefined;
}

function itemOf(row: Partition): Item {
  const usual = { live: 0, kept: 0, waits: [], incidents: [], gathering: {} };
  return { ...usual, ...(row.data as unknown as Item), id: row.id, parentId: row.parentId };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, entry]) => [name, sorted(entry)]);
}
