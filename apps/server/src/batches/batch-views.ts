import type { BatchItem, BatchSummary } from '#contracts';
import type { BatchItemView, BatchView } from '#runtime';
import { present } from '../http/present.ts';

/** A batch as the contract shows it. */
export function batchSummary(batch: BatchView): BatchSummary {
  const { id, kind, total, waiting, done, failed, suspended, createdAt } = batch;
  const { createdBy, startedAt, endedAt, outcome } = batch;
  return {
    ...{ id, kind, total, waiting, done, failed, suspended, createdAt },
    ...present({ createdBy, startedAt, endedAt, outcome }),
  };
}

export function batchItem({ position, targetId, state, attempts, error, fault, result }: BatchItemView): BatchItem {
  return { position, targetId, state, attempts, ...present({ error, fault, startedInstanceId: result }) };
}
