/** How many entries a list request may ask for. */
export const PAGE_LIMITS = { default: 50, maximum: 200 } as const;

/** Query parameters every list understands. */
export interface PageQuery {
  /**
   * {@link PAGE_LIMITS}.default when absent.
   * @integer
   * @minimum 1
   * @maximum 200
   */
  readonly limit?: number;
  /** `nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged. */
  readonly cursor?: string;
}

/**
 * One page of a list. The order is total and stable: the named sort key, then the id. What is added or removed between two
 * requests may shift entries by as many places.
 */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** How many entries the filters match altogether. */
  readonly total: number;
  /** Absent on the last page. */
  readonly nextCursor?: string;
}
