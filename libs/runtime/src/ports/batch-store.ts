import type { BatchItemView, BatchOperation } from '../api/batches.ts';
import type { OperationRow } from './operation-store.ts';

export interface BatchRow {
  readonly id: string;
  readonly operation: BatchOperation;
  readonly createdAt: string;
  readonly createdBy: string | null;
}

/** One target of a batch. */
export interface BatchItemReference {
  readonly batchId: string;
  readonly position: number;
}

/** A target somebody has just taken. */
export interface ClaimedBatchItem extends BatchItemReference {
  readonly targetId: string;
  readonly operation: BatchOperation;
  readonly createdBy: string | null;
  /** From 1. */
  readonly attempts: number;
}

/** Why a target was not done: in English for logs and programs, and as a fault for people. Null when it was. */
export type BatchItemFailure = Pick<BatchItemView, 'error' | 'fault'>;

/** How a target went that was not marked by its own transaction. */
export interface BatchItemOutcome extends BatchItemReference, BatchItemFailure {
  readonly state: BatchItemView['state'];
  /** When it is tried again, for `waiting`. */
  readonly wakeAt: string;
}

/**
 * Batches and their targets. A target is marked done by the transaction of its own step (see the fence `batchItem`). Entries
 * of the operation log are written in the transaction of the change, and only if it happens.
 */
export interface BatchStore {
  insert(batch: BatchRow, targets: readonly string[], log: readonly OperationRow[]): Promise<void>;
  /** Takes targets that wait, in order; another program looks at them at `nextLookAt` in case this one dies. SKIP LOCKED. */
  claim(request: {
    readonly now: string;
    readonly nextLookAt: string;
    readonly limit: number;
  }): Promise<readonly ClaimedBatchItem[]>;
  /** Notes outcomes of targets that still wait. */
  settle(outcomes: readonly BatchItemOutcome[]): Promise<void>;
  /** Ends the batches whose targets are all done. */
  finish(now: string): Promise<void>;
  /** When a target waits next; undefined when none does. */
  nextWake(): Promise<string | undefined>;
  setSuspended(batchId: string, suspended: boolean, log: readonly OperationRow[]): Promise<boolean>;
  /** Makes failed targets wait again; undefined when there is no such batch, `ended` when it is over. */
  retryFailed(batchId: string, now: string): Promise<number | 'ended' | undefined>;
  /** Ends it; targets that wait are failed, with `left` where they have no failure yet. False: there is none, or it has ended. */
  cancel(batchId: string, now: string, left: BatchItemFailure, log: readonly OperationRow[]): Promise<boolean>;
  remove(batchId: string, log: readonly OperationRow[]): Promise<boolean>;
}
