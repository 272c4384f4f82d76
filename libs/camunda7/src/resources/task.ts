import type { Runtime, TaskFilter, TaskView } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate, fromCamundaDate } from '../value/date.ts';
import { answeredVariables } from '../value/answered-variables.ts';
import { formFields, saying, sentVariables } from '../value/sent-variables.ts';
import { likePattern } from './definition-filter.ts';
import { id } from './deployment.ts';
import { identityLinkRoutes } from './identity-link.ts';
import { ownVariables } from './own-variables.ts';
import { required } from './process-definition.ts';
import { taskCommentRoutes } from './task-comment.ts';
import { variableFilters } from './variable-filter.ts';
import { deserializes, variableRoutes } from './variable-routes.ts';

/** `/task`: people's work. A program that speaks this interface acts for anybody, as in Camunda 7. */
export function taskRoutes(runtime: Runtime): readonly Route[] {
  const list: Route['handle'] = async (call) => json((await matching(runtime, Filter.of(call))).map(taskDto));
  const count: Route['handle'] = async (call) => json({ count: (await matching(runtime, Filter.of(call))).length });
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
    { method: 'GET', path: '/task', permission: 'task:assign', handle: list },
    { method: 'POST', path: '/task', permission: 'task:assign', handle: list },
    { method: 'GET', path: '/task/count', permission: 'task:assign', handle: count },
    { method: 'POST', path: '/task/count', permission: 'task:assign', handle: count },
    {
      method: 'GET',
      path: '/task/{id}',
      permission: 'task:assign',
      handle: async (call) => json(taskDto(await existing(runtime, id(call)))),
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
    act('bpmnError', (call, body) =>
      runtime.tasks.throwEvent({
        taskId: id(call),
        kind: 'error',
        code: required(body['errorCode'], 'errorCode'),
        ...sentVariables(body['variables']),
        ...(typeof body['errorMessage'] === 'string' ? { message: body['errorMessage'] } : {}),
      }),
    ),
    act('bpmnEscalation', (call, body) =>
      runtime.tasks.throwEvent({
        taskId: id(call),
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
    {
      method: 'GET',
      path: '/task/{id}/form',
      permission: 'task:assign',
      handle: async (call) => {
        const { formKey } = await existing(runtime, id(call));
        return json({ key: formKey, camundaFormRef: null, contextPath: null });
      },
    },
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

async function existing(runtime: Runtime, taskId: string): Promise<TaskView> {
  const { items } = await runtime.tasks.list({ ids: [taskId], limit: 1 });
  const [task] = items;
  if (task === undefined) throw new CamundaError(404, 'RestException', `No matching task with id ${taskId}`);
  return task;
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
  const task = await runtime.tasks.get(id(call));
  const isForm = call.path.endsWith('/submit-form');
  const verb = isForm ? 'submit task form' : 'complete task';
  const sent = saying(`Cannot ${verb} ${task.id}`, () => sentVariables(body['variables']));
  await runtime.tasks.complete({
    taskId: task.id,
    ...sent,
    ...(isForm ? { formFields: formFields(sent) } : {}),
  });
  if (body['withVariablesInReturn'] !== true) return noContent();
  return json(answeredVariables(await ownVariables(runtime, task.instanceId)));
}

async function update(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
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
      owner: typeof body['owner'] === 'string' || body['owner'] === null ? body['owner'] : undefined,
      priority: typeof body['priority'] === 'number' ? body['priority'] : undefined,
      dueDate: day('due'),
      followUpDate: day('followUp'),
      assignee: body['assignee'] === null || typeof body['assignee'] === 'string' ? body['assignee'] : undefined,
    }),
  );
  return noContent();
}

async function matching(runtime: Runtime, filter: Filter): Promise<readonly TaskView[]> {
  const group = filter.text('candidateGroup');
  const nameLike = filter.text('nameLike');
  const assigned = filter.flag('assigned');
  const includeAssigned = filter.flag('includeAssignedTasks') ?? false;
  const groups = filter.list('candidateGroups') ?? (group === undefined ? undefined : [group]);
  const candidateUser = filter.text('candidateUser');
  const active = filter.flag('active');
  const suspended = filter.flag('suspended');
  const involved = filter.text('involvedUser');
  const owner = filter.text('owner');
  const keys = filter.list('taskDefinitionKeyIn');
  filter.flag('withoutTenantId');
  const wanted: TaskFilter = {
    ...given({
      ids: filter.list('taskIdIn') ?? (filter.text('taskId') === undefined ? undefined : [filter.text('taskId') ?? '']),
      assignee: filter.text('assignee'),
      unassigned: filter.flag('unassigned'),
      candidateGroups: groups,
      candidateUser,
      instanceId: filter.text('processInstanceId'),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKey'),
      businessKey: filter.text('processInstanceBusinessKey'),
      nodeId: filter.text('taskDefinitionKey'),
      name: filter.text('name'),
      dueBefore: filter.date('dueBefore'),
      dueAfter: filter.date('dueAfter'),
      followUpBefore: filter.date('followUpBefore'),
      createdBefore: filter.date('createdBefore'),
      createdAfter: filter.date('createdAfter'),
      suspended: suspended === true ? true : active === true ? false : undefined,
      variables: variableFilters(filter, 'processVariables') ?? variableFilters(filter, 'taskVariables'),
    }),
    sort: filter.sorting({
      created: 'createdAt',
      dueDate: 'dueDate',
      followUpDate: 'followUpDate',
      priority: 'priority',
      name: 'name',
      assignee: 'assignee',
      id: 'id',
    } as const),
  };
  filter.close();
  // Camunda 7 leaves assigned tasks out of a question for candidates unless told otherwise.
  const onlyOpen = (groups !== undefined || candidateUser !== undefined) && !includeAssigned;
  const pattern = nameLike === undefined ? undefined : likePattern(nameLike);
  const all = await everyPage({ firstResult: 0, maxResults: Infinity }, (page) =>
    runtime.tasks.list({ ...wanted, ...page }),
  );
  return all
    .filter(
      (task) =>
        (!onlyOpen || task.assignee === null) &&
        (assigned !== true || task.assignee !== null) &&
        (pattern?.test(task.name) ?? true) &&
        (owner === undefined || task.owner === owner) &&
        (keys === undefined || keys.includes(task.nodeId)) &&
        (involved === undefined ||
          task.assignee === involved ||
          task.owner === involved ||
          task.candidateUsers.includes(involved)),
    )
    .slice(filter.firstResult, filter.firstResult + filter.maxResults);
}

/** Delegated: somebody else works for the owner. Resolved: it is back with the owner. */
function delegationState(task: TaskView): 'PENDING' | 'RESOLVED' | null {
  if (task.owner === null || task.assignee === null) return null;
  return task.owner === task.assignee ? 'RESOLVED' : 'PENDING';
}

function taskDto(task: TaskView): Record<string, unknown> {
  return {
    id: task.id,
    name: task.name,
    assignee: task.assignee,
    created: toCamundaDate(task.createdAt),
    due: toCamundaDate(task.dueDate),
    followUp: toCamundaDate(task.followUpDate),
    lastUpdated: null,
    delegationState: delegationState(task),
    description: task.instruction,
    executionId: task.elementInstanceId,
    owner: task.owner,
    parentTaskId: null,
    priority: task.priority,
    processDefinitionId: task.definitionId,
    processInstanceId: task.instanceId,
    caseExecutionId: null,
    caseDefinitionId: null,
    caseInstanceId: null,
    taskDefinitionKey: task.nodeId,
    suspended: task.suspended,
    formKey: task.formKey,
    camundaFormRef: null,
    tenantId: null,
    taskState: task.suspended ? 'Suspended' : 'Created',
  };
}
