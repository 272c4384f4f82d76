import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useText } from '../language/language.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { useKeptList } from '../parts/kept-list.ts';
import { useSession } from '../shell/session.tsx';
import type { InboxAddress } from './inbox-address.ts';
import { filterName, filterOf, MOST_SAVED } from './saved-filter.ts';

/** Searches this person comes back to, below the fixed filters; the present one can be added while it is not there yet. */
export function SavedFilters({ address }: { address: InboxAddress }): ReactElement | null {
  const text = useText();
  const { person } = useSession();
  const { entries: saved = [], keep } = useKeptList('inbox-filters', person.name);
  const present = filterOf(address);
  const isNew = present !== undefined && !saved.includes(present) && saved.length < MOST_SAVED;
  if (saved.length === 0 && !isNew) return null;
  return (
    <section className="saved-filters" aria-labelledby="saved-filters-title">
      <h2 id="saved-filters-title">{text.inbox.saved}</h2>
      {saved.length === 0 ? null : (
        <ul>
          {saved.map((filter) => (
            <li key={filter}>
              <Link
                to={`/inbox?${filter}`}
                // Chosen again, it also puts its words back into the search field.
                state={{ filter, at: Date.now() }}
                className="filter-link"
                aria-current={filter === present ? 'true' : undefined}
              >
                <span className="filter-link__label">{filterName(filter, text)}</span>
              </Link>
              <IconButton
                pictogram="cross"
                label={text.inbox.forgetFilter(filterName(filter, text))}
                onClick={() => keep(saved.filter((each) => each !== filter))}
              />
            </li>
          ))}
        </ul>
      )}
      {isNew ? (
        <Button look="tertiary" pictogram="plus" onClick={() => keep([...saved, present])}>
          {text.inbox.saveFilter}
        </Button>
      ) : null}
    </section>
  );
}
