import type { TaskQuery, TaskScope } from '#contracts';
import type { Account } from '#identity';
import type { TaskFilter } from '#runtime';
import { may } from '../http/caller.ts';
import { present } from '../http/present.ts';
import { worksForEveryGroup } from './task-actor.ts';

const FOR_EVER = '9999-12-31T00:00:00.000Z';

/** The open tasks a scope of the inbox means; `done` is history and has no filter here. */
export function scopeFilter(scope: Exclude<TaskScope, 'done'>, account: Account, now: string): TaskFilter {
  const reachable = reach(account);
  switch (scope) {
    case 'mine':
      return { assignee: account.name };
    case 'groups':
      return { ...reachable, unassigned: true };
    case 'followUps':
      return { ...reachable, followUpBefore: FOR_EVER };
    case 'late':
      return { ...reachable, dueBefore: now };
    case 'all':
      return {};
  }
}

/** The further filters of a query. */
export function queryFilter({ group, definitionKey, instanceId, search }: TaskQuery): TaskFilter {
  return present({
    candidateGroups: group === undefined ? undefined : [group],
    definitionKey,
    instanceId,
    text: search,
  });
}

/** Most urgent first: due date, priority, age. */
export const INBOX_ORDER = [
  { by: 'dueDate' },
  { by: 'priority', descending: true },
  { by: 'createdAt' },
] as const satisfies TaskFilter['sort'];

function reach(account: Account): TaskFilter {
  const all = worksForEveryGroup(account) || may(account, 'task:assign');
  return all ? {} : { reachableBy: { userId: account.name, groups: account.groups } };
}
