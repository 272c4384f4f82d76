import type { Permission } from '#contracts';
import { everyPage, Filter } from './filter.ts';
import { json } from './reply.ts';
import type { Call } from './request.ts';
import type { Route } from './router.ts';

/** What a list request asks for. Both @throws CamundaError 400 */
export interface Listing {
  /** The rows of the page that is asked for. */
  list(call: Call): Promise<readonly unknown[]>;
  /** How many rows match on all pages. */
  count(call: Call): Promise<number>;
}

/** `path` and `path/count`. Most lists of Camunda 7 are asked by query (GET) and by body (POST), the others by query only. */
export function listRoutes(
  path: string,
  permission: Permission,
  listing: Listing,
  methods: readonly ('GET' | 'POST')[] = ['GET', 'POST'],
): readonly Route[] {
  return methods.flatMap((method): Route[] => [
    { method, path, permission, handle: async (call) => json(await listing.list(call)) },
    { method, path: `${path}/count`, permission, handle: async (call) => json({ count: await listing.count(call) }) },
  ]);
}

interface StoredList<W extends object, F extends string, V> {
  /** Undefined when nothing can match. @throws CamundaError 400 */
  readonly criteria: (filter: Filter) => W | undefined;
  /** What each `sortBy` means. */
  readonly sorts: Readonly<Record<string, F>>;
  readonly read: (
    request: W & {
      readonly sort?: readonly { readonly by: F; readonly descending: boolean }[];
      readonly offset?: number;
      readonly limit: number;
    },
  ) => Promise<{ readonly items: readonly V[]; readonly total: number }>;
  readonly dto: (view: V) => Record<string, unknown>;
}

/** A list that the runtime filters, sorts and pages: only the words are Camunda 7's. */
export function storedListing<W extends object, F extends string, V>(stored: StoredList<W, F, V>): Listing {
  return {
    async list(call) {
      const filter = Filter.of(call);
      const wanted = stored.criteria(filter);
      const sort = filter.sorting(stored.sorts);
      if (wanted === undefined) return [];
      const found = await everyPage(filter, (page) => stored.read({ ...wanted, sort, ...page }));
      return found.map((view) => stored.dto(view));
    },
    async count(call) {
      const wanted = stored.criteria(Filter.of(call));
      return wanted === undefined ? 0 : (await stored.read({ ...wanted, limit: 1 })).total;
    },
  };
}
