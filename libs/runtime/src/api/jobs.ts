import type { Declared, Variables, VariableTypes } from '#engine';
import type { Page, PageRequest, Sorting } from './page.ts';

/** `ready`: waits for a worker · `locked`: somebody works on it · `waiting`: backs off after a failure · `failed`: incident. */
export type JobState = 'ready' | 'locked' | 'waiting' | 'failed';

export interface JobView {
  readonly id: string;
  readonly instanceId: string;
  readonly rootId: string;
  readonly elementInstanceId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly definitionVersionTag: string | null;
  readonly businessKey: string | null;
  readonly nodeId: string;
  readonly kind: 'work' | 'asyncBefore' | 'asyncAfter';
  readonly performer: 'external' | 'connector' | 'engine';
  readonly topic: string;
  readonly priority: number;
  readonly state: JobState;
  readonly retries: number;
  /** Has a failure or a person said how often it may be tried, or does `retries` come from the model? */
  readonly retriesGiven: boolean;
  readonly attempts: number;
  readonly workerId: string | null;
  readonly lockedUntil: string | null;
  readonly dueAt: string | null;
  readonly errorMessage: string | null;
  readonly errorDetails: string | null;
  readonly createdAt: string;
  readonly suspended: boolean;
}

export interface JobFilter extends PageRequest {
  readonly ids?: readonly string[];
  readonly instanceId?: string;
  readonly instanceIds?: readonly string[];
  readonly elementInstanceId?: string;
  readonly rootId?: string;
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly definitionName?: string;
  /** Pattern with `%`. */
  readonly definitionNameLike?: string;
  readonly nodeId?: string;
  readonly nodeIds?: readonly string[];
  readonly topic?: string;
  /** One of these; `*` at the end stands for any rest. */
  readonly topics?: readonly string[];
  readonly performer?: 'external' | 'connector' | 'engine';
  readonly states?: readonly JobState[];
  readonly workerId?: string;
  /** Locked, and the lock is not over (true), or anything else (false). */
  readonly locked?: boolean;
  readonly lockedUntilAfter?: string;
  readonly lockedUntilBefore?: string;
  readonly priorityFrom?: number;
  readonly priorityTo?: number;
  readonly noRetriesLeft?: boolean;
  readonly suspended?: boolean;
  readonly sort?: readonly Sorting<
    'createdAt' | 'priority' | 'id' | 'dueAt' | 'lockedUntil' | 'instanceId' | 'definitionId' | 'definitionKey'
  >[];
}

/** A job in the hands of a worker. Complete it with the same `lockToken`; after `lockedUntil` somebody else may have it. */
export interface LockedJob extends JobView {
  readonly lockToken: string;
  /** Constant over all repetitions: hand it to systems that can recognise a repeated request. */
  readonly idempotencyKey: string;
  /** What the activity can see (narrowed to the names asked for). */
  readonly variables: Variables;
  /** Types senders have declared for these variables. */
  readonly types: VariableTypes;
  readonly settings: Variables;
}

export interface FetchTopic {
  readonly topic: string;
  readonly lockDurationMs: number;
  /** Only these variables; all when absent. */
  readonly variables?: readonly string[];
  /** Only variables of the activity itself, not what it sees of the scopes around it. */
  readonly localVariables?: boolean;
  readonly businessKey?: string;
  readonly definitionIds?: readonly string[];
  readonly definitionKeys?: readonly string[];
  readonly definitionVersionTag?: string;
  /** Only work of instances whose own variables have exactly these values; texts, numbers, booleans, null. */
  readonly instanceVariables?: Variables;
}

/**
 * Work of external workers (pull). The lock is fenced: every change but {@link setRetries} needs the `workerId` of a lock
 * that is still this worker's, else JOB_LOCK_LOST; JOB_NOT_FOUND when the job is over.
 */
export interface ExternalTasks {
  /** Waits up to `waitMs` (0: not at all, at most 30 minutes) for work. `signal` ends the waiting with an empty answer. */
  fetchAndLock(request: {
    readonly workerId: string;
    readonly maxTasks: number;
    /** Most urgent first, before any other order. */
    readonly usePriority?: boolean;
    /** By the time of creation; by the time since when it may be fetched when absent. */
    readonly createTime?: 'asc' | 'desc';
    readonly topics: readonly FetchTopic[];
    readonly waitMs?: number;
    readonly signal?: AbortSignal;
  }): Promise<readonly LockedJob[]>;
  complete(command: {
    readonly jobId: string;
    readonly workerId: string;
    readonly variables?: Variables;
    readonly declared?: Declared;
    readonly localVariables?: Variables;
    readonly localDeclared?: Declared;
  }): Promise<void>;
  /** `retries` 0 raises an incident; `retryAfterMs` is when it may be fetched again. */
  fail(command: {
    readonly jobId: string;
    readonly workerId: string;
    readonly message: string;
    readonly details?: string;
    readonly retries: number;
    readonly retryAfterMs: number;
    readonly variables?: Variables;
    readonly declared?: Declared;
    /** Set at the activity alone. */
    readonly localVariables?: Variables;
    readonly localDeclared?: Declared;
  }): Promise<void>;
  /** @throws ERROR_NOT_CAUGHT */
  throwError(command: {
    readonly jobId: string;
    readonly workerId: string;
    readonly code: string;
    readonly message?: string;
    readonly variables?: Variables;
    readonly declared?: Declared;
  }): Promise<void>;
  extendLock(command: {
    readonly jobId: string;
    readonly workerId: string;
    readonly durationMs: number;
  }): Promise<void>;
  lock(command: { readonly jobId: string; readonly workerId: string; readonly durationMs: number }): Promise<void>;
  unlock(jobId: string): Promise<void>;
  /** Waiting topics with figures; of all flags that are set, work must be there that meets each. */
  topics(filter?: {
    readonly locked?: boolean;
    readonly unlocked?: boolean;
    readonly retriesLeft?: boolean;
    /** One of these; `*` at the end stands for any rest. */
    readonly topics?: readonly string[];
  }): Promise<readonly { readonly topic: string; readonly waiting: number; readonly locked: number }[]>;
}

export interface Jobs {
  list(filter?: JobFilter): Promise<Page<JobView>>;
  count(filter?: JobFilter): Promise<number>;
  /** @throws JOB_NOT_FOUND */
  get(jobId: string): Promise<JobView>;
  /** Above 0 resolves the incident and makes the job ready again. @throws JOB_NOT_FOUND */
  setRetries(jobId: string, retries: number): Promise<void>;
  setPriority(jobId: string, priority: number): Promise<void>;
  /** Does a waiting or failed job of our own workers now. @throws JOB_NOT_FOUND */
  retryNow(jobId: string): Promise<void>;
  /** What was tried, newest first: by workers, by the engine itself, and timers that fired. */
  log(filter: JobLogFilter): Promise<Page<JobLogView>>;
}

export interface JobLogFilter extends PageRequest {
  readonly jobId?: string;
  readonly instanceId?: string;
  readonly rootId?: string;
  readonly performer?: JobView['performer'];
  readonly topic?: string;
  readonly workerId?: string;
  readonly nodeIds?: readonly string[];
  readonly definitionId?: string;
  readonly definitionKey?: string;
  /** Anything but this one. */
  readonly performerNot?: JobView['performer'];
  readonly kind?: JobLogView['kind'];
  readonly elementInstanceIds?: readonly string[];
  readonly deploymentId?: string;
  readonly attempt?: number;
  readonly priorityFrom?: number;
  readonly priorityTo?: number;
  /** Tries only (completed, failed, error) when absent. */
  readonly outcomes?: readonly JobLogView['outcome'][];
  /** Part of the message, as a pattern with `%`. */
  readonly messageLike?: string;
  readonly sort?: readonly Sorting<
    | 'at'
    | 'jobId'
    | 'topic'
    | 'workerId'
    | 'retries'
    | 'priority'
    | 'dueAt'
    | 'nodeId'
    | 'elementInstanceId'
    | 'instanceId'
    | 'definitionId'
    | 'definitionKey'
    | 'deploymentId'
    | 'kind'
  >[];
}

export interface JobLogView {
  readonly jobId: string;
  readonly instanceId: string;
  readonly rootId: string;
  /** The process of the case; null once that is gone. */
  readonly definitionId: string | null;
  readonly definitionKey: string | null;
  readonly nodeId: string;
  readonly topic: string;
  readonly at: string;
  /** `created`: it came to be; `canceled`: it was taken away. Everything else is how a try went. */
  readonly outcome: 'created' | 'completed' | 'failed' | 'error' | 'canceled';
  /** From 1; 0 for `created`. */
  readonly attempt: number;
  /** How many were left; null for a new external task, whose worker says. */
  readonly retries: number | null;
  readonly performer: JobView['performer'] | null;
  /** What for; null for rows older than this column. */
  readonly kind: JobView['kind'] | 'timer' | null;
  readonly elementInstanceId: string | null;
  readonly deploymentId: string | null;
  readonly priority: number | null;
  /** When a timer was to fire. */
  readonly dueAt: string | null;
  readonly workerId: string | null;
  readonly message: string | null;
  readonly details: string | null;
}

/** A timer that has not fired. `definitionId` alone: a start event's. */
export interface TimerView {
  readonly id: string;
  readonly instanceId: string | null;
  readonly rootId: string | null;
  readonly definitionId: string;
  readonly nodeId: string;
  readonly dueAt: string;
  readonly createdAt: string;
}

export interface Timers {
  list(
    filter?: PageRequest & {
      readonly instanceId?: string;
      readonly definitionId?: string;
      readonly dueBefore?: string;
    },
  ): Promise<Page<TimerView>>;
  /** Fires it now, whatever its date. @throws TIMER_NOT_FOUND */
  fire(timerId: string): Promise<void>;
  /** `cascade`: whether later dates of its cycle move along; absent: as before. @throws TIMER_NOT_FOUND, DATE_INVALID */
  reschedule(timerId: string, dueAt: string, options?: { readonly cascade?: boolean }): Promise<void>;
  /** Fires everything that is due; returns how many. Called by the sweep, and by tests with a simulated clock. */
  fireDue(limit?: number): Promise<number>;
}
