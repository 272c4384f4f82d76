import type { BatchKind, BatchView } from '#runtime';
import { toCamundaDate } from '../value/date.ts';

/** Our kinds in Camunda 7's words. */
const TYPE: Readonly<Record<BatchKind, string>> = {
  deleteInstances: 'instance-deletion',
  deleteHistory: 'historic-instance-deletion',
  deleteDecisions: 'historic-decision-instance-deletion',
  modify: 'instance-modification',
  migrate: 'instance-migration',
  setRetries: 'set-job-retries',
  setExternalTaskRetries: 'set-external-task-retries',
  suspend: 'instance-update-suspension-state',
  resume: 'instance-update-suspension-state',
  setVariables: 'set-variables',
  restart: 'instance-restart',
  correlate: 'correlate-message',
};

/** Kinds of a type; empty for one this engine does not have. */
export function batchKinds(type: string): readonly BatchKind[] {
  return (Object.keys(TYPE) as BatchKind[]).filter((kind) => TYPE[kind] === type);
}

/** Ids of the job definitions Camunda 7 has for a batch: seeding, watching, executing. Ours need only the last one. */
function batchJobDefinitionId(batchId: string, what: 'seed' | 'monitor' | 'execution'): string {
  return `${batchId}~batch-${what}`;
}

/** Fields a batch has while it runs and in history. */
function commonDto(batch: BatchView): Record<string, unknown> {
  return {
    id: batch.id,
    type: TYPE[batch.kind],
    totalJobs: batch.total,
    batchJobsPerSeed: 100,
    invocationsPerBatchJob: 1,
    seedJobDefinitionId: batchJobDefinitionId(batch.id, 'seed'),
    monitorJobDefinitionId: batchJobDefinitionId(batch.id, 'monitor'),
    batchJobDefinitionId: batchJobDefinitionId(batch.id, 'execution'),
    tenantId: null,
    createUserId: batch.createdBy,
    startTime: toCamundaDate(batch.createdAt),
    executionStartTime: toCamundaDate(batch.startedAt),
  };
}

/** A batch, as `/batch` tells it. */
export function batchDto(batch: BatchView): Record<string, unknown> {
  // All targets are rows from the first moment: nothing is left for a seed job to create.
  return { ...commonDto(batch), jobsCreated: batch.total, suspended: batch.suspended };
}

/** Remaining jobs include the failed ones, as in Camunda 7. */
export function batchStatisticsDto(batch: BatchView): Record<string, unknown> {
  return {
    ...batchDto(batch),
    remainingJobs: batch.waiting + batch.failed,
    completedJobs: batch.done,
    failedJobs: batch.failed,
  };
}

/** A batch, running or ended, as `/history/batch` tells it. */
export function historicBatchDto(batch: BatchView): Record<string, unknown> {
  return { ...commonDto(batch), endTime: toCamundaDate(batch.endedAt), removalTime: null };
}
