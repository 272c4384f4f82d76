import { isRuntimeError, type Runtime, type TaskView } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { tabular } from '../http/tabular.ts';
import { required, textOf } from '../value/body-value.ts';
import { fromCamundaDate } from '../value/date.ts';
import { answeredVariables } from '../value/answered-variables.ts';
import { formFields, saying, sentVariables } from '../value/sent-variables.ts';
import { identityLinkRoutes } from './identity-link.ts';
import { ownVariables } from './own-variables.ts';
import { taskCommentRoutes } from './task-comment.ts';
import { formRefs, taskExtras, taskWith } from './task-dto.ts';
import { type GroupsOf, taskFilter } from './task-filter.ts';
import { taskFormRoutes } from './task-form.ts';
import { deserializes, variableRoutes } from './variable-routes.ts';

/** Headings Camunda 7 gives them. */
const GROUP_COLUMNS = { CANDIDATE_GROUP_NAME: 'groupName', TASK_COUNT: 'taskCount' };

/** `/task`: people's work. A program that speaks this interface acts for anybody, as in Camunda 7. */
export function taskRoutes(runtime: Runtime, groupsOf: GroupsOf): readonly Route[] {
  const list: Listing['list'] = async (call) => {
    const filter = Filter.of(call);
    const extras = taskExtras(filter);
    const wanted = await taskFilter(filter, groupsOf);
    const found = await everyPage(filter, (page) => runtime.tasks.list({ ...wanted, ...page }));
    const rows: Record<string, unknown>[] = [];
    const refs = formRefs(runtime);
    for (const task of found) rows.push(await taskWith(runtime, task, extras, refs));
    return rows;
  };
  const count: Listing['count'] = async (call) => {
    const filter = Filter.of(call);
    taskExtras(filter);
    return runtime.tasks.count(await taskFilter(filter, groupsOf));
  };
  const act = (
    path: string,
    handle: (call: Call, body: Readonly<Record<string, unknown>>) => Promise<unknown>,
  ): Route => ({
    method: 'POST',
    path: `/task/{id}/${path}`,
    permission: 'task:assign',
    handle: async (call) => {
      await handle(call, jsonBody(call));
      return noContent();
    },
  });
  const scope = async (call: Call) => {
    const task = await existing(runtime, id(call));
    return { instanceId: task.instanceId, scopeId: task.elementInstanceId };
  };
  return [
    ...listRoutes('/task', 'task:assign', { list, count }),
    {
      method: 'GET',
      path: '/task/{id}',
      permission: 'task:assign',
      handle: async (call) => {
        const filter = Filter.of(call);
        const extras = taskExtras(filter);
        filter.close();
        return json(await taskWith(runtime, await existing(runtime, id(call)), extras, formRefs(runtime)));
      },
    },
    {
      method: 'GET',
      path: '/task/report/candidate-group-count',
      permission: 'task:assign',
      handle: async (call) => {
        const figures = await runtime.tasks.countByGroup();
        const rows = figures.map(({ group, tasks }) => ({ groupName: group, taskCount: tasks }));
        return tabular(call.accept, 'task-count-by-candidate-group.csv', GROUP_COLUMNS, rows);
      },
    },
    {
      method: 'POST',
      path: '/task/create',
      permission: 'task:assign',
      handle: () => {
        throw new CamundaError(
          501,
          'RestException',
          'Expected tasks of a process: a task without one cannot be created. Draw a process of one user task and start it.',
        );
      },
    },
    {
      method: 'DELETE',
      path: '/task/{id}',
      permission: 'task:assign',
      handle: async (call) => {
        const task = await runtime.tasks.get(id(call));
        throw new CamundaError(
          500,
          'ProcessEngineException',
          `The task ${task.id} cannot be deleted because it is part of a running process: complete it, or modify its instance.`,
        );
      },
    },
    { method: 'PUT', path: '/task/{id}', permission: 'task:assign', handle: (call) => update(runtime, call) },
    act('claim', (call, body) => claim(runtime, id(call), required(body['userId'], 'userId'))),
    act('unclaim', (call) => runtime.tasks.assign(id(call), null)),
    act('assignee', (call, body) =>
      runtime.tasks.assign(id(call), typeof body['userId'] === 'string' ? body['userId'] : null),
    ),
    act('delegate', (call, body) => runtime.tasks.delegate(id(call), required(body['userId'], 'userId'))),
    act('resolve', async (call, body) => {
      const task = await runtime.tasks.get(id(call));
      const sent = saying(`Cannot resolve task ${task.id}`, () => sentVariables(body['variables']));
      if (Object.keys(sent.variables).length > 0) await runtime.instances.setVariables(task.elementInstanceId, sent);
      await runtime.tasks.resolve(task.id);
    }),
    {
      method: 'POST',
      path: '/task/{id}/complete',
      permission: 'task:assign',
      handle: (call) => complete(runtime, call),
    },
    {
      method: 'POST',
      path: '/task/{id}/submit-form',
      permission: 'task:assign',
      handle: (call) => complete(runtime, call),
    },
    act('bpmnError', (call, body) => throwError(runtime, id(call), body)),
    act('bpmnEscalation', async (call, body) =>
      runtime.tasks.throwEvent({
        taskId: (await existing(runtime, id(call), 'RestException')).id,
        kind: 'escalation',
        code: required(body['escalationCode'], 'escalationCode'),
        ...sentVariables(body['variables']),
      }),
    ),
    {
      method: 'GET',
      path: '/task/{id}/form-variables',
      permission: 'task:assign',
      handle: async (call) => {
        const task = await existing(runtime, id(call));
        const names = call.query.get('variableNames')?.split(',');
        const { variables, types } = await runtime.instances.visibleTyped(task.elementInstanceId);
        const wanted = Object.entries(variables).filter(([name]) => names?.includes(name) ?? true);
        return json(
          answeredVariables({ variables: Object.fromEntries(wanted), types }, { deserialize: deserializes(call) }),
        );
      },
    },
    ...taskFormRoutes(runtime),
    ...identityLinkRoutes(runtime),
    ...taskCommentRoutes(runtime),
    ...variableRoutes(runtime, {
      path: '/task/{id}/variables',
      read: 'task:assign',
      write: 'task:assign',
      local: false,
      what: 'task',
      scope,
    }),
    ...variableRoutes(runtime, {
      path: '/task/{id}/localVariables',
      read: 'task:assign',
      write: 'task:assign',
      local: true,
      what: 'task',
      scope,
    }),
  ];
}

/** @throws CamundaError 404 */
async function existing(
  runtime: Runtime,
  taskId: string,
  type: 'InvalidRequestException' | 'RestException' = 'InvalidRequestException',
): Promise<TaskView> {
  const { items } = await runtime.tasks.list({ ids: [taskId], limit: 1 });
  const [task] = items;
  if (task === undefined) throw new CamundaError(404, type, `No matching task with id ${taskId}`);
  return task;
}

/** An error nobody catches is no mistake of who reports it: it becomes an incident, as that of external work does. */
async function throwError(runtime: Runtime, taskId: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const task = await existing(runtime, taskId, 'RestException');
  try {
    await runtime.tasks.throwEvent({
      taskId: task.id,
      kind: 'error',
      code: required(body['errorCode'], 'errorCode'),
      ...sentVariables(body['variables']),
      ...given({ message: textOf(body['errorMessage'], 'errorMessage') }),
    });
  } catch (error) {
    if (!isRuntimeError(error) || error.code !== 'ERROR_NOT_CAUGHT') throw error;
    const { elementInstanceId } = task;
    await runtime.incidents.raise({ elementInstanceId, kind: 'unhandledError', message: error.message });
  }
}

/** A program claims for a person; of two at once exactly one succeeds. @throws CamundaError 500 when it is somebody else's */
async function claim(runtime: Runtime, taskId: string, userId: string): Promise<void> {
  const task = await runtime.tasks.get(taskId);
  const reachable = task.candidateGroups.length > 0 || task.candidateUsers.includes(userId);
  const actor = { userId, groups: task.candidateGroups, supervises: !reachable && task.assignee === null };
  await runtime.tasks.claim(taskId, actor);
}

async function complete(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  const isForm = call.path.endsWith('/submit-form');
  const what = `Cannot ${isForm ? 'submit task form' : 'complete task'} ${id(call)}`;
  const sent = saying(what, () => sentVariables(body['variables']));
  const { items } = await runtime.tasks.list({ ids: [id(call)], limit: 1 });
  const [task] = items;
  if (task === undefined) throw new CamundaError(500, 'RestException', `${what}: there is no such task`);
  if (task.delegation === 'pending' && !isForm)
    throw new CamundaError(500, 'RestException', `${what}: it is delegated, its delegate resolves it first`);
  await runtime.tasks.complete({
    taskId: task.id,
    ...sent,
    ...(isForm ? { formFields: formFields(sent) } : {}),
  });
  if (body['withVariablesInReturn'] !== true) return noContent();
  return json(answeredVariables(await ownVariables(runtime, task.instanceId)));
}

function delegationOf(state: unknown): TaskView['delegation'] | undefined {
  if (state === undefined || state === null) return state;
  if (state === 'PENDING' || state === 'RESOLVED') return state === 'PENDING' ? 'pending' : 'resolved';
  throw invalid(`Expected delegationState to be PENDING, RESOLVED or null, but got ${JSON.stringify(state)}.`);
}

async function update(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  await existing(runtime, id(call));
  const day = (name: string): string | null | undefined => {
    const value = body[name];
    if (value === undefined || value === null) return value;
    const instant = typeof value === 'string' ? fromCamundaDate(value) : undefined;
    if (instant === undefined) throw invalid(`Expected ${name} to be a date, but got ${JSON.stringify(value)}.`);
    return instant;
  };
  await runtime.tasks.update(
    id(call),
    given({
      name: typeof body['name'] === 'string' ? body['name'] : undefined,
      instruction:
        typeof body['description'] === 'string' || body['description'] === null ? body['description'] : undefined,
      delegation: delegationOf(body['delegationState']),
      owner: typeof body['owner'] === 'string' || body['owner'] === null ? body['owner'] : undefined,
      priority: typeof body['priority'] === 'number' ? body['priority'] : undefined,
      dueDate: day('due'),
      followUpDate: day('followUp'),
      assignee: body['assignee'] === null || typeof body['assignee'] === 'string' ? body['assignee'] : undefined,
    }),
  );
  return noContent();
}
