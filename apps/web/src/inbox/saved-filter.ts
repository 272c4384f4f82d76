import { TASK_SCOPES } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import type { InboxAddress } from './inbox-address.ts';

/** More would no longer be found at a glance. */
export const MOST_SAVED = 20;

/** What of an address is worth keeping, as the query of the inbox; undefined where it is one of the fixed filters. */
export function filterOf({
  scope,
  group,
  search,
}: Pick<InboxAddress, 'scope' | 'group' | 'search'>): string | undefined {
  if (search === '') return undefined;
  return new URLSearchParams({ scope, ...(group === undefined ? {} : { group }), search }).toString();
}

/** What a saved filter is called: its words and where they are looked for. */
export function filterName(filter: string, { inbox }: Pick<Catalogue, 'inbox'>): string {
  const parameters = new URLSearchParams(filter);
  const scope = TASK_SCOPES.find((each) => each === parameters.get('scope')) ?? 'mine';
  return inbox.savedName(parameters.get('search') ?? '', parameters.get('group') ?? inbox.scope[scope]);
}
