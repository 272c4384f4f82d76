import type { CommentView, Tasks } from '../api/tasks.ts';
import { RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';

/** A comment is a remark, not a document: more than this belongs into the record. */
const LONGEST_MESSAGE = 20_000;

/** @throws INPUT_INVALID for what is no remark */
export function assertMessage(message: string): void {
  // PostgreSQL keeps no NUL in text.
  if (message.trim() === '' || message.length > LONGEST_MESSAGE || message.includes('\0')) {
    throw new RuntimeError(
      'INPUT_INVALID',
      `Expected a message of 1 to ${LONGEST_MESSAGE} characters without NUL, but got ${message.length} characters.`,
      { field: 'message', length: message.length },
    );
  }
}

/** See {@link Tasks.comment}. */
export async function commentOnTask(
  parts: RuntimeParts,
  { taskId, message, userId }: Parameters<Tasks['comment']>[0],
): Promise<CommentView> {
  assertMessage(message);
  const at = isoNow(parts.clock);
  const comment = await parts.queries.comments.add({ id: parts.ids.next(), taskId, message, userId, at });
  if (comment === undefined) {
    throw new RuntimeError(
      'TASK_NOT_FOUND',
      `Expected a task ${taskId}, but there never was one, or it is forgotten.`,
      {
        taskId,
      },
    );
  }
  return comment;
}
