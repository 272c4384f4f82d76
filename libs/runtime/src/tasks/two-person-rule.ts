import { RuntimeError } from '../runtime-error.ts';

/** What the two-person rule looks at. */
export interface SeparatedTask {
  readonly id: string;
  readonly excludedUsers: readonly string[];
}

/**
 * Two-person rule: work that checks other work is not done by who did that. It binds everybody, supervisors and programs
 * that act for a person included.
 * @throws SAME_PERSON
 */
export function assertDifferentPerson({ id, excludedUsers }: SeparatedTask, userId: string): void {
  if (!excludedUsers.includes(userId)) return;
  throw new RuntimeError(
    'SAME_PERSON',
    `Expected task ${id} to be done by somebody else than ${userId}, who did the work it checks. Leave it to a colleague.`,
    { taskId: id, userId },
  );
}

/**
 * A program completes without saying for whom: the assignee counts. Where nobody is named it cannot be known who decides.
 * @throws SAME_PERSON
 */
export function assertKnownPerson(
  task: SeparatedTask & { readonly differentFrom: readonly string[]; readonly assignee: string | null },
): void {
  if (task.differentFrom.length === 0) return;
  if (task.assignee === null) {
    throw new RuntimeError(
      'SAME_PERSON',
      `Expected task ${task.id} to be claimed by a person before it is completed, because a second person has to do it.`,
      { taskId: task.id },
    );
  }
  assertDifferentPerson(task, task.assignee);
}
