import type { Actor } from '../api/actor.ts';
import type { Tasks, TaskView } from '../api/tasks.ts';
import type { CommandRequest } from '../execution/command-request.ts';
import { operationLog, type PropertyChange } from '../operations/operation-log.ts';
import { visibleAt } from '../instances/instances.ts';
import { RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables, declaredOf } from '../variables.ts';
import { commentOnTask } from './comment-on-task.ts';
import { assertMayWorkOn } from './may-work-on.ts';
import { currentOperator } from '../operations/operator.ts';
import { taskUpdateLog } from './task-update-log.ts';
import { assertDifferentPerson } from './two-person-rule.ts';

export function createTasks(parts: RuntimeParts): Tasks {
  const { queries, tasks, executor } = parts;
  const get = async (taskId: string): Promise<TaskView> => {
    const task = await queries.tasks.find(taskId);
    if (task === undefined) throw notFound(taskId);
    return task;
  };
  const told = async (taskId: string): Promise<TaskView> => {
    const task = await get(taskId);
    parts.changes.publish([{ kind: 'task', verb: 'changed', id: taskId, instanceId: task.instanceId }]);
    return task;
  };
  /** Assigns if nothing has changed since it was looked at; whoever was faster has it. */
  const assign = async (
    task: TaskView,
    assignee: string | null,
    type: 'Claim' | 'Assign' | 'Delegate' | 'Resolve',
    changes: readonly PropertyChange[] = [['assignee', task.assignee, assignee]],
    owner?: string,
    delegation: TaskView['delegation'] = task.delegation,
  ): Promise<TaskView> => {
    const isSame = task.assignee === assignee && task.delegation === delegation;
    if (isSame && (owner === undefined || owner === task.owner)) return task;
    const log = operationLog(parts, { type, entity: 'Task', taskId: task.id }, changes);
    const change = { taskId: task.id, expected: task.assignee, assignee, delegation };
    if (await tasks.assign(owner === undefined ? change : { ...change, owner }, log)) return told(task.id);
    const now = await get(task.id);
    if (now.assignee === assignee) return now;
    throw taken(now);
  };
  const execute = async (
    taskId: string,
    actor: Actor | undefined,
    command: CommandRequest['command'],
    log: CommandRequest['log'] = [],
    formFields?: CommandRequest['formFields'],
  ): Promise<void> => {
    await executor.execute({
      target: { kind: 'lookup', of: 'task', id: taskId },
      command,
      log,
      ...(formFields === undefined ? {} : { formFields }),
      fence: { kind: 'task', taskId, ...(actor === undefined ? {} : { actor }) },
    });
  };
  return {
    list: (filter) => queries.tasks.list(filter),
    count: (filter) => queries.tasks.count(filter),
    countByGroup: () => queries.tasks.countByGroup(),
    get,
    history: (filter) => queries.tasks.history(filter),
    comments: (taskId) => queries.comments.of(taskId),
    comment: (command) => commentOnTask(parts, command),
    variables: async (taskId) => (await visibleAt(parts, (await get(taskId)).elementInstanceId)).variables,
    async claim(taskId, actor) {
      const task = await get(taskId);
      assertMayWorkOn(task, actor);
      if (task.assignee !== null && task.assignee !== actor.userId) throw taken(task);
      assertDifferentPerson(task, actor.userId);
      return assign(task, actor.userId, 'Claim');
    },
    async unclaim(taskId, actor) {
      const task = await get(taskId);
      if (task.assignee === null) {
        throw new RuntimeError('TASK_NOT_CLAIMED', `Expected task ${taskId} to be claimed, but nobody has it.`, {
          taskId,
        });
      }
      assertMayWorkOn(task, actor);
      return assign(task, null, 'Assign');
    },
    async assign(taskId, assignee, actor) {
      const task = await get(taskId);
      if (actor !== undefined) assertMayWorkOn(task, actor);
      if (assignee !== null) assertDifferentPerson(task, assignee);
      return assign(task, assignee, 'Assign');
    },
    async delegate(taskId, assignee, actor) {
      const task = await get(taskId);
      if (actor !== undefined) assertMayWorkOn(task, actor);
      assertDifferentPerson(task, assignee);
      const owner = task.owner ?? task.assignee ?? actor?.userId ?? currentOperator()?.userId ?? assignee;
      return assign(
        task,
        assignee,
        'Delegate',
        [
          ['delegation', null, 'PENDING'],
          ['owner', task.owner, owner],
          ['assignee', task.assignee, assignee],
        ],
        owner,
        'pending',
      );
    },
    async resolve(taskId, actor) {
      const task = await get(taskId);
      if (actor !== undefined) assertMayWorkOn(task, actor);
      if (task.owner !== null) assertDifferentPerson(task, task.owner);
      const changes: PropertyChange[] = [
        ['delegation', 'PENDING', 'RESOLVED'],
        ['assignee', task.assignee, task.owner],
      ];
      return assign(task, task.owner, 'Resolve', changes, undefined, 'resolved');
    },
    async update(taskId, change, actor) {
      const task = await get(taskId);
      if (actor !== undefined) assertMayWorkOn(task, actor);
      const { dueDate, followUpDate } = change;
      const dated = {
        ...change,
        ...(dueDate == null ? {} : { dueDate: instantOf(parts, dueDate, 'dueDate', 'end') }),
        ...(followUpDate == null ? {} : { followUpDate: instantOf(parts, followUpDate, 'followUpDate', 'start') }),
      };
      if (change.assignee != null) assertDifferentPerson(task, change.assignee);
      if (!(await tasks.update(taskId, dated, taskUpdateLog(parts, task, dated)))) throw notFound(taskId);
      return told(taskId);
    },
    complete: ({ taskId, variables, declared, formFields, answers, date, actor }) =>
      execute(
        taskId,
        actor,
        {
          type: 'CompleteTask',
          taskId,
          variables: checkedVariables(variables),
          ...declaredOf({ declared }),
          ...(answers === undefined ? {} : { answers }),
          ...(date === undefined ? {} : { date }),
          ...(actor === undefined ? {} : { by: actor.userId }),
        },
        operationLog(parts, { type: 'Complete', entity: 'Task', taskId }, [['delete', false, true]]),
        formFields,
      ),
    throwEvent: ({ taskId, kind, code, message, variables, declared, actor }) =>
      execute(taskId, actor, {
        type: 'ThrowFromTask',
        taskId,
        kind,
        code,
        variables: checkedVariables(variables),
        ...declaredOf({ declared }),
        ...(message === undefined ? {} : { message }),
      }),
  };
}

/** A changed date as an instant. @throws RuntimeError DATE_INVALID */
function instantOf(
  { calendar, clock }: RuntimeParts,
  text: string,
  field: 'dueDate' | 'followUpDate',
  edge: 'start' | 'end',
): string {
  const at = calendar.deadline(text, edge, isoNow(clock));
  if (!at.ok) {
    throw new RuntimeError('DATE_INVALID', `Expected an ISO 8601 date for ${field}, but got "${text}".`, { field });
  }
  return at.value;
}

function notFound(taskId: string): RuntimeError {
  return new RuntimeError('TASK_NOT_FOUND', `Expected an open task ${taskId}, but it is over or never was.`, {
    taskId,
  });
}

function taken(task: TaskView): RuntimeError {
  return new RuntimeError(
    'TASK_TAKEN',
    `Expected task ${task.id} to be open, but ${task.assignee ?? 'nobody'} has it now.`,
    {
      taskId: task.id,
      assignee: task.assignee,
    },
  );
}
