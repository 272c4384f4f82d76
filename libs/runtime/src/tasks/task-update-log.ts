import type { TaskView } from '../api/tasks.ts';
import { operationLog, type PropertyChange } from '../operations/operation-log.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import type { TaskStore } from '../ports/task-store.ts';
import type { RuntimeParts } from '../runtime-parts.ts';

type TaskChange = Parameters<TaskStore['update']>[1];

/** Fields an update logs as properties of the task. */
const PROPERTIES = ['assignee', 'owner', 'dueDate', 'followUpDate', 'priority', 'name'] as const;

/** What an update of a task is logged as: one entry for each property that becomes another, one for each link to a candidate. */
export function taskUpdateLog(
  parts: Pick<RuntimeParts, 'ids' | 'clock'>,
  task: TaskView,
  change: TaskChange,
): readonly OperationRow[] {
  const changes = PROPERTIES.flatMap((field): PropertyChange[] => {
    const to = change[field];
    return to === undefined || sameValue(task[field], to) ? [] : [[field, task[field], to]];
  });
  const about = { entity: 'IdentityLink', taskId: task.id };
  const links = [
    ...linkChanges('User', task.candidateUsers, change.candidateUsers),
    ...linkChanges('Group', task.candidateGroups, change.candidateGroups),
  ].flatMap(({ type, id }) => operationLog(parts, { ...about, type }, [['candidate', null, id]]));
  if (changes.length === 0) return links;
  return [...operationLog(parts, { type: 'Update', entity: 'Task', taskId: task.id }, changes), ...links];
}

function linkChanges(what: 'User' | 'Group', before: readonly string[], after: readonly string[] | undefined) {
  if (after === undefined) return [];
  return [
    ...after.filter((id) => !before.includes(id)).map((id) => ({ type: `Add${what}Link`, id })),
    ...before.filter((id) => !after.includes(id)).map((id) => ({ type: `Delete${what}Link`, id })),
  ];
}

/** Dates are compared as instants, however they are written. */
function sameValue(before: string | number | null, after: string | number | null): boolean {
  if (before === after) return true;
  if (typeof before !== 'string' || typeof after !== 'string') return false;
  return !Number.isNaN(Date.parse(before)) && Date.parse(before) === Date.parse(after);
}
