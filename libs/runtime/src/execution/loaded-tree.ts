import {
  changedPartitions,
  type Command,
  type EngineEvent,
  type InstanceState,
  isEnded,
  NeedsLoading,
  type Partition,
  type Rejection,
  restoreState,
  step,
  type StepContext,
  withPartitions,
} from '#engine';
import type { InstanceTransaction } from '../ports/instance-store.ts';
import type { ItemRow } from '../ports/rows.ts';
import type { CachedInstance } from './instance-cache.ts';
import { largeValuesOf } from './large-values.ts';
import type { ItemFacts } from './project-events.ts';

export type TreeStep =
  | {
      readonly ok: true;
      readonly events: readonly EngineEvent[];
      readonly changed: ReturnType<typeof changedPartitions>;
    }
  | { readonly ok: false; readonly rejection: Rejection };

/** How often one step may ask for something more before that is a defect and not a large tree. */
const MAXIMUM_LOADS = 10_000;

/**
 * One tree inside one transaction: its state as far as it is loaded. Steps run on it one after another; what a step misses
 * is loaded and the step repeated with a context of its own, which is harmless because a step has no effects.
 */
export class LoadedTree {
  readonly rootId: string;
  readonly facts: Map<string, ItemFacts>;
  /** Ids of rows this transaction will have stored. */
  readonly pending = new Set<string>();
  #state: InstanceState | undefined;

  private constructor(rootId: string, state: InstanceState | undefined, facts: Map<string, ItemFacts>) {
    this.rootId = rootId;
    this.#state = state;
    this.facts = facts;
  }

  /** Before StartInstance. */
  static empty(rootId: string): LoadedTree {
    return new LoadedTree(rootId, undefined, new Map());
  }

  static cached(rootId: string, entry: CachedInstance): LoadedTree {
    return new LoadedTree(rootId, entry.state, entry.facts);
  }

  static fromRows(rootId: string, rows: readonly ItemRow[], complete: boolean): LoadedTree {
    const state = restoreState(rows.map(toPartition), { complete, rootId });
    return new LoadedTree(rootId, state, new Map(rows.map((row) => [row.id, toFacts(row)])));
  }

  get state(): InstanceState | undefined {
    return this.#state;
  }

  get ended(): boolean {
    return this.#state !== undefined && isEnded(this.#state);
  }

  async step(
    command: Command,
    context: () => StepContext,
    transaction: InstanceTransaction,
    load: (need: NeedsLoading['need']) => Promise<void>,
  ): Promise<TreeStep> {
    for (let loads = 0; loads < MAXIMUM_LOADS; loads += 1) {
      try {
        const before = this.#state;
        const result = step(before, command, context());
        if (!result.ok) return result;
        this.#state = result.state;
        return { ok: true, events: result.events, changed: changedPartitions(before, result.state) };
      } catch (thrown) {
        if (!(thrown instanceof NeedsLoading)) throw thrown;
        if (thrown.need.kind === 'item') await this.#loadItem(thrown.need.id, transaction);
        else if (thrown.need.kind === 'children') await this.#loadChildren(thrown.need.parentId, transaction);
        else await load(thrown.need);
      }
    }
    throw new Error(
      `Expected a step over ${this.rootId} to be complete after ${MAXIMUM_LOADS} loads, but it asks for more.`,
    );
  }

  /** Adds rows that are known to be needed. */
  add(rows: readonly ItemRow[]): void {
    this.#extend(rows, {});
  }

  /** Notes that the changes are written. */
  written(): void {
    for (const id of this.pending) {
      const facts = this.facts.get(id);
      if (facts !== undefined) this.facts.set(id, { ...facts, row: 'stored' });
    }
    this.pending.clear();
  }

  async #loadItem(id: string, transaction: InstanceTransaction): Promise<void> {
    const row = await transaction.item(id);
    this.#extend(row?.rootId === this.rootId ? [row] : [], { items: [id] });
  }

  async #loadChildren(parentId: string, transaction: InstanceTransaction): Promise<void> {
    this.#extend(await transaction.children(this.rootId, parentId), { childrenOf: [parentId] });
  }

  #extend(
    rows: readonly ItemRow[],
    loaded: { readonly items?: readonly string[]; readonly childrenOf?: readonly string[] },
  ): void {
    if (this.#state === undefined)
      throw new Error(`Expected the tree ${this.rootId} to exist, but it has not started.`);
    const fresh = rows.filter((row) => !this.facts.has(row.id));
    this.#state = withPartitions(this.#state, fresh.map(toPartition), {
      ...(loaded.items === undefined ? {} : { items: [...loaded.items] }),
      ...(loaded.childrenOf === undefined ? {} : { childrenOf: [...loaded.childrenOf] }),
    });
    for (const row of fresh) this.facts.set(row.id, toFacts(row));
  }
}

export function toPartition(row: ItemRow): Partition {
  return { id: row.id, parentId: row.parentId, processInstanceId: row.instanceId, data: row.data };
}

function toFacts(row: ItemRow): ItemFacts {
  return {
    instanceId: row.instanceId,
    definitionId: row.definitionId,
    nodeId: row.nodeId,
    nodeType: row.nodeType,
    enteredAt: row.enteredAt,
    endedAt: row.endedAt,
    multiInstanceBody: row.multiInstanceBody,
    calledInstanceId: row.calledInstanceId,
    parentId: row.parentId,
    values: largeValuesOf(row.data, row.valueIds),
    row: 'stored',
  };
}
