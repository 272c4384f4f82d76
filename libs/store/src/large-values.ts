import type pg from 'pg';
import type { Value } from '#engine';
import type { ItemRow, ValueRow } from '#runtime';

/** Characters of JSON kept, all values together. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

type Query = (name: string, text: string, values: unknown[]) => Promise<readonly pg.QueryResultRow[]>;

/**
 * The large values of variables this program has read or written lately. A value never changes under its id, so that what is
 * here is right for ever, whoever has written it; the longest unused go when there are too many.
 */
export class LargeValues {
  readonly #entries = new Map<string, { readonly value: Value; readonly characters: number }>();
  readonly #limit: number;
  #characters = 0;

  constructor(limit = MOST_CHARACTERS) {
    this.#limit = limit;
  }

  /**
   * Rows of items with all their variables. @returns undefined when a value is no longer there: its item has changed since its
   * row was read, which cannot happen to a tree that is locked.
   */
  async complete(rows: readonly ItemRow[], query: Query): Promise<readonly ItemRow[] | undefined> {
    const wanted = new Set(rows.flatMap(({ valueIds }) => Object.values(valueIds)));
    if (wanted.size === 0) return rows;
    const values = new Map<string, Value>();
    for (const id of wanted) {
      const value = this.#get(id);
      if (value !== undefined) values.set(id, value);
    }
    const missing = [...wanted].filter((id) => !values.has(id));
    if (missing.length > 0) {
      const text = 'SELECT id, value FROM item_value WHERE id = ANY($1::text[])';
      const found = (await query('item_values', text, [missing])) as readonly ValueRow[];
      for (const { id, value } of found) values.set(id, value);
      if (missing.some((id) => !values.has(id))) return undefined;
      this.add(found);
    }
    return rows.map((row) => completed(row, values));
  }

  add(rows: readonly Pick<ValueRow, 'id' | 'value'>[]): void {
    for (const { id, value } of rows) {
      this.#remove(id);
      const characters = JSON.stringify(value).length;
      this.#entries.set(id, { value, characters });
      this.#characters += characters;
    }
    for (const id of this.#entries.keys()) {
      if (this.#characters <= this.#limit) break;
      this.#remove(id);
    }
  }

  #get(id: string): Value | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    // Used again: the last to go.
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    return entry.value;
  }

  #remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#characters -= entry.characters;
  }
}

function completed(row: ItemRow, values: ReadonlyMap<string, Value>): ItemRow {
  const names = Object.entries(row.valueIds);
  if (names.length === 0) return row;
  const data = row.data as { readonly variables?: Readonly<Record<string, Value>> };
  // Not by assignment: a variable may be named __proto__.
  const large = Object.fromEntries(names.map(([name, id]) => [name, values.get(id) ?? null]));
  return { ...row, data: { ...data, variables: { ...data.variables, ...large } } };
}

/** How often rows are read again that changed while their values were read. */
const MOST_TRIES = 10;

/** Reads rows of items outside of a transaction, with all their variables. */
export async function readItems(
  values: LargeValues,
  pool: pg.Pool,
  statement: { readonly name: string; readonly text: string; readonly values: unknown[] },
): Promise<readonly ItemRow[]> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const { rows } = await pool.query<ItemRow>(statement);
    const query: Query = async (name, text, parameters) =>
      (await pool.query<pg.QueryResultRow>({ name, text, values: parameters })).rows;
    const complete = await values.complete(rows, query);
    if (complete !== undefined) return complete;
  }
  throw new Error(
    `Expected the values of ${statement.name} to stay while they are read, but they changed ${MOST_TRIES} times.`,
  );
}
