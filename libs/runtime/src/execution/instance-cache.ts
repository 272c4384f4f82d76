import type { InstanceState } from '#engine';
import type { ItemFacts } from './project-events.ts';

export interface CachedInstance {
  readonly revision: number;
  readonly state: InstanceState;
  readonly facts: Map<string, ItemFacts>;
}

/**
 * The states this program has just written. They are used only when the locked row of the tree still has the same revision,
 * so a state another program has changed is never used; the cache saves reading, not locking.
 */
export class InstanceCache {
  readonly #entries = new Map<string, CachedInstance>();
  readonly #limit: number;
  #items = 0;

  /** @param limit items (not trees) kept */
  constructor(limit = 50_000) {
    this.#limit = limit;
  }

  get(rootId: string, revision: number): CachedInstance | undefined {
    const entry = this.#entries.get(rootId);
    if (entry === undefined) return undefined;
    this.delete(rootId);
    return entry.revision === revision ? entry : undefined;
  }

  put(rootId: string, entry: CachedInstance): void {
    this.delete(rootId);
    this.#entries.set(rootId, entry);
    this.#items += entry.facts.size;
    for (const oldest of this.#entries.keys()) {
      if (this.#items <= this.#limit) break;
      this.delete(oldest);
    }
  }

  delete(rootId: string): void {
    const entry = this.#entries.get(rootId);
    if (entry === undefined) return;
    this.#entries.delete(rootId);
    this.#items -= entry.facts.size;
  }
}
