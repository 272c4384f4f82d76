import type { Declared, Fault, Modification, Variables } from '#engine';
import type { InstanceFilter, RestartOptions } from './instances.ts';
import type { MigrationPlan } from './migrations.ts';
import type { Page, PageRequest } from './page.ts';

/** What a batch does to each of its targets. Targets are process instances, but for those of
 * retries: jobs. */
export type BatchOperation =
  | { readonly kind: 'deleteInstances'; readonly reason: string }
  | { readonly kind: 'deleteHistory' }
  /** Evaluations of decisions, each with all it required. */
  | { readonly kind: 'deleteDecisions' }
  | { readonly kind: 'modify'; readonly modifications: readonly Modification[] }
  | { readonly kind: 'migrate'; readonly plan: MigrationPlan }
  | { readonly kind: 'setRetries' | 'setExternalTaskRetries'; readonly retries: number }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'setVariables'; readonly variables: Variables; readonly declared?: Declared }
  | { readonly kind: 'restart'; readonly restart: RestartOptions }
  /** The message to each instance, which must wait for it. */
  | {
      readonly kind: 'correlate';
      readonly messageName: string;
      readonly variables: Variables;
      readonly declared?: Declared;
    };

export type BatchKind = BatchOperation['kind'];

/** One batch with its progress: `total` = `waiting` + `done` + `failed`. */
export interface BatchView {
  readonly id: string;
  readonly kind: BatchKind;
  readonly total: number;
  readonly waiting: number;
  readonly done: number;
  readonly failed: number;
  readonly suspended: boolean;
  readonly createdAt: string;
  readonly createdBy: string | null;
  /** When the first target was taken. */
  readonly startedAt: string | null;
  /** When all targets were done, or the batch was canceled. A batch with failed targets stays open. */
  readonly endedAt: string | null;
  readonly outcome: 'completed' | 'canceled' | null;
}

export interface BatchItemView {
  readonly position: number;
  readonly targetId: string;
  readonly state: 'waiting' | 'done' | 'failed';
  readonly attempts: number;
  /** Why it failed, in English, for logs and programs. */
  readonly error: string | null;
  /** The same for people. Null of what has not failed, and of what failed before there were faults. */
  readonly fault: Fault | null;
  /** The new instance of a restart. */
  readonly result: string | null;
}

export interface BatchFilter extends PageRequest {
  readonly ids?: readonly string[];
  readonly kinds?: readonly BatchKind[];
  /** Not ended (true) or ended (false). */
  readonly open?: boolean;
  readonly suspended?: boolean;
  readonly createdBy?: string;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  readonly failed?: boolean;
  readonly sort?: readonly { readonly by: 'id' | 'createdAt' | 'endedAt'; readonly descending?: boolean }[];
}

export interface BatchCommand {
  readonly operation: BatchOperation;
  /** Ids of what it is done to; with `instances` both together. Each id once, in this order. */
  readonly targets?: readonly string[];
  /** Everything that matches when the batch is made. */
  readonly instances?: Omit<InstanceFilter, 'offset' | 'limit'>;
  readonly by?: string;
}

/**
 * The same for many. The batch and its targets are rows; the background work takes them in chunks, each target in one
 * transaction with its mark: killed in the middle it goes on, and nothing is done twice. A target that refuses (it has
 * ended, the plan does not fit) is failed and stays until it is repeated or the batch is deleted; trouble of another kind
 * (the database is away) is tried three times before that.
 */
export interface Batches {
  /** @throws INPUT_INVALID (no target, too many), VARIABLES_INVALID, MIGRATION_INVALID, DEFINITION_NOT_FOUND */
  create(command: BatchCommand): Promise<BatchView>;
  /** Newest first. */
  list(filter?: BatchFilter): Promise<Page<BatchView>>;
  count(filter?: BatchFilter): Promise<number>;
  /** @throws BATCH_NOT_FOUND */
  get(batchId: string): Promise<BatchView>;
  /** In order. @throws BATCH_NOT_FOUND */
  items(
    batchId: string,
    filter?: PageRequest & { readonly states?: readonly BatchItemView['state'][] },
  ): Promise<Page<BatchItemView>>;
  /** What has been taken is finished, nothing further is begun. @throws BATCH_NOT_FOUND */
  suspend(batchId: string): Promise<void>;
  /** @throws BATCH_NOT_FOUND */
  resume(batchId: string): Promise<void>;
  /**
   * Does the failed targets once more; returns how many. What a canceled batch has left undone stays undone.
   * @throws BATCH_NOT_FOUND, BATCH_ENDED
   */
  retryFailed(batchId: string): Promise<number>;
  /** Stops it. With `keepHistory` it stays in the list as canceled, otherwise it is gone. @throws BATCH_NOT_FOUND */
  delete(batchId: string, options?: { readonly keepHistory?: boolean }): Promise<void>;
}
