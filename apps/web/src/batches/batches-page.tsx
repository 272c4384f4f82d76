import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, type ReactElement } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSteadyList } from '../parts/steady-list.ts';
import { BatchCard } from './batch-card.tsx';

/** What is done to many cases at once, newest first, with how far it is. */
export function BatchesPage(): ReactElement {
  const text = useText();
  return (
    <Page
      title={text.batches.title}
      lead={text.batches.lead}
      preline={
        <Link className="kern-link" to="/cases">
          {text.cases.title}
        </Link>
      }
    >
      <BatchList />
    </Page>
  );
}

function BatchList(): ReactElement {
  const text = useText();
  const frame = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery(queries.batches);
  const latest = list.data?.pages.flatMap((page) => page.items) ?? [];
  const steady = useSteadyList(latest, (each) => each.id, 'batches');
  if (list.isPending) return <Skeleton lines={6} />;
  if (list.isLoadingError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  const onRemoved = (): void => {
    steady.release();
    // The button that had the focus leaves with its batch.
    frame.current?.focus();
  };
  return (
    <div ref={frame} tabIndex={-1}>
      {steady.items.length === 0 ? (
        <EmptyState pictogram="check" title={text.batches.emptyTitle}>
          <p>{text.batches.emptyText}</p>
          <Link className="kern-link" to="/cases">
            {text.batches.toCases}
          </Link>
        </EmptyState>
      ) : (
        <ul className="batches" {...steady.hold}>
          {steady.items.map((batch) => (
            <li key={batch.id}>
              <BatchCard batch={batch} onRemoved={onRemoved} />
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
  );
}
