import type { Instant } from './json.ts';
import type { Person } from './session.ts';

/** What somebody has written about a task, for whoever works on it. */
export interface TaskNote {
  readonly id: string;
  readonly at: Instant;
  /** Log-in name. */
  readonly by: string;
  readonly message: string;
}

/** `GET /api/tasks/:id/notes`: oldest first; those of an ended task, too. */
export interface TaskNotes {
  readonly notes: readonly TaskNote[];
}

/** Body of `POST /api/tasks/:id/notes` → 201 {@link TaskNote}. It stands at the task and in the history of the case. */
export interface WriteNoteRequest {
  /**
   * @minLength 1
   * @maxLength 2000
   */
  readonly message: string;
}

/** `GET /api/tasks/:id/colleagues`: to whom a task can be handed, by full name; without whoever has it. */
export interface TaskColleagues {
  readonly people: readonly Pick<Person, 'name' | 'displayName'>[];
}

/**
 * Body of `POST /api/tasks/:id/hand-over` → TaskDetail: gives a task of one's own, or an open one of one's groups, to a
 * colleague it is meant for. 403 `TASK_NOT_YOURS`; 422 `ASSIGNEE_UNKNOWN` for anybody else.
 */
export interface HandOverRequest {
  /** Log-in name of one of the {@link TaskColleagues}. */
  readonly to: string;
  /**
   * What the colleague should know; becomes a note.
   * @minLength 1
   * @maxLength 2000
   */
  readonly note?: string;
}
