import type { CommentView } from './tasks.ts';

/** Which comments are meant: one, or all of a task or of an instance. */
export type CommentSelection =
  { readonly taskId: string; readonly id?: string } | { readonly instanceId: string; readonly id?: string };

/** What was said about the tasks of a case. New ones are written with `tasks.comment`. */
export interface Comments {
  /** Newest first; empty for an instance nobody knows. */
  ofInstance(instanceId: string): Promise<readonly CommentView[]>;
  /** Says something else instead, now. @throws COMMENT_NOT_FOUND, INPUT_INVALID */
  change(comment: CommentSelection & { readonly id: string }, message: string): Promise<void>;
  /** @returns how many there were. @throws COMMENT_NOT_FOUND when a single one is meant and it is not there */
  remove(selection: CommentSelection): Promise<number>;
}
