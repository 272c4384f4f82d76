/** A part of a list. `limit` is 1 to 1000, 50 when absent. */
export interface PageRequest {
  readonly offset?: number;
  readonly limit?: number;
}

/** `total` counts everything the filter matches. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** Field names are those of the item; each list names the fields it can sort by. Ties are broken by id, so pages are stable. */
export interface Sorting<F extends string> {
  readonly by: F;
  readonly descending?: boolean;
}
