import type { ReactElement } from 'react';
import { formatDate, formatDateTime, formatDay } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { useNow } from '../parts/time.tsx';
import { dueLevel, dueMoment, type Due, type DueLevel } from './due.ts';

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

/** Due date as traffic light and words: "heute", "in 3 Tagen"; the exact day or time on hover. Nothing when there is none. */
export function DueMark({ task }: { task: Due }): ReactElement | null {
  const { language, text } = useLanguage();
  const now = useNow();
  const level = dueLevel(task, now);
  const due = dueMoment(task);
  if (level === undefined || due === undefined) return null;
  const exactly = task.dueDay === undefined ? formatDateTime(due) : formatDate(due);
  return (
    <span className={`due due--${level}`} title={`${text.inbox.due[level]}: ${exactly}`}>
      <svg width="14" height="14" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">
        {shapes[level]}
      </svg>
      <span className="kern-sr-only">{text.inbox.due[level]}: </span>
      {formatDay(due, now, language)}
    </span>
  );
}
