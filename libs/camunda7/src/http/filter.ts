import { invalid } from './camunda-error.ts';
import { type Call, jsonBody } from './request.ts';
import { fromCamundaDate } from '../value/date.ts';
import { truthValue } from '../value/truth-value.ts';
import { INTEGER_RANGE } from '../value/value-type.ts';

const ONLY_HALF_A_SORTING = 'Only a single sorting parameter specified. sortBy and sortOrder required';

/**
 * The criteria of a request. One rule for what nobody reads: a request that only reads leaves it out, as Camunda 7 does, for
 * clients of other versions send more (`?_=123` against caches, fields that are new or gone). A request that changes
 * something (a deletion, a query inside the body of a command) is refused by {@link Filter.close}: with a misspelled field
 * it would change cases nobody has asked for.
 */
export class Filter {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #read = new Set(['firstResult', 'maxResults', 'sortBy', 'sortOrder', 'sorting', 'deserializeValues']);
  readonly #onlyReads: boolean;

  private constructor(values: ReadonlyMap<string, unknown>, onlyReads: boolean) {
    this.#values = values;
    this.#onlyReads = onlyReads;
  }

  /** The criteria of a list (GET by its address, POST by its body, too), or of a deletion. */
  static of(call: Call): Filter {
    // What is given twice counts once: the first one, as in Camunda 7.
    const values = new Map<string, unknown>([...call.query].toReversed());
    if (call.method === 'POST') for (const [name, value] of Object.entries(jsonBody(call))) values.set(name, value);
    return new Filter(values, call.method !== 'DELETE');
  }

  /** The filters of a list of queries inside a body, e.g. `orQueries`. @throws CamundaError 400 */
  inner(name: string): readonly Filter[] {
    const queries = this.raw(name) ?? [];
    const isQuery = (one: unknown) => typeof one === 'object' && one !== null && !Array.isArray(one);
    if (!Array.isArray(queries) || !queries.every(isQuery)) throw invalid(`Expected ${name} to be a list of objects.`);
    return (queries as object[]).map((one) => new Filter(new Map(Object.entries(one)), this.#onlyReads));
  }

  /** The filter of a query inside the body of a command, e.g. `processInstanceQuery`. @throws CamundaError 400 */
  static within(body: Readonly<Record<string, unknown>>, name: string): Filter | undefined {
    const query = body[name];
    if (query === undefined || query === null) return undefined;
    if (typeof query !== 'object' || Array.isArray(query)) throw invalid(`Expected ${name} to be an object.`);
    return new Filter(new Map(Object.entries(query)), false);
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
    const truth = truthValue(value);
    if (truth !== undefined) return truth;
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
    if (!Number.isInteger(number) || number < INTEGER_RANGE[0] || number > INTEGER_RANGE[1])
      throw invalid(
        `Cannot set query parameter '${name}' to value '${JSON.stringify(value)}': expected a whole number of 32 bits.`,
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
    return this.#place('firstResult') ?? 0;
  }

  get maxResults(): number {
    return this.#place('maxResults') ?? Number.POSITIVE_INFINITY;
  }

  /** The rows of the page that is asked for, out of all there are. @throws CamundaError 400 */
  page<T>(rows: readonly T[]): readonly T[] {
    return rows.slice(this.firstResult, this.firstResult + this.maxResults);
  }

  #place(name: 'firstResult' | 'maxResults'): number | undefined {
    const value = this.integer(name);
    if (value !== undefined && value < 0)
      throw invalid(`Expected ${name} to be a whole number from 0, but got ${value}.`);
    return value;
  }

  /** Call it when everything is read. @throws CamundaError 400 naming what nobody has read, where something is changed */
  close(): void {
    if (this.#onlyReads) return;
    const unread = [...this.#values].flatMap(([name, value]) => (value === null || this.#read.has(name) ? [] : [name]));
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
