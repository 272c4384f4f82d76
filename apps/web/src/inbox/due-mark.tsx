import type { ReactElement } from 'react';
import type { TaskSummary } from '../api/contracts.ts';
import { formatDateTime, formatDay } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { useNow } from '../parts/time.tsx';
import { dueLevel, type DueLevel } from './due.ts';

/** A shape for each level, so that the light works without its colour. */
const shapes: Record<DueLevel, ReactElement> = {
  late: <path d="M8 1.5 15 14H1z" />,
  today: <circle cx="8" cy="8" r="6" />,
  soon: (
    <>
      <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 2.8a5.2 5.2 0 0 1 0 10.4z" />
    </>
  ),
  later: <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.6" />,
};

/** Due date as traffic light and words: "heute", "in 3 Tagen"; the exact time on hover. Nothing when there is none. */
export function DueMark({ task }: { task: Pick<TaskSummary, 'dueDate' | 'late' | 'state'> }): ReactElement | null {
  const { language, text } = useLanguage();
  const now = useNow();
  const level = dueLevel(task, now);
  if (level === undefined || task.dueDate === undefined) return null;
  const due = new Date(task.dueDate);
  return (
    <span className={`due due--${level}`} title={`${text.inbox.due[level]}: ${formatDateTime(due)}`}>
      <svg width="14" height="14" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">
        {shapes[level]}
      </svg>
      <span className="kern-sr-only">{text.inbox.due[level]}: </span>
      {formatDay(due, now, language)}
    </span>
  );
}
