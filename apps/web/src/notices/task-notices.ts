import type { TaskSummary } from '../api/contracts.ts';
import { dueLevel } from '../inbox/due.ts';

/** Why a task of mine is worth a notice, the most urgent first. */
export const NOTICE_REASONS = ['late', 'today', 'back', 'new'] as const;
type NoticeReason = (typeof NOTICE_REASONS)[number];

export interface TaskNotice {
  readonly task: TaskSummary;
  readonly reason: NoticeReason;
}

/**
 * What is up among the open tasks I have: overdue, due today, back from being put off, or given to me and not opened yet. Each
 * task once, for its most urgent reason; one put off to a later day keeps still unless it is overdue.
 * @param isSeen was this task opened by me before?
 */
export function taskNotices(
  tasks: readonly TaskSummary[],
  isSeen: (taskId: string) => boolean,
  now: Date,
): readonly TaskNotice[] {
  const notices = tasks.flatMap((task): readonly TaskNotice[] => {
    const reason = reasonOf(task, isSeen, now);
    return reason === undefined ? [] : [{ task, reason }];
  });
  return notices.sort((one, other) => NOTICE_REASONS.indexOf(one.reason) - NOTICE_REASONS.indexOf(other.reason));
}

function reasonOf(task: TaskSummary, isSeen: (taskId: string) => boolean, now: Date): NoticeReason | undefined {
  const level = dueLevel(task, now);
  if (level === 'late') return 'late';
  const { followUpDate } = task;
  if (followUpDate !== undefined && new Date(followUpDate).getTime() > now.getTime()) return undefined;
  if (level === 'today') return 'today';
  if (followUpDate !== undefined) return 'back';
  return isSeen(task.id) ? undefined : 'new';
}
