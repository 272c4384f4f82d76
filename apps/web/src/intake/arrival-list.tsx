import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link, useSearchParams } from 'react-router';
import { apiPaths, type IntakeArrival, type IntakeArrivalState, type IntakeService } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { AbsoluteTime } from '../parts/time.tsx';
import { useMay } from '../shell/session.tsx';
import { ArrivalDecision } from './arrival-decision.tsx';

const TONE: Record<IntakeArrivalState, Tone> = {
  stored: 'info',
  accepted: 'info',
  started: 'success',
  refusing: 'danger',
  refused: 'danger',
  doubtful: 'warning',
  discarded: 'neutral',
};

/** What arrived, newest first, narrowed down by what stands in the address. */
export function ArrivalList({ services }: { services: readonly IntakeService[] }): ReactElement {
  const text = useText();
  const mayOperate = useMay('intake:operate');
  const [parameters, setParameters] = useSearchParams();
  const [deciding, setDeciding] = useState<IntakeArrival>();
  const search = parameters.get('search') ?? '';
  const doubtful = parameters.get('state') === 'doubtful';
  const list = useInfiniteQuery(
    queries.intakeArrivals({
      ...(search === '' ? {} : { search }),
      ...(doubtful ? { state: ['doubtful'] } : {}),
    }),
  );
  const choose = (name: string, value: string): void => {
    setParameters(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  };
  const arrivals = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <form className="filter-bar" onSubmit={(event) => event.preventDefault()}>
        <TextField
          type="search"
          label={text.intake.search}
          value={search}
          onChange={(value) => choose('search', value)}
        />
        <SelectField
          label={text.intake.stateLabel}
          value={doubtful ? 'doubtful' : ''}
          onChange={(value) => choose('state', value)}
          options={[
            { value: '', label: text.intake.allStates },
            { value: 'doubtful', label: text.intake.onlyDoubtful },
          ]}
        />
      </form>
      {list.isPending ? (
        <Skeleton lines={6} />
      ) : list.isLoadingError ? (
        <Problem error={list.error} onRetry={() => void list.refetch()} />
      ) : arrivals.length === 0 ? (
        <EmptyState pictogram="tray" title={text.intake.emptyTitle}>
          <p>{text.intake.emptyText}</p>
        </EmptyState>
      ) : (
        <div className="table-frame">
          <table className="table intake-table">
            <caption className="kern-sr-only">{text.intake.arrivals}</caption>
            <thead>
              <tr>
                {[
                  text.intake.received,
                  text.intake.asksFor,
                  text.intake.source,
                  text.intake.stateLabel,
                  text.intake.caseColumn,
                  text.intake.reason,
                ].map((word) => (
                  <th key={word} scope="col">
                    {word}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {arrivals.map((arrival) => (
                <tr key={`${arrival.sourceId}/${arrival.submissionId}`}>
                  <td>
                    <AbsoluteTime instant={arrival.receivedAt} />
                  </td>
                  <td>{serviceName(arrival, services) ?? text.intake.unreadable}</td>
                  <td>{arrival.sourceId}</td>
                  <td>
                    <Badge tone={TONE[arrival.state]}>{text.intake.state[arrival.state]}</Badge>
                  </td>
                  <td>
                    {arrival.instanceId === null ? (
                      (arrival.number ?? '–')
                    ) : (
                      <Link className="kern-link" to={`/cases/${encodeURIComponent(arrival.instanceId)}`}>
                        {arrival.number ?? arrival.instanceId}
                      </Link>
                    )}
                  </td>
                  <td>
                    <Reasons arrival={arrival} />
                    {mayOperate ? (
                      <span className="intake-table__actions">
                        {arrival.state === 'doubtful' ? (
                          <Button look="tertiary" onClick={() => setDeciding(arrival)}>
                            {text.intake.decideTitle}
                          </Button>
                        ) : null}
                        {arrival.erasedAt === null ? (
                          <a
                            className="kern-link"
                            href={apiPaths.intakeFile(arrival.sourceId, arrival.submissionId, 0)}
                            download
                          >
                            {text.intake.original}
                          </a>
                        ) : (
                          <span className="problem__detail">
                            {text.intake.erased} <AbsoluteTime instant={arrival.erasedAt} />
                          </span>
                        )}
                      </span>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage ? (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text.general.more}
        </Button>
      ) : null}
      {deciding === undefined ? null : (
        <ArrivalDecision arrival={deciding} services={services} onClose={() => setDeciding(undefined)} />
      )}
    </>
  );
}

function Reasons({ arrival }: { arrival: IntakeArrival }): ReactElement {
  const text = useText();
  return (
    <>
      {arrival.problems.map(({ code, detail, part }) => (
        <p key={`${code} ${part}`} className="problem__detail">
          {detail}
        </p>
      ))}
      {arrival.decision === null ? null : (
        <p className="soft">{text.intake.decidedBy(arrival.decision.by, arrival.decision.reason)}</p>
      )}
    </>
  );
}

function serviceName({ service }: IntakeArrival, services: readonly IntakeService[]): string | undefined {
  const found = services.find(({ key, accepts }) => key === service || accepts.includes(service));
  return found?.name ?? (service === '' ? undefined : service);
}
