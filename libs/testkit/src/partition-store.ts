import {
  changedPartitions,
  type InstanceState,
  type Need,
  ownedIds,
  type Partition,
  restoreState,
  withPartitions,
} from '#engine';

/**
 * A database of one process instance tree, in memory: rows are JSON text, so that nothing but what they say survives,
 * and are handed out one by one, as the engine asks for them.
 */
export class PartitionStore {
  private readonly rows = new Map<string, string>();
  private readonly rootId: string;
  loads = 0;

  constructor(rootId: string) {
    this.rootId = rootId;
  }

  /** Writes what a step has changed. */
  save(before: InstanceState | undefined, after: InstanceState): void {
    const { upsert, remove } = changedPartitions(before, after);
    for (const id of remove) this.rows.delete(id);
    for (const partition of upsert) this.rows.set(partition.id, JSON.stringify(partition));
  }

  /** A state that has only the root; everything else is loaded when it is asked for. */
  open(): InstanceState {
    return this.load(restoreState([], { complete: false, rootId: this.rootId }), { kind: 'item', id: this.rootId });
  }

  /** Everything at once. */
  restore(): InstanceState {
    return restoreState(this.all(), { complete: true, rootId: this.rootId });
  }

  load(state: InstanceState, need: Need): InstanceState {
    this.loads += 1;
    const all = this.all();
    if (need.kind === 'item') {
      const found = all.filter((partition) => partition.id === need.id || ownedIds(partition).includes(need.id));
      return withPartitions(state, found, { items: [need.id] });
    }
    if (need.kind === 'children') {
      const found = all.filter((partition) => partition.parentId === need.parentId);
      return withPartitions(state, found, { childrenOf: [need.parentId] });
    }
    throw new Error(`Expected a need for partitions, but got ${need.kind}`);
  }

  private all(): readonly Partition[] {
    return [...this.rows.values()].map((row) => JSON.parse(row) as Partition);
  }
}
