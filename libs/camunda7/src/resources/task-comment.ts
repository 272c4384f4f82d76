import type { CommentView, Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { json } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';
import { id } from './deployment.ts';

/** `/task/{id}/comment`: what was said about a task, also after it has ended. */
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
  ];
}

async function create(runtime: Runtime, call: Call) {
  const { message } = jsonBody(call);
  if (typeof message !== 'string')
    throw invalid(`Expected message to be a string, but got ${JSON.stringify(message)}.`);
  if (!(await isKnown(runtime, id(call)))) throw noTask(400, id(call));
  const comment = await runtime.tasks.comment({ taskId: id(call), message, userId: call.caller.userId });
  const href = `${call.baseUrl}/task/${encodeURIComponent(comment.taskId)}/comment/${encodeURIComponent(comment.id)}`;
  return json(commentDto(comment, [{ method: 'GET', href, rel: 'self' }]));
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
