import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { TaskSummary } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSteadyList } from '../parts/steady-list.ts';
import type { InboxAddress } from './inbox-address.ts';
import { TaskLine } from './task-line.tsx';

/** The middle column: what the filter found, one task a line. */
export function TaskList({ address }: { address: InboxAddress }): ReactElement {
  const text = useText();
  const state: unknown = useLocation().state;
  const list = useInfiniteQuery(queries.tasks(address.query));
  const latest = list.data?.pages.flatMap((page) => page.items) ?? [];
  const steady = useSteadyList(latest, (task) => task.id, JSON.stringify(address.query));
  return (
    <section className="task-list" aria-labelledby="task-list-title">
      <header className="task-list__head">
        <h2 id="task-list-title" tabIndex={-1}>
          {address.group ?? text.inbox.scope[address.scope]}
        </h2>
        <ListSearch key={`${address.scope} ${address.group ?? ''} ${JSON.stringify(state)}`} address={address} />
      </header>
      <div className="task-list__lines">
        {list.isPending ? (
          <Skeleton lines={8} />
        ) : list.isLoadingError ? (
          <Problem error={list.error} onRetry={() => void list.refetch()} />
        ) : steady.items.length === 0 ? (
          <EmptyInbox address={address} />
        ) : (
          <ul {...steady.hold}>
            {steady.items.map((task: TaskSummary) => (
              <li key={task.id}>
                <TaskLine task={task} address={address} />
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage ? (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text.general.more}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function ListSearch({ address }: { address: InboxAddress }): ReactElement {
  const text = useText();
  const navigate = useNavigate();
  const state: unknown = useLocation().state;
  const [words, setWords] = useState(address.search);
  return (
    <input
      className="list-search"
      type="search"
      aria-label={text.inbox.search}
      placeholder={text.inbox.search}
      value={words}
      onChange={(event) => {
        setWords(event.target.value);
        const next = new URL(address.toTask(address.taskId), window.location.origin);
        if (event.target.value.trim() === '') next.searchParams.delete('search');
        else next.searchParams.set('search', event.target.value.trim());
        void navigate(next.pathname + next.search, { replace: true, state });
      }}
    />
  );
}

function EmptyInbox({ address }: { address: InboxAddress }): ReactElement {
  const text = useText();
  const counts = useQuery(queries.taskCounts).data;
  if (address.search !== '') return <EmptyState pictogram="search" title={text.inbox.emptySearch} />;
  const waiting = counts?.groups ?? 0;
  return (
    <EmptyState pictogram="check" title={text.inbox.emptyTitle[address.scope]}>
      {address.scope === 'mine' && waiting > 0 ? (
        <>
          <p>
            {text.inbox.emptyMine} {text.inbox.emptyOfferGroups(waiting)}
          </p>
          <Link className="kern-link" to={address.toScope('groups')}>
            {text.inbox.showGroups}
          </Link>
        </>
      ) : (
        <p>{text.inbox.emptyKind}</p>
      )}
    </EmptyState>
  );
}
