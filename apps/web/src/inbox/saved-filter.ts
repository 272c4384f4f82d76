import { TASK_SCOPES, type InboxFilter } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import type { InboxAddress } from './inbox-address.ts';

/** More characters are not kept. */
const LONGEST = 200;

/** What of an address is worth keeping; undefined where it is one of the fixed filters, or too long to be one of one's own. */
export function filterOf({
  scope,
  group,
  search,
}: Pick<InboxAddress, 'scope' | 'group' | 'search'>): InboxFilter | undefined {
  if (search === '' || search.length > LONGEST || (group ?? '').length > LONGEST) return undefined;
  return { scope, ...(group === undefined || group === '' ? {} : { group }), search };
}

/** A filter as the query of the inbox; the same filter is always the same query. */
export function filterQuery({ scope, group, search }: InboxFilter): string {
  return new URLSearchParams({ scope, ...(group === undefined ? {} : { group }), search }).toString();
}

/** The filter a query of the inbox stands for; undefined where there is nothing to look for in it. */
export function filterOfQuery(query: string): InboxFilter | undefined {
  const parameters = new URLSearchParams(query);
  const scope = TASK_SCOPES.find((each) => each === parameters.get('scope')) ?? 'mine';
  return filterOf({ scope, group: parameters.get('group') ?? undefined, search: parameters.get('search') ?? '' });
}

/** What a saved filter is called: its words and where they are looked for. */
export function filterName({ scope, group, search }: InboxFilter, { inbox }: Pick<Catalogue, 'inbox'>): string {
  return inbox.savedName(search, group ?? inbox.scope[scope]);
}
