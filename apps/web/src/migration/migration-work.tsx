import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import type { DefinitionVersion, MigrationProposal, MigrationRequest } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { changesOf, mappingOf, planMapping, withCounterpart } from './mapping.ts';
import { MappingTable } from './mapping-table.tsx';
import { MigrationCases, type CaseChoice } from './migration-cases.tsx';
import { MigrationDrawings } from './migration-drawings.tsx';
import { MigrationTrial } from './migration-trial.tsx';

/** Two chosen versions: how they match, which cases, what would happen, and doing it. */
export function MigrationWork({
  source,
  target,
}: {
  source: DefinitionVersion;
  target: DefinitionVersion;
}): ReactElement {
  const text = useText();
  const proposal = useQuery(queries.migrationProposal(source.id, target.id));
  if (proposal.isPending) return <Skeleton lines={8} tall />;
  if (proposal.isLoadingError) return <Problem error={proposal.error} onRetry={() => void proposal.refetch()} />;
  return (
    <>
      {proposal.data.running === 0 ? (
        <Notice tone="info" title={text.migration.noneRunning(source.version)}>
          <p>{text.migration.noneRunningText}</p>
        </Notice>
      ) : null}
      <Plan proposal={proposal.data} />
    </>
  );
}

function Plan({ proposal }: { proposal: MigrationProposal }): ReactElement {
  const text = useText();
  const [parameters, setParameters] = useSearchParams();
  const [selected, setSelected] = useState<string>();
  const changes = parameters.getAll('map');
  const changesKey = changes.join('\n');
  const mapping = useMemo(
    () => mappingOf(proposal, changesKey === '' ? [] : changesKey.split('\n')),
    [proposal, changesKey],
  );
  const renews = parameters.get('renew') === 'yes';
  const onlyCase = parameters.get('case') ?? undefined;
  const [choice, setChoice] = useState<CaseChoice>({ kind: onlyCase === undefined ? 'all' : 'one', ids: [] });
  const plan = useMemo(
    () => ({
      sourceDefinitionId: proposal.source.id,
      targetDefinitionId: proposal.target.id,
      mapping: planMapping(proposal, mapping, renews),
    }),
    [proposal, mapping, renews],
  );
  const validation = useQuery(queries.migrationValidation(plan));
  const change = (alter: (parameters: URLSearchParams) => void): void =>
    setParameters(
      (before) => {
        // Versions left open in the address would mean others once cases have moved.
        before.set('from', String(proposal.source.version));
        before.set('to', String(proposal.target.version));
        alter(before);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  const match = (sourceId: string, targetId: string | undefined): void =>
    change((address) => {
      address.delete('map');
      for (const one of changesOf(proposal, withCounterpart(mapping, sourceId, targetId))) address.append('map', one);
    });
  const ids = choice.kind === 'all' ? undefined : choice.kind === 'one' ? [onlyCase ?? ''] : choice.ids;
  const request: MigrationRequest = { ...plan, ...(ids === undefined ? {} : { instanceIds: ids }) };
  return (
    <>
      <section className="block" aria-labelledby="migration-mapping">
        <h2 id="migration-mapping">{text.migration.mapping}</h2>
        <p className="instruction">{text.migration.mappingText}</p>
        <MigrationDrawings proposal={proposal} mapping={mapping} selected={selected} onSelect={setSelected} />
        <MappingTable
          proposal={proposal}
          mapping={mapping}
          findings={validation.data?.findings ?? []}
          selected={selected}
          onSelect={setSelected}
          onMatch={match}
        />
        {validation.isLoadingError ? <Problem error={validation.error} /> : null}
        <div className="kern-form-check">
          <input
            id="migration-renews"
            type="checkbox"
            className="kern-form-check__checkbox"
            aria-describedby="migration-renews-hint"
            checked={renews}
            onChange={(event) => {
              const { checked } = event.target;
              change((address) => {
                if (checked) address.set('renew', 'yes');
                else address.delete('renew');
              });
            }}
          />
          <label className="kern-label" htmlFor="migration-renews">
            {text.migration.renews}
          </label>
        </div>
        <p className="soft migration-hint" id="migration-renews-hint">
          {text.migration.renewsHint}
        </p>
      </section>
      <MigrationCases proposal={proposal} onlyCase={onlyCase} choice={choice} onChange={setChoice} />
      <MigrationTrial proposal={proposal} request={request} onlyCase={choice.kind === 'one' ? onlyCase : undefined} />
    </>
  );
}
