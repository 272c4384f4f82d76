import type { Page, PageRequest, Sorting } from './page.ts';

/** One property somebody has changed, or the whole of an operation that changes none. */
export interface OperationView {
  readonly id: string;
  /** Entries with the same one belong together: one request of one person. */
  readonly operationId: string;
  readonly at: string;
  readonly userId: string;
  /** What was done, e.g. `Claim`; the words are those of Camunda 7. */
  readonly type: string;
  /** To what kind of thing, e.g. `Task`. */
  readonly entity: string;
  /** `TaskWorker` for work on tasks, `Operator` for everything else. */
  readonly category: string;
  readonly property: string | null;
  readonly orgValue: string | null;
  readonly newValue: string | null;
  /** Why, in somebody's words. */
  readonly annotation: string | null;
  readonly rootId: string | null;
  readonly instanceId: string | null;
  readonly executionId: string | null;
  readonly definitionId: string | null;
  readonly definitionKey: string | null;
  readonly deploymentId: string | null;
  readonly taskId: string | null;
  readonly jobId: string | null;
  readonly externalTaskId: string | null;
  readonly jobDefinitionId: string | null;
  readonly batchId: string | null;
}

export interface OperationFilter extends PageRequest {
  readonly operationId?: string;
  readonly userId?: string;
  readonly type?: string;
  readonly types?: readonly string[];
  readonly entities?: readonly string[];
  readonly categories?: readonly string[];
  readonly property?: string;
  readonly rootId?: string;
  readonly instanceId?: string;
  readonly executionId?: string;
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly deploymentId?: string;
  readonly taskId?: string;
  readonly jobId?: string;
  readonly externalTaskId?: string;
  readonly jobDefinitionId?: string;
  readonly batchId?: string;
  /** Without the entries of single targets of batches. */
  readonly withoutBatchTargets?: boolean;
  /** From this instant on. */
  readonly from?: string;
  /** Up to this instant. */
  readonly until?: string;
  readonly sort?: readonly Sorting<'at'>[];
}

/**
 * Who did what to which thing. Every use case that changes something on behalf of a person writes its entries in the
 * transaction of the change; what workers, timers and the engine do by themselves is not an operation. Entries about an
 * instance are deleted with its history.
 */
export interface Operations {
  /**
   * Calls `work` on behalf of a person: everything it asks the use cases for, now and in what it awaits, is theirs.
   * @param userId undefined: on behalf of nobody
   */
  as<T>(userId: string | undefined, work: () => T): T;
  /** Oldest first. */
  list(filter?: OperationFilter): Promise<Page<OperationView>>;
  count(filter?: OperationFilter): Promise<number>;
  /** A remark on all entries of an operation; null removes it. @throws OPERATION_NOT_FOUND, INPUT_INVALID */
  annotate(operationId: string, annotation: string | null): Promise<void>;
}
