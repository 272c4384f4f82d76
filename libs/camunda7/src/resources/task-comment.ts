import type { CommentView, Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { json, noContent, selfLink } from '../http/reply.ts';
import { type Call, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';

/** `/task/{id}/comment` and `/process-instance/{id}/comment`: what was said about tasks, also after they have ended. */
export function taskCommentRoutes(runtime: Runtime): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/task/{id}/comment',
      permission: 'task:assign',
      handle: async (call) => {
        const comments = await runtime.tasks.comments(id(call));
        // Comments prove that the task is known; only without any it has to be looked for.
        if (comments.length === 0 && !(await isKnown(runtime, id(call)))) throw noTask(404, id(call));
        return json(comments.map((comment) => commentDto(comment)));
      },
    },
    {
      method: 'GET',
      path: '/task/{id}/comment/{commentId}',
      permission: 'task:assign',
      handle: async (call) => {
        const commentId = call.params['commentId'] ?? '';
        const comment = (await runtime.tasks.comments(id(call))).find((one) => one.id === commentId);
        if (comment === undefined)
          throw new CamundaError(
            404,
            'InvalidRequestException',
            `Task comment with id ${commentId} does not exist for task id '${id(call)}'.`,
          );
        return json(commentDto(comment));
      },
    },
    {
      method: 'POST',
      path: '/task/{id}/comment/create',
      permission: 'task:assign',
      handle: (call) => create(runtime, call),
    },
    ...changes(runtime, '/task/{id}/comment', 'task:assign', (call) => ({ taskId: id(call) })),
    {
      method: 'GET',
      path: '/process-instance/{id}/comment',
      permission: 'instance:read',
      handle: async (call) => {
        await runtime.instances.get(id(call));
        return json((await runtime.comments.ofInstance(id(call))).map((comment) => commentDto(comment)));
      },
    },
    ...changes(runtime, '/process-instance/{id}/comment', 'instance:operate', (call) => ({ instanceId: id(call) })),
    {
      method: 'GET',
      path: '/task/{id}/attachment',
      permission: 'task:assign',
      handle: async (call) => {
        if (!(await isKnown(runtime, id(call)))) throw noTask(404, id(call));
        return json([]);
      },
    },
    ...ATTACHMENTS.map(([method, path]): Route => ({
      method,
      path,
      permission: 'task:assign',
      handle: () => {
        throw invalid(
          'Expected no attachments of tasks: they are not offered. Documents of a case are at /api/instances/{id}/documents.',
        );
      },
    })),
  ];
}

/** Attachments of tasks are not offered: a case has documents, with versions, retention and the way into the DMS. */
const ATTACHMENTS: readonly (readonly [Route['method'], string])[] = [
  ['POST', '/task/{id}/attachment/create'],
  ['GET', '/task/{id}/attachment/{attachmentId}'],
  ['DELETE', '/task/{id}/attachment/{attachmentId}'],
  ['GET', '/task/{id}/attachment/{attachmentId}/data'],
];

type Home = { readonly taskId: string } | { readonly instanceId: string };

/** Changing one comment, deleting one, deleting all: of a task, or of all tasks of an instance. */
function changes(
  runtime: Runtime,
  path: string,
  permission: Route['permission'],
  home: (call: Call) => Home,
): readonly Route[] {
  return [
    {
      method: 'PUT',
      path,
      permission,
      handle: async (call) => {
        const { id: commentId, message } = jsonBody(call);
        if (typeof commentId !== 'string' || typeof message !== 'string')
          throw invalid('Expected id and message to be strings.');
        await runtime.comments.change({ ...home(call), id: commentId }, message);
        return noContent();
      },
    },
    {
      method: 'DELETE',
      path,
      permission,
      handle: async (call) => {
        const where = home(call);
        if ('taskId' in where && !(await isKnown(runtime, where.taskId))) throw noTask(400, where.taskId);
        if ('instanceId' in where) await runtime.instances.get(where.instanceId);
        await runtime.comments.remove(where);
        return noContent();
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{commentId}`,
      permission,
      handle: async (call) => {
        await runtime.comments.remove({ ...home(call), id: call.params['commentId'] ?? '' });
        return noContent();
      },
    },
  ];
}

async function create(runtime: Runtime, call: Call) {
  const { message } = jsonBody(call);
  if (typeof message !== 'string')
    throw invalid(`Expected message to be a string, but got ${JSON.stringify(message)}.`);
  if (!(await isKnown(runtime, id(call)))) throw noTask(400, id(call));
  const comment = await runtime.tasks.comment({ taskId: id(call), message, userId: call.caller.userId });
  const href = `${call.baseUrl}/task/${encodeURIComponent(comment.taskId)}/comment/${encodeURIComponent(comment.id)}`;
  return json(commentDto(comment, [selfLink(href)]));
}

async function isKnown(runtime: Runtime, taskId: string): Promise<boolean> {
  const ids = [taskId];
  if ((await runtime.tasks.list({ ids, limit: 1 })).total > 0) return true;
  return (await runtime.tasks.history({ ids, limit: 1 })).total > 0;
}

function noTask(status: 400 | 404, taskId: string): CamundaError {
  return new CamundaError(status, 'InvalidRequestException', `No task found for task id ${taskId}`);
}

function commentDto(comment: CommentView, links: readonly Record<string, unknown>[] = []): Record<string, unknown> {
  return {
    links,
    id: comment.id,
    userId: comment.userId,
    time: toCamundaDate(comment.at),
    taskId: comment.taskId,
    processInstanceId: comment.instanceId,
    message: comment.message,
    removalTime: null,
    rootProcessInstanceId: comment.rootId,
  };
}
