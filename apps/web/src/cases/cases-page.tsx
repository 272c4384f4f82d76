import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { InstanceQuery, InstanceState } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSteadyList } from '../parts/steady-list.ts';
import { AbsoluteTime } from '../parts/time.tsx';
import { TableFrame } from '../parts/table-frame.tsx';
import { usePeopleNames } from '../shell/people-names.ts';
import { useMay } from '../shell/session.tsx';
import { caseNumber, stateTone } from './case-words.ts';
import { ChosenCases } from './chosen-cases.tsx';

const statesOf: Record<string, readonly InstanceState[] | undefined> = {
  open: ['running', 'suspended'],
  ended: ['completed', 'terminated', 'canceled', 'failed'],
};

/** All cases, narrowed down by what stands in the address. */
export function CasesPage(): ReactElement {
  const text = useText();
  const mayOperate = useMay('instance:operate');
  const [parameters, setParameters] = useSearchParams();
  const choice = {
    state: parameters.get('state') ?? 'open',
    process: parameters.get('process') ?? '',
    search: parameters.get('search') ?? '',
    incidents: parameters.get('incidents') === 'yes',
  };
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
  const states = statesOf[choice.state];
  const query: InstanceQuery = {
    ...(states === undefined ? {} : { state: states }),
    ...(choice.process === '' ? {} : { definitionKey: choice.process }),
    ...(choice.search === '' ? {} : { search: choice.search }),
    ...(choice.incidents ? { withIncidents: true } : {}),
  };
  const definitions = useInfiniteQuery(queries.definitions({ limit: 200 }));
  const processes = definitions.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Page
      title={text.cases.title}
      actions={
        mayOperate ? (
          <Link className="kern-link" to="/batches">
            {text.batches.title}
          </Link>
        ) : null
      }
    >
      <form
        className="filter-bar"

        aria-label={text.cases.filterLabel}
        onSubmit={(event) => event.preventDefault()}
      >
        <TextField
          type="search"
          label={text.cases.search}
          value={choice.search}
          onChange={(value) => choose('search', value.trim())}
        />
        <SelectField
          label={text.cases.process}
          value={choice.process}
          onChange={(value) => choose('process', value)}
          options={[
            { value: '', label: text.cases.allProcesses },
            ...processes.map((process) => ({ value: process.key, label: process.name ?? process.key })),
          ]}
        />
        <SelectField
          label={text.cases.state}
          value={choice.state}
          onChange={(value) => choose('state', value)}
          options={(['open', 'ended', 'all'] as const).map((value) => ({
            value,
            label: text.cases.stateChoice[value],
          }))}
        />
        <div className="kern-form-check filter-bar__check">
          <input
            id="with-incidents"
            type="checkbox"
            className="kern-form-check__checkbox"
            checked={choice.incidents}
            onChange={(event) => choose('incidents', event.target.checked ? 'yes' : '')}
          />
          <label className="kern-label" htmlFor="with-incidents">
            {text.cases.withIncidents}
          </label>
        </div>
      </form>
      <CaseTable query={query} />
    </Page>
  );
}

function CaseTable({ query }: { query: InstanceQuery }): ReactElement {
  const text = useText();
  const who = usePeopleNames();
  const mayOperate = useMay('instance:operate');
  const [chosenIds, setChosenIds] = useState<readonly string[]>([]);
  const list = useInfiniteQuery(queries.instances(query));
  const latest = list.data?.pages.flatMap((page) => page.items) ?? [];
  const steady = useSteadyList(latest, (each) => each.id, JSON.stringify(query));
  if (list.isPending) return <Skeleton lines={8} />;
  if (list.isLoadingError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (steady.items.length === 0) {
    return (
      <EmptyState pictogram="cases" title={text.cases.emptyTitle}>
        <p>
          {text.cases.emptyText} {text.cases.emptyStart}
        </p>
        <Link className="kern-link" to="/processes">
          {text.cases.toPortal}
        </Link>
      </EmptyState>
    );
  }
  const toggle = (id: string): void =>
    setChosenIds((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]));
  const table = (
    <TableFrame caption={text.cases.caption} list={list} hold={steady.hold}>
      <thead>
        <tr>
          {mayOperate ? (
            <th scope="col" className="choice-cell">
              <span className="kern-sr-only">{text.batches.choice}</span>
            </th>
          ) : null}
          <th scope="col">{text.cases.columns.number}</th>
          <th scope="col">{text.cases.columns.process}</th>
          <th scope="col">{text.cases.columns.state}</th>
          <th scope="col">{text.cases.columns.started}</th>
          <th scope="col">{text.cases.columns.by}</th>
        </tr>
      </thead>
      <tbody>
        {steady.items.map((each) => (
          <tr key={each.id}>
            {mayOperate ? (
              <td className="choice-cell" data-label={text.batches.choice}>
                <input
                  type="checkbox"
                  aria-label={text.batches.chooseOne(caseNumber(each, text))}
                  checked={chosenIds.includes(each.id)}
                  onChange={() => toggle(each.id)}
                />
              </td>
            ) : null}
            <th scope="row" data-label={text.cases.columns.number}>
              <Link className="kern-link" to={`/cases/${encodeURIComponent(each.id)}`}>
                {caseNumber(each, text)}
              </Link>
            </th>
            <td data-label={text.cases.columns.process}>{each.definition.name ?? each.definition.key}</td>
            <td data-label={text.cases.columns.state}>
              <Badge tone={stateTone(each)}>
                {each.incidents > 0 ? text.portal.incidents(each.incidents) : text.cases.states[each.state]}
              </Badge>{' '}
              <span className="soft">{each.currentSteps.join(', ')}</span>
            </td>
            <td data-label={text.cases.columns.started} className="figure">
              <AbsoluteTime instant={each.startedAt} />
            </td>
            <td data-label={text.cases.columns.by}>{each.startedBy === undefined ? null : who(each.startedBy)}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
  if (!mayOperate) return table;
  return (
    <>
      <ChosenCases
        shown={steady.items}
        chosen={steady.items.filter(({ id }) => chosenIds.includes(id))}
        onChoose={setChosenIds}
      />
      {table}
    </>
  );
}
