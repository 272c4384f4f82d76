import type { TaskSummary } from '../api/contracts.ts';
import { daysUntil } from '../language/format.ts';

export type DueLevel = 'late' | 'today' | 'soon' | 'later';

/** Days ahead that still count as "soon". */
const SOON_DAYS = 3;

/** The traffic light of a task's due date; undefined when it has none or is no longer open. */
export function dueLevel(task: Pick<TaskSummary, 'dueDate' | 'late' | 'state'>, now: Date): DueLevel | undefined {
  if (task.dueDate === undefined || task.state !== 'open') return undefined;
  const due = new Date(task.dueDate);
  if (task.late || due.getTime() < now.getTime()) return 'late';
  const days = daysUntil(due, now);
  return days === 0 ? 'today' : days <= SOON_DAYS ? 'soon' : 'later';
}
