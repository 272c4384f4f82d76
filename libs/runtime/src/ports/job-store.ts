import type { FetchTopic } from '../api/jobs.ts';
import type { OperationRow } from './operation-store.ts';
import type { ItemRow, JobRow, TimerRow } from './rows.ts';

/** A job just taken, with the items its activity can see (itself up to the root). */
export interface ClaimedJob {
  readonly job: JobRow;
  readonly businessKey: string | null;
  readonly definitionKey: string;
  readonly definitionVersionTag: string | null;
  readonly retriesGiven: boolean;
  readonly path: readonly ItemRow[];
}

/** A timer whose time has come. */
export interface DueTimer extends Pick<TimerRow, 'id' | 'rootId' | 'elementInstanceId' | 'dueAt'> {
  /** It was moved, and the later dates of its cycle with it. */
  readonly cascades: boolean;
}

/** A try that did not work out and is not the last one. */
export interface JobSetback {
  readonly jobId: string;
  /** Fence: the token of our own worker, or the name of an external one. */
  readonly lockToken?: string;
  readonly workerId?: string;
  readonly retries: number;
  readonly wakeAt: string;
  readonly message: string;
  readonly details: string | null;
}

/**
 * What happens to job rows beside the steps of their instance. Row locks only: none of it waits for a step. Entries of the
 * operation log are written in the same transaction, and only if the change happens.
 */
export interface JobStore {
  /**
   * Takes ready jobs of our own workers; a job that is not ready (any more) is missing from the answer.
   * @param tokens one fencing token per id
   */
  claim(request: {
    readonly ids: readonly string[];
    readonly tokens: readonly string[];
    readonly workerId: string;
    readonly lockedUntil: string;
  }): Promise<readonly ClaimedJob[]>;
  /** Takes up to `limit` external jobs of these topics, oldest (or most urgent) first; SKIP LOCKED, so fetchers never wait. */
  fetch(request: {
    readonly topics: readonly FetchTopic[];
    readonly workerId: string;
    readonly tokens: readonly string[];
    readonly now: string;
    readonly usePriority: boolean;
    readonly createTime?: 'asc' | 'desc';
  }): Promise<readonly ClaimedJob[]>;
  /** Notes a failed try with retries left. Answers the rows changed; a lost lock changes nothing. */
  setBack(setbacks: readonly JobSetback[], now: string): Promise<readonly JobRow[]>;
  /** Keeps locks alive. Answers the ids still held. */
  extend(
    locks: readonly {
      readonly jobId: string;
      readonly lockToken?: string;
      readonly workerId?: string;
      readonly lockedUntil: string;
    }[],
  ): Promise<readonly string[]>;
  /** An external worker takes one certain job that nobody has. */
  lockOne(request: {
    readonly jobId: string;
    readonly workerId: string;
    readonly token: string;
    readonly now: string;
    readonly lockedUntil: string;
  }): Promise<boolean>;
  /** Gives a job back without a try being counted. */
  unlock(jobId: string, now: string, log?: readonly OperationRow[]): Promise<boolean>;
  find(jobId: string): Promise<JobRow | undefined>;
  setRetries(jobId: string, retries: number, log?: readonly OperationRow[]): Promise<boolean>;
  setPriority(jobId: string, priority: number, log: readonly OperationRow[]): Promise<boolean>;
  /**
   * What the relay has to ring for: ready jobs nobody came for, waiting ones whose time has come, locked ones whose worker
   * is gone. Makes them ready, postpones the next look (twice as long each time) and answers them. SKIP LOCKED.
   */
  overdue(request: {
    readonly now: string;
    readonly nextLookAt: string;
    readonly limit: number;
  }): Promise<readonly JobRow[]>;
  /** When the relay is needed next; undefined when nothing waits. */
  nextWake(): Promise<string | undefined>;
  /** Timers due in (after, until], earliest first. */
  timersDue(request: {
    readonly after: string | null;
    readonly until: string;
    readonly limit: number;
  }): Promise<readonly (DueTimer & Pick<TimerRow, 'instanceId'>)[]>;
  /** Those of these timers that are due. */
  dueAmong(timerIds: readonly string[], now: string): Promise<readonly DueTimer[]>;
  /**
   * Moves a timer. `cascades`: whether later dates of its cycle move along; absent: as before.
   * @returns undefined when there is no such timer
   */
  reschedule(
    timerId: string,
    to: { readonly dueAt: string; readonly cascades?: boolean },
    log: readonly OperationRow[],
  ): Promise<TimerRow | undefined>;
}
