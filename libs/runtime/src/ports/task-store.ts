import type { TaskView } from '../api/tasks.ts';
import type { OperationRow } from './operation-store.ts';

/**
 * Row-level changes of tasks, each with its condition inside: of two at once exactly one succeeds. Entries of the operation
 * log are written in the same transaction, and only if the change happens.
 */
export interface TaskStore {
  /**
   * Gives it to `assignee` if it is still with `expected` (null: with nobody), and to `owner` when one is given. False:
   * somebody was faster, or it is over.
   */
  assign(
    change: {
      readonly taskId: string;
      readonly expected: string | null;
      readonly assignee: string | null;
      readonly owner?: string;
      readonly delegation?: TaskView['delegation'];
    },
    log: readonly OperationRow[],
  ): Promise<boolean>;
  update(
    taskId: string,
    change: Partial<
      Pick<
        TaskView,
        | 'assignee'
        | 'owner'
        | 'candidateUsers'
        | 'candidateGroups'
        | 'dueDate'
        | 'followUpDate'
        | 'priority'
        | 'name'
        | 'instruction'
        | 'delegation'
      >
    >,
    log: readonly OperationRow[],
  ): Promise<boolean>;
}
