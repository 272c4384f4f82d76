import type { BatchSummary } from '../api/contracts.ts';
import type { Tone } from '../parts/badge.tsx';

/** How far a batch is, as people see it. `stuck`: everything was tried and something failed; it stays open until that is mended. */
export type BatchStage = 'running' | 'paused' | 'stuck' | 'completed' | 'canceled';

export function batchStage(batch: Pick<BatchSummary, 'outcome' | 'suspended' | 'waiting' | 'failed'>): BatchStage {
  if (batch.outcome !== undefined) return batch.outcome;
  if (batch.suspended) return 'paused';
  return batch.waiting === 0 && batch.failed > 0 ? 'stuck' : 'running';
}

export const stageTone: Record<BatchStage, Tone> = {
  running: 'info',
  paused: 'warning',
  stuck: 'danger',
  completed: 'success',
  canceled: 'neutral',
};
