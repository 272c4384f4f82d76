import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { TaskDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { DocumentsPanel } from '../documents/documents-panel.tsx';
import { TaskInvoice } from '../invoices/task-invoice.tsx';
import { formatDateTime } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { AbsoluteTime, Deadline } from '../parts/time.tsx';
import { useSeenTasks } from '../notices/seen-tasks.ts';
import { useMay, useSession } from '../shell/session.tsx';
import { usePeopleNames } from '../shell/people-names.ts';
import { SuspensionNotice } from '../cases/suspension-notice.tsx';
import { CaseDrawing } from './case-drawing.tsx';
import { DueMark } from './due-mark.tsx';
import { useTaskTitle } from './use-task-title.ts';
import type { InboxAddress } from './inbox-address.ts';
import { TaskNotes } from './task-notes.tsx';
import { TaskWork } from './task-work.tsx';
import { caseNumber } from '../cases/case-words.ts';

/** The right column: the task itself. Mounted anew for each task, and takes the focus when it was chosen. */
export function TaskView({ taskId, address }: { taskId: string; address: InboxAddress }): ReactElement {
  const text = useText();
  const task = useQuery(queries.task(taskId));
  return (
    <article className="task-view">
      <Link className="task-view__back" to={address.toTask(undefined)}>
        <Pictogram name="back" size={20} /> {text.inbox.backToList}
      </Link>
      {task.isPending ? (
        <Skeleton lines={8} />
      ) : task.isLoadingError ? (
        <Problem error={task.error} onRetry={() => void task.refetch()} />
      ) : (
        <Task task={task.data} address={address} />
      )}
    </article>
  );
}

function Task({ task, address }: { task: TaskDetail; address: InboxAddress }): ReactElement {
  const text = useText();
  const mayRead = useMay('instance:read');
  const title = useTaskTitle()(task);
  const heading = useRef<HTMLHeadingElement>(null);
  const { see } = useSeenTasks();
  useEffect(() => see([task.id]), [see, task.id]);
  useEffect(() => {
    document.title = `${title} · ${text.general.product}`;
    return () => {
      document.title = `${text.inbox.title} · ${text.general.product}`;
    };
  }, [title, text]);
  useEffect(() => {
    const active = document.activeElement;
    // Chosen from the list or just gone on to; a page opened by its address keeps the browser's own start.
    if (
      active instanceof HTMLElement &&
      (active.matches('.task-line') || !active.isConnected || active === document.body)
    ) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);

  return (
    <>
      <header className="task-view__head">
        <p className="task-view__case">
          {mayRead ? (
            <Link className="kern-link" to={`/cases/${encodeURIComponent(task.instance.id)}`}>
              {caseNumber(task.instance, text)}
            </Link>
          ) : (
            caseNumber(task.instance, text)
          )}
          <span> · {task.definition.name ?? task.definition.key}</span>
        </p>
        <h2 className="task-view__title" tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <TaskFacts task={task} />
      </header>
      {task.suspension === undefined ? null : <SuspensionNotice suspension={task.suspension} />}
      <section className="block" aria-labelledby="instruction-title">
        <h3 id="instruction-title">{text.inbox.instruction}</h3>
        {task.instruction === undefined ? (
          <p className="soft">{text.inbox.noInstruction}</p>
        ) : (
          <p className="instruction">
            <Linked words={task.instruction} />
          </p>
        )}
        {task.purpose === 'confirm' && task.state === 'open' ? <p className="soft">{text.inbox.confirmHint}</p> : null}
      </section>
      <TaskInvoice task={task} />
      <div className="task-view__columns">
        <TaskWork task={task} address={address} />
        <DocumentsPanel instanceId={task.instance.id} level={3} />
      </div>
      <TaskNotes task={task} />
      {mayRead ? (
        <CaseDrawing instanceId={task.instance.id} name={task.definition.name ?? task.definition.key} />
      ) : null}
    </>
  );
}

function TaskFacts({ task }: { task: TaskDetail }): ReactElement {
  const text = useText();
  const { person } = useSession();
  const who = usePeopleNames();
  const holder =
    task.assignee === undefined
      ? text.inbox.holderNobody
      : task.assignee.name === person.name
        ? text.inbox.you
        : task.assignee.displayName;
  const offered = [...task.candidateGroups, ...task.candidateUsers.map(who)].join(', ');
  return (
    <dl className="facts">
      {task.state === 'open' ? null : (
        <div>
          <dt>{text.cases.state}</dt>
          <dd>
            <Badge tone={task.state === 'completed' ? 'success' : 'neutral'}>
              {task.state === 'completed' ? text.inbox.completedState : text.inbox.canceledState}
            </Badge>
          </dd>
        </div>
      )}
      {task.state === 'open' ? (
        <div>
          <dt>{text.inbox.holder}</dt>
          <dd>{holder}</dd>
        </div>
      ) : task.completedBy === undefined ? null : (
        <div>
          <dt>{text.inbox.completedState}</dt>
          <dd>
            {text.general.byPerson(who(task.completedBy))}
            {task.completedAt === undefined ? '' : `, ${formatDateTime(new Date(task.completedAt))}`}
          </dd>
        </div>
      )}
      {offered === '' ? null : (
        <div>
          <dt>{text.inbox.offeredTo}</dt>
          <dd>{offered}</dd>
        </div>
      )}
      <div>
        <dt>{text.inbox.createdLabel}</dt>
        <dd>
          <AbsoluteTime instant={task.createdAt} />
        </dd>
      </div>
      {task.dueDate === undefined ? null : (
        <div>
          <dt>{text.inbox.dueLabel}</dt>
          <dd>
            <Deadline instant={task.dueDate} day={task.dueDay} /> <DueMark task={task} />
          </dd>
        </div>
      )}
      {task.followUpDate === undefined ? null : (
        <div>
          <dt>{text.inbox.followUpLabel}</dt>
          <dd>
            <Deadline instant={task.followUpDate} day={task.followUpDay} />
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Words of an instruction with its web addresses as links; only http and https, opened beside the work. */
function Linked({ words }: { words: string }): ReactElement {
  const parts = words.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/u);
  return (
    <>
      {parts.map((part, place) =>
        place % 2 === 1 ? (
          <a key={place} className="kern-link" href={part} target="_blank" rel="noreferrer noopener">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}
