import type pg from 'pg';
import type { Page, PageRequest, Sorting } from '#runtime';

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 1000;

/** Builds the WHERE of a list: only what is asked for appears, every value is a parameter. */
export class ListQuery {
  readonly #conditions: string[] = [];
  readonly #values: unknown[] = [];

  /** Adds a condition for a given value; `$` stands for its parameter. Nothing for undefined. */
  where(condition: string, value: unknown): this {
    if (value === undefined) return this;
    this.#conditions.push(
      `(${condition.replaceAll(
        '$',
        (
          (name) => () =>
            name
        )(this.parameter(value)),
      )})`,
    );
    return this;
  }

  /** Adds a condition without a value of its own. */
  whereFixed(condition: string, wanted: boolean | undefined = true): this {
    if (wanted) this.#conditions.push(`(${condition})`);
    return this;
  }

  /** One condition when the flag is true, the other when it is false, none when it is undefined. */
  whereFlag(flag: boolean | undefined, whenTrue: string, whenFalse: string): this {
    if (flag !== undefined) this.#conditions.push(`(${flag ? whenTrue : whenFalse})`);
    return this;
  }

  /** The conditions `build` adds are joined by OR: one of them is enough. Nothing when it adds none. */
  whereAny(build: (any: this) => void): this {
    const before = this.#conditions.splice(0);
    build(this);
    const any = this.#conditions.splice(0);
    this.#conditions.push(...before);
    if (any.length > 0) this.#conditions.push(`(${any.join(' OR ')})`);
    return this;
  }

  /** A parameter to be used inside {@link whereFixed}. */
  parameter(value: unknown): string {
    return `$${this.#values.push(value)}`;
  }

  get condition(): string {
    return this.#conditions.length === 0 ? 'TRUE' : this.#conditions.join(' AND ');
  }

  async count(pool: pg.Pool, from: string): Promise<number> {
    const result = await pool.query<{ total: number }>(
      `SELECT count(*) AS total FROM ${from} WHERE ${this.condition}`,
      [...this.#values],
    );
    return result.rows[0]?.total ?? 0;
  }

  /** All rows of a statement that uses {@link condition}. */
  async rows<T extends pg.QueryResultRow>(pool: Pick<pg.ClientBase, 'query'>, text: string): Promise<readonly T[]> {
    return (await pool.query<T>(text, [...this.#values])).rows;
  }

  /** One page, and how many there are in all. */
  async page<T extends pg.QueryResultRow>(
    pool: pg.Pool,
    parts: { readonly select: string; readonly from: string; readonly orderBy: string },
    request: PageRequest,
  ): Promise<Page<T>> {
    const limit = Math.min(LARGEST_LIMIT, Math.max(1, Math.trunc(request.limit ?? DEFAULT_LIMIT)));
    const offset = Math.max(0, Math.trunc(request.offset ?? 0));
    const [rows, total] = await Promise.all([
      pool.query<T>(
        `SELECT ${parts.select} FROM ${parts.from} WHERE ${this.condition} ORDER BY ${parts.orderBy}
         LIMIT ${limit} OFFSET ${offset}`,
        [...this.#values],
      ),
      this.count(pool, parts.from),
    ]);
    return { items: rows.rows, total };
  }
}

/** ORDER BY from the names a list allows; ties by id. */
export function orderBy<F extends string>(
  sort: readonly Sorting<F>[] | undefined,
  columns: Readonly<Record<F, string>>,
  fallback: string,
  tie: string,
): string {
  const wanted = (sort ?? [])
    .filter(({ by }) => Object.hasOwn(columns, by))
    .map(({ by, descending }) => `${columns[by]} ${descending === true ? 'DESC NULLS LAST' : 'ASC NULLS LAST'}`);
  return [...(wanted.length === 0 ? [fallback] : wanted), tie].join(', ');
}

/**
 * Part of a text, any case: `%` and `_` of the person are meant as written. A database whose locale is C knows the case of
 * A to Z only, so a letter such as "ö" stands for any one letter: "müller" finds "MÜLLER", and rather "Möller" as well than
 * nothing.
 */
export function contains(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const literal = text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return `%${literal.replace(/\p{L}/gu, (letter) => (/[A-Za-z]/.test(letter) ? letter : '_'))}%`;
}

/** Shorter words are looked for in names and numbers only: in the data of cases they would match nearly all of them. */
const SHORTEST_IN_DATA = 3;

/**
 * Condition for a text value anywhere in a JSON column, names of fields left out; empty for words that are too short. The
 * column as a whole is looked at first, which is fast and rules out most rows.
 */
export function orInData(column: string, words: string | undefined): string {
  if (words === undefined || words.trim().length < SHORTEST_IN_DATA) return '';
  // The dollar of the path would be taken for the parameter.
  const everywhere = `('strict ' || chr(36) || '.**')::jsonpath`;
  return ` OR (${column}::text ILIKE $ AND EXISTS (SELECT 1 FROM jsonb_path_query(${column}, ${everywhere}) v
    WHERE jsonb_typeof(v) = 'string' AND v #>> '{}' ILIKE $))`;
}
