import type { Actor } from '../api/actor.ts';
import type { TaskView } from '../api/tasks.ts';
import { RuntimeError } from '../runtime-error.ts';

/**
 * Whose task is it? The assignee's alone once there is one; before that, everybody's who is candidate, or anybody's when no
 * candidate is named. Somebody who supervises may always.
 * @throws TASK_TAKEN, NOT_A_CANDIDATE
 */
export function assertMayWorkOn(
  task: Pick<TaskView, 'id' | 'assignee' | 'candidateUsers' | 'candidateGroups'>,
  actor: Actor,
): void {
  if (actor.supervises === true || task.assignee === actor.userId) return;
  if (task.assignee !== null) {
    throw new RuntimeError('TASK_TAKEN', `Expected task ${task.id} to be yours or open, but ${task.assignee} has it.`, {
      taskId: task.id,
      assignee: task.assignee,
    });
  }
  const open = task.candidateUsers.length === 0 && task.candidateGroups.length === 0;
  const candidate =
    task.candidateUsers.includes(actor.userId) || task.candidateGroups.some((group) => actor.groups.includes(group));
  if (!open && !candidate) {
    throw new RuntimeError(
      'NOT_A_CANDIDATE',
      `Expected task ${task.id} to be worked on by its candidates, but ${actor.userId} is none of them.`,
      { taskId: task.id, candidateUsers: task.candidateUsers, candidateGroups: task.candidateGroups },
    );
  }
}
