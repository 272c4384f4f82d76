import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { DefinitionDetail, DefinitionVersion } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { MigrateVersion } from '../migration/migrate-links.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { SelectField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { AbsoluteTime } from '../parts/time.tsx';
import { usePeopleNames } from '../shell/people-names.ts';
import { useDifference, VersionDifference } from './version-difference.tsx';

/** All versions of a process, and what changed between two of them. */
export function VersionsView({ definition }: { definition: DefinitionDetail }): ReactElement {
  const text = useText();
  const who = usePeopleNames();
  const list = useInfiniteQuery(queries.definitionVersions(definition.key));
  if (list.isPending) return <Skeleton lines={4} />;
  if (list.isLoadingError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  const versions = list.data.pages.flatMap((page) => page.items);
  const columns = text.portal.versionColumns;
  return (
    <>
      <div className="table-frame">
        <table className="table table--stacking">
          <caption className="kern-sr-only">{text.portal.versionsCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.version}</th>
              <th scope="col">{columns.releasedAt}</th>
              <th scope="col">{columns.by}</th>
              <th scope="col">{columns.file}</th>
              <th scope="col" className="figure">
                {columns.running}
              </th>
              <th scope="col" className="figure">
                {columns.ended}
              </th>
              <th scope="col" className="figure">
                {columns.incidents}
              </th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version, place) => (
              <tr key={version.id}>
                <th scope="row" data-label={columns.version}>
                  <Link
                    className="kern-link"
                    to={`/process/${encodeURIComponent(version.key)}?version=${version.version}`}
                  >
                    {text.general.version(version.version)}
                  </Link>{' '}
                  {place === 0 ? <Badge tone="success">{text.portal.current}</Badge> : null}
                </th>
                <td data-label={columns.releasedAt}>
                  <AbsoluteTime instant={version.deployedAt} />
                </td>
                <td data-label={columns.by}>{version.deployedBy === undefined ? null : who(version.deployedBy)}</td>
                <td data-label={columns.file}>{version.resourceName}</td>
                <td data-label={columns.running} className="figure">
                  {version.counts.running} {place === 0 ? null : <MigrateVersion version={version} />}
                </td>
                <td data-label={columns.ended} className="figure">
                  {version.counts.ended}
                </td>
                <td data-label={columns.incidents} className="figure">
                  {version.counts.incidents}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage ? (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text.general.more}
        </Button>
      ) : null}
      {versions.length > 1 ? <Comparison definitionKey={definition.key} versions={versions} /> : null}
    </>
  );
}

function Comparison({
  definitionKey,
  versions,
}: {
  definitionKey: string;
  versions: readonly DefinitionVersion[];
}): ReactElement {
  const text = useText();
  const [newer, setNewer] = useState(versions[0]?.version ?? 1);
  const [older, setOlder] = useState(versions[1]?.version ?? 1);
  const before = useQuery(queries.definitionXml(definitionKey, older));
  const after = useQuery(queries.definitionXml(definitionKey, newer));
  const difference = useDifference(before.data, after.data);
  const options = versions.map((version) => ({
    value: String(version.version),
    label: text.general.version(version.version),
  }));
  return (
    <section className="block" aria-labelledby="compare-title">
      <h2 id="compare-title">{text.portal.compareChoose}</h2>
      <div className="filter-bar">
        <SelectField
          label={text.portal.compareOlder}
          value={String(older)}
          onChange={(value) => setOlder(Number(value))}
          options={options}
        />
        <SelectField
          label={text.portal.compareNewer}
          value={String(newer)}
          onChange={(value) => setNewer(Number(value))}
          options={options}
        />
      </div>
      {before.isLoadingError || after.isLoadingError ? (
        <Problem error={before.error ?? after.error} />
      ) : before.isPending || after.isPending || difference === undefined ? (
        <Skeleton lines={3} />
      ) : (
        <VersionDifference
          key={`${older} ${newer}`}
          before={before.data}
          after={after.data}
          beforeName={text.general.version(older)}
          afterName={text.general.version(newer)}
          difference={difference}
        />
      )}
    </section>
  );
}
