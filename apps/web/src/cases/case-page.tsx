import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { InstanceDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { CaseDiagram } from '../diagram/case-diagram.tsx';
import { DocumentsPanel } from '../documents/documents-panel.tsx';
import { useTaskTitle } from '../inbox/use-task-title.ts';
import { deadlineText } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { TabLinks } from '../parts/tab-links.tsx';
import { AbsoluteTime } from '../parts/time.tsx';
import { ModifyCase } from '../modification/modify-case.tsx';
import { usePeopleNames } from '../shell/people-names.ts';
import { useMay } from '../shell/session.tsx';
import { CaseActions } from './case-actions.tsx';
import { CaseData } from './case-data.tsx';
import { CaseIncidents } from './case-incidents.tsx';
import { caseNumber, stateTone } from './case-words.ts';
import { SuspensionNotice } from './suspension-notice.tsx';
import { WaitingFor } from './waiting-for.tsx';
import { Timeline } from './timeline.tsx';

/** One case: what it is, where it stands, what happened, what is known. */
export function CasePage(): ReactElement {
  const text = useText();
  const { instanceId = '', tab = 'overview' } = useParams();
  const instance = useQuery(queries.instance(instanceId));
  const mayOperate = useMay('instance:operate');
  if (instance.isPending) {
    return (
      <Page title={text.cases.title}>
        <Skeleton lines={8} />
      </Page>
    );
  }
  if (instance.isLoadingError) {
    return (
      <Page title={text.cases.title}>
        <Problem error={instance.error} onRetry={() => void instance.refetch()} />
      </Page>
    );
  }
  const here = instance.data;
  const name = here.definition.name ?? here.definition.key;
  const address = `/cases/${encodeURIComponent(here.id)}`;
  return (
    <Page
      key={here.id}
      title={`${caseNumber(here, text)} · ${name}`}
      preline={
        <Link className="kern-link" to="/cases">
          {text.cases.title}
        </Link>
      }
      actions={<CaseActions instance={here} />}
    >
      <CaseHead instance={here} />
      {here.suspension === undefined ? null : <SuspensionNotice suspension={here.suspension} />}
      <CaseIncidents incidents={here.openIncidents} />
      <TabLinks
        label={text.cases.tabsLabel}
        tabs={[
          { to: address, label: text.cases.tabs.overview, current: tab === 'overview' },
          { to: `${address}/diagram`, label: text.cases.tabs.diagram, current: tab === 'diagram' },
          ...(mayOperate && here.endedAt === undefined
            ? [{ to: `${address}/place`, label: text.modification.tab, current: tab === 'place' }]
            : []),
        ]}
      />
      {tab === 'diagram' ? (
        <CaseDiagram instanceId={here.id} name={name} />
      ) : tab === 'place' ? (
        <ModifyCase instance={here} />
      ) : (
        <div className="case-columns">
          <Timeline instance={here} />
          <div className="case-side">
            <WaitingFor instance={here} />
            <DocumentsPanel instanceId={here.id} level={2} />
            <CaseData instance={here} />
          </div>
        </div>
      )}
    </Page>
  );
}

function CaseHead({ instance }: { instance: InstanceDetail }): ReactElement {
  const text = useText();
  const who = usePeopleNames();
  const ended = instance.endedAt !== undefined;
  return (
    <dl className="facts facts--case">
      <div>
        <dt>{text.cases.state}</dt>
        <dd>
          <Badge tone={stateTone({ state: instance.state, incidents: 0 })}>{text.cases.states[instance.state]}</Badge>
        </dd>
      </div>
      <div className="facts__wide">
        <dt>{text.cases.nextStep}</dt>
        <dd>{ended ? text.cases.noNextStep : <NextSteps instance={instance} />}</dd>
      </div>
      <div>
        <dt>{text.cases.startedAt}</dt>
        <dd>
          <AbsoluteTime instant={instance.startedAt} />{' '}
          {instance.startedBy === undefined ? '' : text.general.byPerson(who(instance.startedBy))}
        </dd>
      </div>
      {instance.endedAt === undefined ? null : (
        <div>
          <dt>{text.cases.endedAt}</dt>
          <dd>
            <AbsoluteTime instant={instance.endedAt} />
          </dd>
        </div>
      )}
      {instance.superInstanceId === undefined ? null : (
        <div>
          <dt>{text.cases.calledBy}</dt>
          <dd>
            <Link className="kern-link" to={`/cases/${encodeURIComponent(instance.superInstanceId)}`}>
              {instance.partOf ?? text.cases.parentCase}
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Each open task with who has it and by when; without tasks, the steps it stands at. */
function NextSteps({ instance }: { instance: InstanceDetail }): ReactElement {
  const text = useText();
  const title = useTaskTitle();
  if (instance.tasks.length === 0) {
    return <>{instance.currentSteps.length === 0 ? text.cases.waitsInside : instance.currentSteps.join(', ')}</>;
  }
  return (
    <ul className="plain-list">
      {instance.tasks.map((task) => (
        <li key={task.id}>
          <Link className="kern-link" to={`/inbox/${encodeURIComponent(task.id)}`}>
            {title(task)}
          </Link>{' '}
          <span className="soft">
            {task.assignee !== undefined
              ? text.cases.withPerson(task.assignee.displayName)
              : task.candidateGroups.length > 0
                ? text.cases.withGroups(task.candidateGroups.join(', '))
                : text.cases.withNobody}
            {task.dueDate === undefined ? '' : `, ${text.cases.due(deadlineText(task.dueDate, task.dueDay))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
