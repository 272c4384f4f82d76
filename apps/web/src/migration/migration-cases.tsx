import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { InstanceSummary, MigrationProposal } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { caseNumber } from '../cases/case-words.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

/** All running cases of the old version, the one the address is about, or some chosen by hand. */
export interface CaseChoice {
  readonly kind: 'all' | 'one' | 'some';
  readonly ids: readonly string[];
}

/** Asks which of the running cases are meant. */
export function MigrationCases({
  proposal,
  onlyCase,
  choice,
  onChange,
}: {
  proposal: MigrationProposal;
  onlyCase: string | undefined;
  choice: CaseChoice;
  onChange: (choice: CaseChoice) => void;
}): ReactElement {
  const text = useText();
  const words = text.migration;
  const one = useQuery({ ...queries.instance(onlyCase ?? ''), enabled: onlyCase !== undefined });
  const number = one.data === undefined ? text.cases.shortId(onlyCase ?? '') : caseNumber(one.data, text);
  const kinds: readonly (readonly [CaseChoice['kind'], string])[] = [
    ...(onlyCase === undefined ? [] : [['one', words.only(number)] as const]),
    ['all', words.all(proposal.running)],
    ['some', words.chosen],
  ];
  return (
    <section className="block" aria-labelledby="migration-cases">
      <h2 id="migration-cases">{words.which}</h2>
      <fieldset className="kern-fieldset migration-cases" aria-labelledby="migration-cases">
        {kinds.map(([kind, label]) => (
          <div key={kind} className="kern-form-check">
            <input
              className="kern-form-check__radio"
              type="radio"
              name="migration-cases"
              id={`migration-cases-${kind}`}
              checked={choice.kind === kind}
              onChange={() => onChange({ ...choice, kind })}
            />
            <label className="kern-label" htmlFor={`migration-cases-${kind}`}>
              {label}
            </label>
          </div>
        ))}
      </fieldset>
      {choice.kind === 'some' ? (
        <CaseList
          definitionId={proposal.source.id}
          chosen={choice.ids}
          onChange={(ids) => onChange({ kind: 'some', ids })}
        />
      ) : null}
    </section>
  );
}

function CaseList({
  definitionId,
  chosen,
  onChange,
}: {
  definitionId: string;
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
}): ReactElement {
  const text = useText();
  const list = useInfiniteQuery(
    queries.instances({ definitionId, state: ['running', 'suspended'], includeCalled: true }),
  );
  if (list.isPending) return <Skeleton lines={3} />;
  if (list.isLoadingError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  const shown: readonly InstanceSummary[] = list.data.pages.flatMap((page) => page.items);
  const toggle = (id: string): void =>
    onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <>
      <p role="status">{text.batches.chosen(chosen.length)}</p>
      <div className="table-frame migration-cases__list">
        <table className="table table--stacking">
          <caption className="kern-sr-only">{text.migration.listCaption}</caption>
          <thead>
            <tr>
              <th scope="col" className="choice-cell">
                <span className="kern-sr-only">{text.batches.choice}</span>
              </th>
              <th scope="col">{text.cases.columns.number}</th>
              <th scope="col">{text.cases.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <tr key={each.id}>
                <td className="choice-cell" data-label={text.batches.choice}>
                  <input
                    type="checkbox"
                    aria-label={text.batches.chooseOne(caseNumber(each, text))}
                    checked={chosen.includes(each.id)}
                    onChange={() => toggle(each.id)}
                  />
                </td>
                <th scope="row" data-label={text.cases.columns.number}>
                  {caseNumber(each, text)}
                </th>
                <td data-label={text.cases.columns.state}>{each.currentSteps.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {list.hasNextPage ? (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text.general.more}
          </Button>
        ) : null}
      </div>
    </>
  );
}
