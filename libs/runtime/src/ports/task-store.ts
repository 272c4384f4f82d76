import type { TaskView } from '../api/tasks.ts';

/** Row-level changes of tasks, each one statement with its condition inside: of two at once exactly one succeeds. */
export interface TaskStore {
  /** Gives it to `assignee` if it is still with `expected` (null: with nobody). False: somebody was faster, or it is over. */
  assign(taskId: string, expected: string | null, assignee: string | null): Promise<boolean>;
  update(
    taskId: string,
    change: Partial<
      Pick<TaskView, 'owner' | 'candidateUsers' | 'candidateGroups' | 'dueDate' | 'followUpDate' | 'priority' | 'name'>
    >,
  ): Promise<boolean>;
}
