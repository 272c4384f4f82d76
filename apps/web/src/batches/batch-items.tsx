import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { BatchSummary } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { incidentText } from '../incidents/incident-text.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { caseNumber } from '../cases/case-words.ts';
import { Button } from '../parts/button.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

/** Each line asks for its case to show the number people know, so there are few at a time. */
const ITEMS_SHOWN = 20;

type ShownState = 'failed' | 'done';

/** Targets of a batch, opened on request: those that failed with the reason, or the new cases of a restart. */
export function BatchItems({ batch, state }: { batch: BatchSummary; state: ShownState }): ReactElement {
  const text = useText();
  const [open, setOpen] = useState(false);
  const id = useId();
  const words = state === 'failed' ? text.batches.reasons : text.batches.newCases;
  return (
    <div className="batch__items">
      <Button look="tertiary" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? text.batches.hide(words) : text.batches.show(words)}
      </Button>
      <div id={id}>{open ? <ItemList batch={batch} state={state} label={words} /> : null}</div>
    </div>
  );
}

function ItemList({ batch, state, label }: { batch: BatchSummary; state: ShownState; label: string }): ReactElement {
  const { text, language } = useLanguage();
  const list = useInfiniteQuery(queries.batchItems(batch.id, { state: [state], limit: ITEMS_SHOWN }));
  if (list.isPending) return <Skeleton lines={3} />;
  if (list.isLoadingError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <ul className="plain-list" aria-label={label}>
        {list.data.pages
          .flatMap((page) => page.items)
          .map((item) => {
            const target = item.startedInstanceId ?? item.targetId;
            return (
              <li key={item.position}>
                {batch.kind === 'setRetries' ? text.cases.shortId(target) : <CaseLink id={target} />}
                {item.error === undefined ? null : (
                  <span className="problem__detail">
                    {' '}
                    {incidentText({ ...item, message: item.error }, language, text)}
                  </span>
                )}
              </li>
            );
          })}
      </ul>
      {list.hasNextPage ? (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text.general.more}
        </Button>
      ) : null}
    </>
  );
}

/** Leads to the case under its number; under its technical one while that is read or when the case is gone. */
function CaseLink({ id }: { id: string }): ReactElement {
  const text = useText();
  const { data } = useQuery(queries.instance(id));
  return (
    <Link className="kern-link" to={`/cases/${encodeURIComponent(id)}`}>
      {data === undefined ? text.cases.shortId(id) : caseNumber(data, text)}
    </Link>
  );
}
