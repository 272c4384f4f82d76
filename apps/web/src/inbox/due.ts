import type { TaskSummary } from '../api/contracts.ts';
import { daysUntil } from '../language/format.ts';

export type DueLevel = 'late' | 'today' | 'soon' | 'later';

/** Days ahead that still count as "soon". */
const SOON_DAYS = 3;

export type Due = Pick<TaskSummary, 'dueDate' | 'dueDay' | 'late' | 'state'>;

/**
 * Until when it may be done. A day without a time ends at this computer's midnight, whatever its time zone: the day is what
 * was agreed. Undefined when it has no due date.
 */
export function dueMoment({ dueDate, dueDay }: Pick<TaskSummary, 'dueDate' | 'dueDay'>): Date | undefined {
  if (dueDay !== undefined) return new Date(`${dueDay}T23:59:59.999`);
  return dueDate === undefined ? undefined : new Date(dueDate);
}

/** The traffic light of a task's due date; undefined when it has none or is no longer open. */
export function dueLevel(task: Due, now: Date): DueLevel | undefined {
  const due = dueMoment(task);
  if (due === undefined || task.state !== 'open') return undefined;
  if (task.late || due.getTime() < now.getTime()) return 'late';
  const days = daysUntil(due, now);
  return days === 0 ? 'today' : days <= SOON_DAYS ? 'soon' : 'later';
}
