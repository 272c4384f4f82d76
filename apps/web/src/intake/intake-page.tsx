import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { commands } from '../api/commands.ts';
import type { IntakeFinding, IntakeSource } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { describeProblem, Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { TabLinks } from '../parts/tab-links.tsx';
import { RelativeTime } from '../parts/time.tsx';
import { useToast } from '../parts/toast.tsx';
import { useMay } from '../shell/session.tsx';
import { ArrivalList } from './arrival-list.tsx';
import { findingDetail, findingWords } from './finding-words.ts';
import { MappingEditor } from './mapping-editor.tsx';

const LAMP: Record<IntakeSource['state'], Tone> = { up: 'success', down: 'danger', unknown: 'neutral' };

/** Sources with their lamps, what arrived, and how it is mapped. */
export function IntakePage(): ReactElement {
  const text = useText();
  const toast = useToast();
  const client = useQueryClient();
  const { tab = 'arrivals' } = useParams();
  const mayOperate = useMay('intake:operate');
  const overview = useQuery(queries.intake);
  const round = useMutation({
    mutationFn: commands.lookAtSources,
    onSuccess: () => toast({ tone: 'info', title: text.intake.looking }),
    onError: (error) => {
      const { what, todo } = describeProblem(error, text);
      toast({ tone: 'danger', title: what, detail: todo });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['intake'] }),
  });
  return (
    <Page
      title={text.intake.title}
      lead={text.intake.lead}
      actions={
        mayOperate ? (
          <Button pictogram="repeat" busy={round.isPending} onClick={() => round.mutate()}>
            {text.intake.lookNow}
          </Button>
        ) : undefined
      }
    >
      {overview.isPending ? (
        <Skeleton lines={6} />
      ) : overview.isLoadingError ? (
        <Problem error={overview.error} onRetry={() => void overview.refetch()} />
      ) : (
        <>
          <Sources sources={overview.data.sources} />
          <Findings findings={overview.data.findings} />
          <TabLinks
            label={text.intake.tabs}
            tabs={[
              { to: '/intake', label: text.intake.arrivals, current: tab !== 'mapping' },
              { to: '/intake/mapping', label: text.intake.mapping, current: tab === 'mapping' },
            ]}
          />
          {tab === 'mapping' ? (
            <MappingEditor services={overview.data.services} />
          ) : (
            <ArrivalList services={overview.data.services} />
          )}
        </>
      )}
    </Page>
  );
}

function Sources({ sources }: { sources: readonly IntakeSource[] }): ReactElement {
  const text = useText();
  return (
    <ul className="intake-sources" aria-label={text.intake.sources}>
      {sources.map((source) => (
        <li key={source.id} className="intake-source">
          <p>
            <strong>{text.intake.channel[source.channel]}</strong>{' '}
            <Badge tone={LAMP[source.state]}>{text.intake.lamp[source.state]}</Badge>
          </p>
          <p className="soft">
            {text.intake.lastContact}:{' '}
            {source.succeededAt === null ? text.intake.noContact : <RelativeTime instant={source.succeededAt} />}
          </p>
          {source.failure === null ? null : <p className="problem__detail">{source.failure}</p>}
        </li>
      ))}
    </ul>
  );
}

function Findings({ findings }: { findings: readonly IntakeFinding[] }): ReactElement | null {
  const { language, text } = useLanguage();
  if (findings.length === 0) return null;
  return (
    <Notice tone="warning" title={text.intake.findingsTitle(findings.length)}>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.place} ${finding.code}`}>
            <code>{finding.place}</code>: {findingWords(finding, text)}{' '}
            <span className="problem__detail">{findingDetail(finding, language)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
