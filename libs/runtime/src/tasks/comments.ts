import type { Comments, CommentSelection } from '../api/comments.ts';
import { operationLog } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { assertMessage } from './comment-on-task.ts';

export function createComments(parts: RuntimeParts): Comments {
  const { comments } = parts.queries;
  const logOf = (type: string, selection: CommentSelection) => {
    const { id, ...about } = selection;
    return operationLog(parts, { type, entity: 'Comment', ...about }, [['comment', null, id ?? null]]);
  };
  return {
    ofInstance: (instanceId) => comments.ofInstance(instanceId),
    async change(comment, message) {
      assertMessage(message);
      const log = logOf('UpdateComment', comment);
      if (!(await comments.change(comment, message, isoNow(parts.clock), log))) throw notFound(comment.id);
    },
    async remove(selection) {
      const removed = await comments.remove(selection, logOf('DeleteComment', selection));
      if (removed === 0 && selection.id !== undefined) throw notFound(selection.id);
      return removed;
    },
  };
}

function notFound(id: string): RuntimeError {
  return new RuntimeError('COMMENT_NOT_FOUND', `Expected a comment ${id} there, but there is none.`, { commentId: id });
}
