import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { TaskScope } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { useMay } from '../shell/session.tsx';
import type { InboxAddress } from './inbox-address.ts';

const scopes: readonly TaskScope[] = ['mine', 'groups', 'followUps', 'late', 'done'];

/** The filters with their numbers; below "my groups" one line for each group that has something open. */
export function InboxFilters({ address }: { address: InboxAddress }): ReactElement {
  const text = useText();
  const counts = useQuery(queries.taskCounts).data;
  const mayAssign = useMay('task:assign');
  const groups = Object.entries(counts?.byGroup ?? {}).sort(([a], [b]) => a.localeCompare(b));
  const isCurrent = (scope: TaskScope, group?: string): boolean => address.scope === scope && address.group === group;
  return (
    <nav className="inbox-filters" aria-label={text.inbox.filters}>
      <ul>
        {[...scopes, ...(mayAssign ? (['all'] as const) : [])].map((scope) => (
          <li key={scope}>
            <FilterLink
              to={address.toScope(scope)}
              current={isCurrent(scope)}
              label={text.inbox.scope[scope]}
              count={counts?.[scope]}
              alarming={scope === 'late'}
            />
            {scope === 'groups' && groups.length > 0 ? (
              <ul className="inbox-filters__groups">
                {groups.map(([group, count]) => (
                  <li key={group}>
                    <FilterLink
                      to={address.toScope('groups', group)}
                      current={isCurrent('groups', group)}
                      label={group}
                      count={count}
                    />
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function FilterLink({
  to,
  current,
  label,
  count,
  alarming = false,
}: {
  to: string;
  current: boolean;
  label: string;
  count: number | undefined;
  alarming?: boolean;
}): ReactElement {
  const text = useText();
  return (
    <Link to={to} className="filter-link" aria-current={current ? 'true' : undefined}>
      <span className="filter-link__label">{label}</span>
      {count === undefined ? null : (
        <span
          className={alarming && count > 0 ? 'filter-link__count filter-link__count--alarming' : 'filter-link__count'}
        >
          <span aria-hidden="true">{count}</span>
          <span className="kern-sr-only">{text.inbox.open(count)}</span>
        </span>
      )}
    </Link>
  );
}
