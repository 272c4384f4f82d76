import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { DefinitionVersion } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { SelectField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { MigrationWork } from './migration-work.tsx';

/**
 * Lets running cases of one version of a process go on in another. The address holds the versions, what of the mapping was
 * changed by hand and the one case it is about, so that it can be mailed to whoever carries it out.
 */
export function MigrationPage(): ReactElement {
  const text = useText();
  const { processKey = '' } = useParams();
  const list = useInfiniteQuery(queries.definitionVersions(processKey));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    // Cases may still run in the oldest of many versions.
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const versions = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={text.migration.title}
      preline={
        <Link className="kern-link" to={`/process/${encodeURIComponent(processKey)}/versions`}>
          {versions[0]?.name ?? processKey}
        </Link>
      }
      lead={text.migration.lead}
    >
      {list.isPending || hasNextPage ? (
        <Skeleton lines={8} tall />
      ) : list.isLoadingError ? (
        <Problem error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Versions versions={versions} />
      )}
    </Page>
  );
}

/** Which version to which: by default from the newest older one in which cases run to the newest. */
function Versions({ versions }: { versions: readonly DefinitionVersion[] }): ReactElement {
  const text = useText();
  const [parameters, setParameters] = useSearchParams();
  const asked = (name: string): DefinitionVersion | undefined =>
    versions.find(({ version }) => version === Number(parameters.get(name)));
  const [newest, ...older] = versions;
  const running = older.find(({ counts }) => counts.running > 0);
  const source = asked('from') ?? running;
  const target = asked('to') ?? newest;
  if (newest === undefined || older.length === 0) return <Nothing title="onlyOneTitle" why="onlyOneText" of={newest} />;
  if (source === undefined || target === undefined) return <Nothing title="allNewTitle" why="allNewText" of={newest} />;
  const options = versions.map(({ version, counts }) => ({
    value: String(version),
    label: text.migration.option(version, counts.running),
  }));
  // Another version is another plan: what was changed in the mapping, and the case it was about, belong to the old one.
  const choose = (from: string, to: string): void => setParameters({ from, to }, { replace: true });
  return (
    <>
      <section className="block" aria-labelledby="migration-versions">
        <h2 id="migration-versions">{text.migration.versions}</h2>
        <div className="filter-bar">
          <SelectField
            label={text.migration.from}
            value={String(source.version)}
            onChange={(value) => choose(value, String(target.version))}
            options={options}
          />
          <SelectField
            label={text.migration.to}
            value={String(target.version)}
            onChange={(value) => choose(String(source.version), value)}
            options={options}
          />
        </div>
      </section>
      {source.version === target.version ? (
        <Notice tone="info" title={text.migration.sameVersion} />
      ) : (
        <MigrationWork key={`${source.id} ${target.id}`} source={source} target={target} />
      )}
    </>
  );
}

function Nothing({
  title,
  why,
  of,
}: {
  title: 'onlyOneTitle' | 'allNewTitle';
  why: 'onlyOneText' | 'allNewText';
  of: DefinitionVersion | undefined;
}): ReactElement {
  const text = useText();
  return (
    <EmptyState pictogram="check" title={text.migration[title]}>
      <p>{text.migration[why]}</p>
      {of === undefined ? null : (
        <Link className="kern-link" to={`/process/${encodeURIComponent(of.key)}`}>
          {text.migration.toProcess}
        </Link>
      )}
    </EmptyState>
  );
}
