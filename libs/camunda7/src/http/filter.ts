import { invalid } from './camunda-error.ts';
import { type Call, jsonBody } from './request.ts';
import { fromCamundaDate } from '../value/date.ts';

const ONLY_HALF_A_SORTING = 'Only a single sorting parameter specified. sortBy and sortOrder required';

/**
 * The filter of a list request, from the query (GET) or the body (POST). A field of a body nobody reads is refused by
 * {@link Filter.close}: silently ignoring it would answer with rows the caller did not ask for. What an address has
 * beyond the criteria is left out as Camunda 7 does, because clients add to it, e.g. `?_=123` against caches; only
 * a deletion is refused for it.
 */
export class Filter {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #read = new Set(['firstResult', 'maxResults', 'sortBy', 'sortOrder', 'sorting', 'deserializeValues']);

  #ignoresUnknown = false;
  /** Names that stand in the address only, where what nobody reads is left out. */
  readonly #ofAddress: ReadonlySet<string>;

  private constructor(values: ReadonlyMap<string, unknown>, ofAddress: ReadonlySet<string> = new Set()) {
    this.#values = values;
    this.#ofAddress = ofAddress;
  }

  static of(call: Call): Filter {
    const values = new Map<string, unknown>(call.query);
    const ofAddress = new Set(call.method === 'DELETE' ? [] : values.keys());
    if (call.method !== 'POST') return new Filter(values, ofAddress);
    for (const [name, value] of Object.entries(jsonBody(call))) {
      values.set(name, value);
      ofAddress.delete(name);
    }
    return new Filter(values, ofAddress);
  }

  /** The filters of a list of queries inside a body, e.g. `orQueries`. @throws CamundaError 400 */
  inner(name: string): readonly Filter[] {
    const queries = this.raw(name) ?? [];
    const isQuery = (one: unknown) => typeof one === 'object' && one !== null && !Array.isArray(one);
    if (!Array.isArray(queries) || !queries.every(isQuery)) throw invalid(`Expected ${name} to be a list of objects.`);
    return (queries as object[]).map((one) => new Filter(new Map(Object.entries(one))));
  }

  /** The filter of a query inside a body, e.g. `processInstanceQuery`. @throws CamundaError 400 */
  static within(body: Readonly<Record<string, unknown>>, name: string): Filter | undefined {
    const query = body[name];
    if (query === undefined || query === null) return undefined;
    if (typeof query !== 'object' || Array.isArray(query)) throw invalid(`Expected ${name} to be an object.`);
    return new Filter(new Map(Object.entries(query)));
  }

  /**
   * Reads the criteria about tenants, which this engine does not have. @returns true when they can match nothing: only
   * what belongs to some tenant is wanted
   */
  tenants(including = ''): boolean {
    const wanted = this.list('tenantIdIn');
    const without = this.flag('withoutTenantId');
    const also = including === '' ? undefined : this.flag(including);
    return (wanted?.length ?? 0) > 0 && without !== true && also !== true;
  }

  raw(name: string): unknown {
    this.#read.add(name);
    return this.#values.get(name) ?? undefined;
  }

  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw invalid(`Expected ${name} to be a string, but got ${JSON.stringify(value)}.`);
    return value;
  }

  /** A list of strings: comma-separated in a query, an array in a body. */
  list(name: string): readonly string[] | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string') return value === '' ? [] : value.split(',');
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw invalid(`Expected ${name} to be a list of strings, but got ${JSON.stringify(value)}.`);
  }

  flag(name: string): boolean | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw invalid(`Cannot set query parameter '${name}' to value '${JSON.stringify(value)}': expected true or false.`);
  }

  /** A flag that narrows when it is true; false says nothing. */
  onlyTrue(name: string): true | undefined {
    return this.flag(name) === true ? true : undefined;
  }

  /** Two flags for one question: true for the first, false for the second. Both are read, so that neither is unknown. */
  either(yes: string, no: string): boolean | undefined {
    const [first, second] = [this.onlyTrue(yes), this.onlyTrue(no)];
    return first ?? (second === true ? false : undefined);
  }

  integer(name: string): number | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
    if (!Number.isSafeInteger(number))
      throw invalid(
        `Cannot set query parameter '${name}' to value '${JSON.stringify(value)}': expected a whole number.`,
      );
    return number;
  }

  /** An instant, as ISO 8601 in UTC. */
  date(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const instant = fromCamundaDate(value);
    if (instant === undefined)
      throw invalid(`Cannot set query parameter '${name}' to value "${value}": expected yyyy-MM-dd'T'HH:mm:ss.SSSZ.`);
    return instant;
  }

  /** `sortBy`/`sortOrder`, or `sorting` of a body, translated by `fields`; a field nobody can sort by is refused. */
  sorting<F extends string>(fields: Readonly<Record<string, F>>): { by: F; descending: boolean }[] {
    return this.sortingBy((name) => (Object.hasOwn(fields, name) ? { by: fields[name] as F } : undefined));
  }

  /** The same where a field has parameters. `translate` answers undefined for a name nobody can sort by. */
  sortingBy<T extends object>(
    translate: (name: string, parameters: Readonly<Record<string, unknown>>) => T | undefined,
  ): (T & { descending: boolean })[] {
    const many = this.#values.get('sorting') ?? [];
    const isObject = (one: unknown) => typeof one === 'object' && one !== null;
    if (!Array.isArray(many) || !many.every(isObject)) throw invalid('Expected sorting to be a list of objects.');
    const wanted = [...(many as { sortBy?: unknown; sortOrder?: unknown; parameters?: unknown }[])];
    const [single, order] = [this.#values.get('sortBy'), this.#values.get('sortOrder')];
    if (single !== undefined) wanted.push({ sortBy: single, sortOrder: order });
    else if (order !== undefined) throw invalid(ONLY_HALF_A_SORTING);
    return wanted.map(({ sortBy, sortOrder, parameters }) => {
      const name = textOf(sortBy);
      const translated = translate(name, (parameters ?? {}) as Readonly<Record<string, unknown>>);
      if (translated === undefined) throw invalid(`Cannot set query parameter 'sortBy' to value '${name}'`);
      if (sortOrder === undefined || sortOrder === null) throw invalid(ONLY_HALF_A_SORTING);
      if (sortOrder !== 'asc' && sortOrder !== 'desc')
        throw invalid(`Cannot set query parameter 'sortOrder' to value '${textOf(sortOrder)}'`);
      return { ...translated, descending: sortOrder === 'desc' };
    });
  }

  get firstResult(): number {
    return this.integer('firstResult') ?? 0;
  }

  get maxResults(): number {
    return this.integer('maxResults') ?? Number.POSITIVE_INFINITY;
  }

  /** The same filter for lists of history, which leave out what they do not know, as Camunda 7 does. */
  ignoringUnknown(): this {
    this.#ignoresUnknown = true;
    return this;
  }

  /** @throws CamundaError 400 naming what nobody has read and may not be left out */
  close(): void {
    if (this.#ignoresUnknown) return;
    const unread = [...this.#values].flatMap(([name, value]) =>
      value === null || this.#read.has(name) || this.#ofAddress.has(name) ? [] : [name],
    );
    if (unread.length > 0) throw invalid(`Expected only criteria this query knows, but got ${unread.join(', ')}.`);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** An object without its undefined fields: what exact optional properties ask for. */
export function given<T extends object>(
  fields: T,
): { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
} {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

/** Reads pages until `maxResults` rows are there: Camunda 7's lists have no limit of their own. */
export async function everyPage<T>(
  filter: Pick<Filter, 'firstResult' | 'maxResults'>,
  page: (request: { offset: number; limit: number }) => Promise<{ readonly items: readonly T[] }>,
): Promise<T[]> {
  const rows: T[] = [];
  for (;;) {
    const limit = Math.min(1000, filter.maxResults - rows.length);
    if (limit <= 0) return rows;
    const { items } = await page({ offset: filter.firstResult + rows.length, limit });
    rows.push(...items);
    if (items.length < limit) return rows;
  }
}

/** Everything from the first row on. */
export const UNLIMITED = { firstResult: 0, maxResults: Number.POSITIVE_INFINITY };
