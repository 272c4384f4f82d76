import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { TaskSummary } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { RelativeTime } from '../parts/time.tsx';
import { DueMark } from './due-mark.tsx';
import { useTaskTitle } from './use-task-title.ts';
import type { InboxAddress } from './inbox-address.ts';
import { taskNumber } from '../cases/case-words.ts';

/** From this priority on (the scale of BPMN tools goes 0 to 100, 50 is ordinary) a task is marked as urgent. */
const URGENT = 75;

/** One task in two rows: what and until when; which case, which process, since when. */
export function TaskLine({ task, address }: { task: TaskSummary; address: InboxAddress }): ReactElement {
  const text = useText();
  const title = useTaskTitle();
  return (
    <Link
      to={address.toTask(task.id)}
      className="task-line"
      data-task={task.id}
      aria-current={address.taskId === task.id ? 'true' : undefined}
    >
      <span className="task-line__name">
        {title(task)}
        {task.priority >= URGENT ? <em className="task-line__urgent">{text.inbox.priorityHigh}</em> : null}
        {task.suspension === undefined ? null : (
          <em className="task-line__halted" title={task.suspension.reason}>
            {text.cases.states.suspended}
          </em>
        )}
      </span>
      <span className="task-line__due">
        <DueMark task={task} />
      </span>
      <span className="task-line__case">
        {taskNumber(task, text)} · {task.definition.name ?? task.definition.key}
      </span>
      <span className="task-line__since">
        {address.scope === 'all' && task.assignee !== undefined ? (
          task.assignee.displayName
        ) : (
          <RelativeTime instant={task.completedAt ?? task.createdAt} />
        )}
      </span>
    </Link>
  );
}
