import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { DefinitionDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import type { DiagramSign } from '../diagram/diagram.tsx';
import { formatDateTime } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { TabLinks } from '../parts/tab-links.tsx';
import { usePeopleNames } from '../shell/people-names.ts';
import { RetentionBlock } from '../retention/retention-block.tsx';
import { useMay } from '../shell/session.tsx';
import { TrialView } from '../trial/trial-view.tsx';
import { ProcessEventsView } from '../events/process-events-view.tsx';
import { AboutStep } from './about-step.tsx';
import { FiguresView } from './figures-view.tsx';
import { FindingsOnDiagram } from './findings-on-diagram.tsx';
import { Handbook } from './handbook.tsx';
import { ScenariosView } from './scenarios-view.tsx';
import { StartDialog } from './start-dialog.tsx';
import { VersionsView } from './versions-view.tsx';

/** One process: drawing, versions, figures, handbook, scenarios. `?version=` shows an older one. */
export function ProcessPage(): ReactElement {
  const text = useText();
  const { processKey = '', tab = 'diagram' } = useParams();
  const [parameters] = useSearchParams();
  const asked = Number(parameters.get('version'));
  const version = Number.isInteger(asked) && asked > 0 ? asked : 'latest';
  const definition = useQuery(queries.definition(processKey, version));
  if (definition.isPending) {
    return (
      <Page title={text.portal.title}>
        <Skeleton lines={8} />
      </Page>
    );
  }
  if (definition.isLoadingError) {
    return (
      <Page title={text.portal.title}>
        <Problem error={definition.error} onRetry={() => void definition.refetch()} />
      </Page>
    );
  }
  return <Process key={definition.data.key} definition={definition.data} tab={tab} isOld={version !== 'latest'} />;
}

function Process({
  definition,
  tab,
  isOld,
}: {
  definition: DefinitionDetail;
  tab: string;
  isOld: boolean;
}): ReactElement {
  const text = useText();
  const who = usePeopleNames();
  const mayPlay = useMay('process:deploy');
  const [starts, setStarts] = useState(false);
  const latest = useQuery({ ...queries.definition(definition.key, 'latest'), enabled: isOld });
  const name = definition.name ?? definition.key;
  const address = `/process/${encodeURIComponent(definition.key)}`;
  const kept = isOld ? `?version=${definition.version}` : '';
  return (
    <Page
      title={name}
      preline={
        <Link className="kern-link" to="/processes">
          {text.portal.title}
        </Link>
      }
      lead={
        <>
          {text.general.version(definition.version)} · {text.portal.released}{' '}
          {formatDateTime(new Date(definition.deployedAt))}
          {definition.deployedBy === undefined ? '' : ` ${text.general.byPerson(who(definition.deployedBy))}`}{' '}
          <Badge tone={definition.counts.running > 0 ? 'info' : 'neutral'}>
            {definition.counts.running > 0 ? text.portal.running(definition.counts.running) : text.portal.noneRunning}
          </Badge>
        </>
      }
      actions={
        definition.mayStart ? (
          <Button look="primary" pictogram="play" onClick={() => setStarts(true)}>
            {text.portal.start}
          </Button>
        ) : undefined
      }
    >
      {latest.data !== undefined && latest.data.version !== definition.version ? (
        <Notice tone="info" title={text.portal.oldVersion(definition.version, latest.data.version)}>
          <Link className="kern-link" to={address}>
            {text.portal.showLatest}
          </Link>
        </Notice>
      ) : null}
      {definition.documentation === undefined ? null : <p className="instruction">{definition.documentation}</p>}
      <TabLinks
        label={text.portal.tabsLabel}
        tabs={[
          { to: `${address}${kept}`, label: text.portal.tabs.diagram, current: tab === 'diagram' },
          { to: `${address}/versions${kept}`, label: text.portal.tabs.versions, current: tab === 'versions' },
          { to: `${address}/figures${kept}`, label: text.portal.tabs.figures, current: tab === 'figures' },
          { to: `${address}/handbook${kept}`, label: text.portal.tabs.handbook, current: tab === 'handbook' },
          ...(mayPlay
            ? [
                { to: `${address}/scenarios${kept}`, label: text.portal.tabs.scenarios, current: tab === 'scenarios' },
                { to: `${address}/try${kept}`, label: text.trial.open, current: tab === 'try' },
              ]
            : []),
        ]}
      />
      {tab === 'versions' ? (
        <>
          <VersionsView definition={definition} />
          <RetentionBlock processKey={definition.key} />
        </>
      ) : tab === 'figures' ? (
        <FiguresView definition={definition} />
      ) : tab === 'handbook' ? (
        <Handbook definition={definition} />
      ) : tab === 'scenarios' && mayPlay ? (
        <ScenariosView definition={definition} />
      ) : tab === 'try' && mayPlay ? (
        <TrialView
          key={definition.version}
          source={{ kind: 'released', definitionKey: definition.key, version: definition.version }}
        />
      ) : (
        <>
          <ProcessDiagram definition={definition} name={name} />
          <ProcessEventsView definition={definition} />
        </>
      )}
      {starts ? <StartDialog definition={definition} onClose={() => setStarts(false)} /> : null}
    </Page>
  );
}

function ProcessDiagram({ definition, name }: { definition: DefinitionDetail; name: string }): ReactElement {
  const text = useText();
  const xml = useQuery(queries.definitionXml(definition.key, definition.version));
  const counts = useMemo<readonly DiagramSign[]>(
    () =>
      Object.entries(definition.activity)
        .filter(([, activity]) => activity.running > 0)
        .map(([elementId, activity]) => ({
          key: `count ${elementId}`,
          elementId,
          look: activity.incidents > 0 ? 'trouble' : 'count',
          text: String(activity.running),
          label: text.portal.here(activity.running),
        })),
    [definition.activity, text],
  );
  if (xml.isPending) return <Skeleton lines={4} tall />;
  if (xml.isLoadingError) return <Problem error={xml.error} onRetry={() => void xml.refetch()} />;
  return (
    <FindingsOnDiagram
      xml={xml.data}
      name={name}
      findings={definition.findings}
      moreSigns={counts}
      aboutStep={(elementId) => <AboutStep definition={definition} elementId={elementId} />}
    />
  );
}
