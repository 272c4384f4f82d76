/** Rows that are only ever added and removed: one that comes and goes in the same transaction is neither. */
export class NettedRows<R extends { readonly id: string }> {
  readonly #added = new Map<string, R>();
  readonly #removed = new Set<string>();

  add(row: R): void {
    this.#added.set(row.id, row);
  }

  remove(id: string): void {
    if (!this.#added.delete(id)) this.#removed.add(id);
  }

  get added(): readonly R[] {
    return [...this.#added.values()];
  }

  get removed(): readonly string[] {
    return [...this.#removed];
  }
}
