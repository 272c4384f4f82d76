import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import type { DefinitionSummary } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSteadyList } from '../parts/steady-list.ts';
import { useMay } from '../shell/session.tsx';
import { ProcessCard } from './process-card.tsx';
import { StartDialog } from './start-dialog.tsx';
import { UploadButton } from './upload-button.tsx';

/** All released processes as cards, with a search that finds step names, too. */
export function PortalPage(): ReactElement {
  const text = useText();
  const mayDeploy = useMay('process:deploy');
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.get('search') ?? '';
  const [starts, setStarts] = useState<DefinitionSummary>();
  const list = useInfiniteQuery({
    ...queries.definitions(search === '' ? {} : { search }),
    placeholderData: (before) => before,
  });
  const latest = list.data?.pages.flatMap((page) => page.items) ?? [];
  const steady = useSteadyList(latest, (each) => each.key, search);
  return (
    <Page
      title={text.portal.title}
      lead={text.portal.lead}
      actions={mayDeploy ? <UploadButton look="primary" label={text.portal.upload} /> : undefined}
    >
      <div className="portal__bar">
        <input
          className="list-search portal__search"
          type="search"
          aria-label={text.portal.search}
          placeholder={text.portal.search}
          value={search}
          onChange={(event) =>
            setParameters(event.target.value === '' ? {} : { search: event.target.value }, { replace: true })
          }
        />
        <p className="soft" role="status">
          {list.isSuccess ? text.portal.count(list.data.pages[0]?.total ?? latest.length) : ''}
        </p>
      </div>
      {list.isPending ? (
        <Skeleton lines={6} tall />
      ) : list.isLoadingError ? (
        <Problem error={list.error} onRetry={() => void list.refetch()} />
      ) : steady.items.length === 0 ? (
        <EmptyState pictogram="processes" title={search === '' ? text.portal.emptyTitle : text.portal.emptySearch}>
          {search === '' && mayDeploy ? <p>{text.portal.emptyText}</p> : null}
        </EmptyState>
      ) : (
        <ul className="cards" {...steady.hold}>
          {steady.items.map((definition) => (
            <li key={definition.key}>
              <ProcessCard definition={definition} onStart={() => setStarts(definition)} />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text.general.more}
        </Button>
      ) : null}
      {starts === undefined ? null : <StartDialog definition={starts} onClose={() => setStarts(undefined)} />}
    </Page>
  );
}
