import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { commands } from '../api/commands.ts';
import { INBOX_MEMORY_LIMITS, type InboxFilter } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { describeProblem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';
import type { InboxAddress } from './inbox-address.ts';
import { useInboxMemory } from './inbox-memory.ts';
import { filterName, filterOf, filterQuery } from './saved-filter.ts';

/** Searches this person comes back to, below the fixed filters; the present one can be added while it is not there yet. */
export function SavedFilters({ address }: { address: InboxAddress }): ReactElement | null {
  const text = useText();
  const toast = useToast();
  const { memory, change } = useInboxMemory();
  if (memory === undefined) return null;

  const saved = memory.filters.map((filter) => ({ filter, query: filterQuery(filter) }));
  const present = filterOf(address);
  const presentQuery = present === undefined ? undefined : filterQuery(present);
  const isNew = saved.length < INBOX_MEMORY_LIMITS.filters && !saved.some(({ query }) => query === presentQuery);
  if (saved.length === 0 && present === undefined) return null;

  const onError = (error: Error): void => {
    const { what, todo, more } = describeProblem(error, text);
    toast({ tone: 'danger', title: what, detail: [todo, ...more].join(' ') });
  };
  const keep = (filter: InboxFilter): void =>
    change(
      {
        foresee: (before) => ({ ...before, filters: [...before.filters, filter] }),
        send: () => commands.keepInboxFilter(filter),
      },
      { onError },
    );
  const forget = (filter: InboxFilter, query: string): void =>
    change(
      {
        foresee: (before) => ({ ...before, filters: before.filters.filter((each) => filterQuery(each) !== query) }),
        send: () => commands.forgetInboxFilter(filter),
      },
      { onError },
    );
  return (
    <section className="saved-filters" aria-labelledby="saved-filters-title">
      <h2 id="saved-filters-title">{text.inbox.saved}</h2>
      {saved.length === 0 ? null : (
        <ul>
          {saved.map(({ filter, query }) => (
            <li key={query}>
              <Link
                to={`/inbox?${query}`}
                // Chosen again, it also puts its words back into the search field.
                state={{ filter: query, at: Date.now() }}
                className="filter-link"
                aria-current={query === presentQuery ? 'true' : undefined}
              >
                <span className="filter-link__label">{filterName(filter, text)}</span>
              </Link>
              <IconButton
                pictogram="cross"
                label={text.inbox.forgetFilter(filterName(filter, text))}
                onClick={() => forget(filter, query)}
              />
            </li>
          ))}
        </ul>
      )}
      {present === undefined || !isNew ? null : (
        <Button look="tertiary" pictogram="plus" onClick={() => keep(present)}>
          {text.inbox.saveFilter}
        </Button>
      )}
    </section>
  );
}
