import type { Runtime, TaskView } from '#runtime';
import { invalid } from '../http/camunda-error.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';

interface Link {
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly type: string;
}

/** `/task/{id}/identity-links`: who has to do with a task: assignee, owner, candidates. */
export function identityLinkRoutes(runtime: Runtime): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/task/{id}/identity-links',
      permission: 'task:assign',
      handle: async (call) => {
        const type = call.query.get('type');
        return json(linksOf(await runtime.tasks.get(id(call))).filter((link) => type === null || link.type === type));
      },
    },
    {
      method: 'POST',
      path: '/task/{id}/identity-links',
      permission: 'task:assign',
      handle: (call) => change(runtime, call, true),
    },
    {
      method: 'POST',
      path: '/task/{id}/identity-links/delete',
      permission: 'task:assign',
      handle: (call) => change(runtime, call, false),
    },
  ];
}

function linksOf(task: TaskView): readonly Link[] {
  const user = (userId: string, type: string): Link => ({ userId, groupId: null, type });
  return [
    ...task.candidateUsers.map((userId) => user(userId, 'candidate')),
    ...task.candidateGroups.map((groupId) => ({ userId: null, groupId, type: 'candidate' })),
    ...(task.assignee === null ? [] : [user(task.assignee, 'assignee')]),
    ...(task.owner === null ? [] : [user(task.owner, 'owner')]),
  ];
}

async function change(runtime: Runtime, call: Call, add: boolean) {
  const { userId, groupId, type } = jsonBody(call);
  const task = await runtime.tasks.get(id(call));
  const edit = (list: readonly string[], one: string) =>
    add ? [...new Set([...list, one])] : list.filter((other) => other !== one);
  if (type === 'assignee' && typeof userId === 'string') await runtime.tasks.assign(task.id, add ? userId : null);
  else if (type === 'owner' && typeof userId === 'string')
    await runtime.tasks.update(task.id, { owner: add ? userId : null });
  else if (type === 'candidate' && typeof userId === 'string')
    await runtime.tasks.update(task.id, { candidateUsers: edit(task.candidateUsers, userId) });
  else if (type === 'candidate' && typeof groupId === 'string')
    await runtime.tasks.update(task.id, { candidateGroups: edit(task.candidateGroups, groupId) });
  else throw invalid('Expected type assignee, owner or candidate with a userId, or candidate with a groupId.');
  return noContent();
}
