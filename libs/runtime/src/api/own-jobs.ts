import type { Page, PageRequest, Sorting } from './page.ts';

/** Where in a definition work of the engine arises: at a node before or after it, as its own work, or as its timer. */
export interface JobPlace {
  readonly definitionId: string;
  readonly nodeId: string;
  readonly place: 'work' | 'asyncBefore' | 'asyncAfter' | 'timer';
}

/** What has been decided about a place, beside what its model says. */
export interface JobPlaceState extends JobPlace {
  /** New jobs are born resting. */
  readonly held: boolean;
  /** New jobs get this priority instead of the model's. */
  readonly priority: number | null;
}

/** A job of our own workers or a timer: what the engine will do by itself. `instanceId` null: a start event's timer. */
export interface OwnJobView extends JobPlace {
  readonly id: string;
  readonly instanceId: string | null;
  readonly rootId: string | null;
  readonly definitionKey: string;
  readonly elementInstanceId: string | null;
  readonly dueAt: string | null;
  /** It was moved, and the later dates of its cycle with it. */
  readonly cascades: boolean;
  readonly createdAt: string;
  readonly retries: number;
  readonly priority: number;
  /** Rests, with its instance or for itself. */
  readonly suspended: boolean;
  readonly lockedUntil: string | null;
  readonly errorMessage: string | null;
  readonly errorDetails: string | null;
}

export interface OwnJobFilter extends PageRequest {
  readonly ids?: readonly string[];
  readonly at?: JobPlace;
  readonly instanceIds?: readonly string[];
  readonly elementInstanceId?: string;
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly nodeId?: string;
  /** Timers only (true), or anything else (false). */
  readonly timers?: boolean;
  readonly retriesLeft?: boolean;
  /** Retries left, and no date or a past one. */
  readonly executable?: boolean;
  readonly failed?: boolean;
  readonly errorMessage?: string;
  readonly failedNodeId?: string;
  readonly suspended?: boolean;
  readonly locked?: boolean;
  readonly priorityFrom?: number;
  readonly priorityTo?: number;
  readonly dueAfter?: string;
  readonly dueBefore?: string;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  readonly sort?: readonly Sorting<
    'id' | 'elementInstanceId' | 'instanceId' | 'definitionId' | 'definitionKey' | 'priority' | 'retries' | 'dueAt'
  >[];
}

/** Which work a change is about. */
export type OwnJobSelection =
  | { readonly jobId: string }
  | { readonly place: JobPlace }
  | { readonly instanceId: string }
  | { readonly definitionId: string }
  | { readonly definitionKey: string };

/** Which places a change is about. */
export type JobPlaceSelection =
  { readonly place: JobPlace } | { readonly definitionId: string } | { readonly definitionKey: string };

export interface OwnJobs {
  list(filter?: OwnJobFilter): Promise<Page<OwnJobView>>;
  count(filter?: OwnJobFilter): Promise<number>;
  /** @throws JOB_NOT_FOUND */
  get(jobId: string): Promise<OwnJobView>;
  /** Does it now, whatever its date, even when it rests. @throws JOB_NOT_FOUND */
  execute(jobId: string): Promise<void>;
  /**
   * Lets work rest, or go on, for itself: what its instance does is another matter. Nothing happens when the selection
   * matches nothing, but for a job by its id. @throws JOB_NOT_FOUND, DEFINITION_NOT_FOUND
   */
  setHeld(selection: OwnJobSelection, held: boolean): Promise<void>;
  /** From 0. A job gets its incident resolved by a number above 0, a timer with 0 does not fire. @throws JOB_NOT_FOUND, INPUT_INVALID */
  setRetries(jobId: string, retries: number): Promise<void>;
  /** All jobs and timers of a place that have none left. @returns how many */
  setRetriesAt(place: JobPlace, retries: number): Promise<number>;
  /** @throws JOB_NOT_FOUND */
  setPriority(jobId: string, priority: number): Promise<void>;
  /**
   * Moves the date. With `cascade` the later dates of a cycle move along. Jobs that are not timers get the time of their
   * next try. @throws JOB_NOT_FOUND, DATE_INVALID
   */
  setDueDate(jobId: string, dueAt: string, options?: { readonly cascade?: boolean }): Promise<void>;
  /** Works the date of a timer out again from its model, from its creation or from now on. @throws JOB_NOT_FOUND, DATE_INVALID */
  recalculateDueDate(jobId: string, from: 'creation' | 'now'): Promise<void>;
  /**
   * Takes the work away without doing it: its element waits until somebody modifies or cancels the instance.
   * @throws JOB_NOT_FOUND, JOB_LOCK_LOST when somebody works on it
   */
  delete(jobId: string): Promise<void>;

  /** Places of these definitions about which something has been decided. */
  places(definitionIds: readonly string[]): Promise<readonly JobPlaceState[]>;
  /**
   * New work of these places rests (or not) from now on, or from `at` on, which survives restarts; `includeJobs`: what is
   * there already, too. @throws DEFINITION_NOT_FOUND
   */
  setPlacesHeld(
    selection: JobPlaceSelection,
    held: boolean,
    options?: { readonly includeJobs?: boolean; readonly at?: string },
  ): Promise<void>;
  /** New work of the place gets this priority, null: its model's; `includeJobs`: what is there already, too. @throws DEFINITION_NOT_FOUND */
  setPlacePriority(
    place: JobPlace,
    priority: number | null,
    options?: { readonly includeJobs?: boolean },
  ): Promise<void>;
}
