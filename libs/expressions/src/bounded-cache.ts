/**
 * Remembers the last results of a pure function by text key. The least recently used entry leaves first, so that a
 * stream of one-off expressions cannot grow the memory of a long-running worker.
 */
export class BoundedCache<T> {
  readonly #entries = new Map<string, T>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The remembered value of `key`, or the result of `compute`, which is then remembered. What throws is not kept. */
  get(key: string, compute: () => T): T {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    const value = compute();
    this.#entries.set(key, value);
    if (this.#entries.size > this.#capacity) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest);
        break;
      }
    }
    return value;
  }

  get size(): number {
    return this.#entries.size;
  }
}
