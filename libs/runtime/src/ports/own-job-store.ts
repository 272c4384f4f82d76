import type { JobPlace, JobPlaceSelection, JobPlaceState, OwnJobView } from '../api/own-jobs.ts';
import type { OperationRow } from './operation-store.ts';

/** Rows of jobs and timers a change of rest, priority or retries is about; all given fields must match. */
export interface OwnJobMatch {
  readonly id?: string;
  readonly places?: readonly JobPlace[];
  readonly instanceId?: string;
  readonly definitionIds?: readonly string[];
  readonly retriesLeft?: boolean;
}

/** What was planned for a later moment. */
export interface PlannedHold {
  readonly id: string;
  readonly selection: JobPlaceSelection;
  readonly held: boolean;
  readonly includeJobs: boolean;
}

/**
 * Rest, priority, retries and removal of what the engine does by itself. Row locks only. `log`: entries of the operation log,
 * written with the change when there is one.
 */
export interface OwnJobStore {
  /** @returns ids of the jobs and timers changed */
  change(
    match: OwnJobMatch,
    change: { readonly held?: boolean; readonly priority?: number; readonly retries?: number; readonly dueAt?: string },
    log?: readonly OperationRow[],
  ): Promise<readonly Pick<OwnJobView, 'id' | 'rootId' | 'place'>[]>;
  /** @returns false when somebody works on it, or it is gone */
  remove(jobId: string, log: readonly OperationRow[]): Promise<boolean>;
  places(definitionIds: readonly string[]): Promise<readonly JobPlaceState[]>;
  /**
   * Decides about places and, with `includeJobs`, about the jobs and timers there are, in one transaction.
   * @returns those jobs and timers
   */
  setPlaces(
    places: readonly JobPlace[],
    change: { readonly held: boolean } | { readonly priority: number | null },
    options: { readonly includeJobs: boolean; readonly log: readonly OperationRow[] },
  ): Promise<readonly Pick<OwnJobView, 'id' | 'rootId' | 'place'>[]>;
  plan(hold: PlannedHold, dueAt: string, log: readonly OperationRow[]): Promise<void>;
  /** What is due, earliest first. */
  due(now: string): Promise<readonly PlannedHold[]>;
  forget(id: string): Promise<void>;
}
