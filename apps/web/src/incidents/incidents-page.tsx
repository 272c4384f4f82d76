import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { commands } from '../api/commands.ts';
import type { IncidentCause, RetryResult } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Page } from '../parts/page.tsx';
import { describeProblem, Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSteadyList } from '../parts/steady-list.ts';
import { RelativeTime } from '../parts/time.tsx';
import { useToast } from '../parts/toast.tsx';
import { useMay } from '../shell/session.tsx';
import { incidentKind } from './incident-kind.ts';
import { incidentText } from './incident-text.ts';
import { Lamps } from './lamps.tsx';

/** What is wrong now, grouped by cause, worst first. */
export function IncidentsPage(): ReactElement {
  const text = useText();
  const causes = useQuery(queries.incidentCauses);
  const steady = useSteadyList(causes.data?.causes ?? [], (cause) => cause.causeId, 'causes');
  return (
    <Page title={text.incidents.title} lead={text.incidents.lead}>
      <Lamps />
      {causes.isPending ? (
        <Skeleton lines={6} />
      ) : causes.isLoadingError ? (
        <Problem error={causes.error} onRetry={() => void causes.refetch()} />
      ) : steady.items.length === 0 ? (
        <EmptyState pictogram="check" title={text.incidents.emptyTitle}>
          <p>{text.incidents.emptyText}</p>
        </EmptyState>
      ) : (
        <ul className="causes" {...steady.hold}>
          {steady.items.map((cause) => (
            <li key={cause.causeId}>
              <Cause cause={cause} onRetried={steady.release} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function useRetry(
  act: () => Promise<RetryResult>,
  onRetried: () => void,
): { readonly busy: boolean; readonly retry: () => void } {
  const text = useText();
  const toast = useToast();
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: ({ retried }) => {
      onRetried();
      toast({ tone: 'success', title: text.incidents.retried(retried), detail: text.incidents.retriedDetail });
    },
    onError: (error) => {
      const { what, todo } = describeProblem(error, text);
      toast({ tone: 'danger', title: what, detail: todo });
    },
    onSettled: () =>
      client.invalidateQueries({ predicate: ({ queryKey }) => ['incident', 'instance'].includes(String(queryKey[0])) }),
  });
  return { busy: mutation.isPending, retry: () => mutation.mutate() };
}

function Cause({ cause, onRetried }: { cause: IncidentCause; onRetried: () => void }): ReactElement {
  const { text, language } = useLanguage();
  const mayRetry = useMay('incident:retry');
  const [open, setOpen] = useState(false);
  const { busy, retry } = useRetry(() => commands.retryCause(cause.causeId), onRetried);
  const processName = cause.definition.name ?? cause.definition.key;
  const listId = `cases-${cause.causeId}`;
  return (
    <article className="cause">
      <header className="cause__head">
        <div>
          <h2>{incidentKind(cause.kind, text)}</h2>
          <p className="cause__place">
            {text.incidents.at(cause.nodeName ?? cause.nodeId, processName)},{' '}
            {text.general.version(cause.definition.version)}
          </p>
          <p className="cause__count">
            <strong>{text.incidents.stops(cause.count)}</strong>{' '}
            <span className="soft">
              {text.incidents.since} <RelativeTime instant={cause.firstAt} />, {text.incidents.last}{' '}
              <RelativeTime instant={cause.lastAt} />
            </span>
          </p>
        </div>
        {mayRetry ? (
          <Button look="primary" pictogram="repeat" busy={busy} onClick={retry}>
            {text.incidents.retryAll(cause.count)}
          </Button>
        ) : null}
      </header>
      <p className="problem__detail">{incidentText(cause, language, text)}</p>
      {cause.fault === undefined ? null : (
        <details className="cause__technical">
          <summary>{text.incidents.message}</summary>
          <p className="problem__detail" lang="en">
            {cause.message}
          </p>
        </details>
      )}
      <div className="cause__more">
        <Button look="tertiary" aria-expanded={open} aria-controls={listId} onClick={() => setOpen(!open)}>
          {open ? text.incidents.hide : text.incidents.show}
        </Button>
        <Link
          className="kern-link"
          to={`/process/${encodeURIComponent(cause.definition.key)}?version=${cause.definition.version}`}
        >
          {text.incidents.openDiagram}
        </Link>
      </div>
      <div id={listId}>
        {open ? <StoppedCases causeId={cause.causeId} mayRetry={mayRetry} onRetried={onRetried} /> : null}
      </div>
    </article>
  );
}

function StoppedCases({
  causeId,
  mayRetry,
  onRetried,
}: {
  causeId: string;
  mayRetry: boolean;
  onRetried: () => void;
}): ReactElement {
  const text = useText();
  const list = useInfiniteQuery(queries.incidents({ causeId }));
  if (list.isPending) return <Skeleton lines={3} />;
  if (list.isLoadingError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <ul className="stopped-cases" aria-label={text.incidents.casesOf}>
        {list.data.pages
          .flatMap((page) => page.items)
          .map((incident) => (
            <li key={incident.id}>
              <Link className="kern-link" to={`/cases/${encodeURIComponent(incident.instance.id)}`}>
                {incident.instance.businessKey ?? text.cases.shortId(incident.instance.id)}
              </Link>
              <span className="soft">
                <RelativeTime instant={incident.raisedAt} />
              </span>
              {mayRetry ? <RetryOne incidentId={incident.id} onRetried={onRetried} /> : null}
            </li>
          ))}
      </ul>
      {list.hasNextPage ? (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text.general.more}
        </Button>
      ) : null}
    </>
  );
}

function RetryOne({ incidentId, onRetried }: { incidentId: string; onRetried: () => void }): ReactElement {
  const text = useText();
  const { busy, retry } = useRetry(() => commands.retryIncident(incidentId), onRetried);
  return (
    <Button look="tertiary" pictogram="repeat" busy={busy} onClick={retry}>
      {text.incidents.retryOne}
    </Button>
  );
}
