import type { TaskScope } from './task.ts';

/** How much the account of a person keeps of their inbox. */
export const INBOX_MEMORY_LIMITS = {
  /** More would no longer be found at a glance. */
  filters: 20,
  /** More are not remembered; the oldest are forgotten first. */
  seenTasks: 500,
  /** Characters of the id of a task. */
  taskIdLength: 100,
} as const;

/** A search in a list of the inbox somebody comes back to. Two are the same when all that is in them is. */
export interface InboxFilter {
  readonly scope: TaskScope;
  /**
   * Only tasks of this group.
   * @minLength 1
   * @maxLength 200
   */
  readonly group?: string;
  /**
   * The words looked for.
   * @minLength 1
   * @maxLength 200
   */
  readonly search: string;
}

/** Answer of `GET /api/account/inbox`: what the account of whoever asks keeps of their inbox, the same in every browser. */
export interface InboxMemory {
  /** In the order they were kept in. */
  readonly filters: readonly InboxFilter[];
  /** Ids of the tasks this person has opened, the latest last; absent until any were told. */
  readonly seenTasks?: readonly string[];
}

/**
 * Body of `POST /api/account/inbox/filters` → InboxMemory: keeps a filter; one that is kept already stays where it is. 422
 * `TOO_MANY_FILTERS` above 20, `INBOX_MEMORY_INVALID` for words with control characters.
 */
export type KeepInboxFilterRequest = InboxFilter;

/** Query of `DELETE /api/account/inbox/filters` → InboxMemory: forgets this filter; nothing happens when it is not kept. */
export type ForgetInboxFilterQuery = InboxFilter;

/** Body of `POST /api/account/inbox/seen` → InboxMemory; without ids it only says that this person has begun. */
export interface SeeTasksRequest {
  /**
   * Ids of tasks that were opened, of at most 100 characters each; the latest 500 are remembered.
   * @maxItems 500
   */
  readonly taskIds: readonly string[];
}
