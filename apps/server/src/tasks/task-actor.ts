import { EVERY_GROUP } from '#contracts';
import type { Account } from '#identity';
import type { Actor, TaskView } from '#runtime';
import { may } from '../http/caller.ts';

export function worksForEveryGroup(account: Account): boolean {
  return account.groups.includes(EVERY_GROUP);
}

/**
 * The account as the runtime sees it when it works tasks itself. Who works for every group is a candidate of any open
 * task; other people's tasks stay theirs, for heads, too: they assign first, so that history tells who did the work.
 */
export function workerOf(account: Account): Actor {
  return { userId: account.name, groups: account.groups, supervises: worksForEveryGroup(account) };
}

/** The account when it gives work to others. */
export function supervisorOf(account: Account): Actor {
  return { userId: account.name, groups: account.groups, supervises: may(account, 'task:assign') };
}

/** Is an unclaimed task open for this person? One that names nobody is open for everybody; one a second person has to do is not for who did the work before. */
export function isCandidate(
  account: Account,
  task: Pick<TaskView, 'candidateGroups' | 'candidateUsers' | 'excludedUsers'>,
): boolean {
  if (task.excludedUsers.includes(account.name)) return false;
  return (
    worksForEveryGroup(account) ||
    (task.candidateGroups.length === 0 && task.candidateUsers.length === 0) ||
    task.candidateUsers.includes(account.name) ||
    task.candidateGroups.some((group) => account.groups.includes(group))
  );
}
