import type { Calendar, ExpressionLanguage } from '#engine';
import type { CommandExecutor } from './execution/command-executor.ts';
import type { DefinitionCache } from './execution/definition-cache.ts';
import type { BatchStore } from './ports/batch-store.ts';
import type { ChangePublisher } from './ports/change-publisher.ts';
import type { Clock } from './ports/clock.ts';
import type { DecisionEvaluator } from './ports/decision-evaluator.ts';
import type { DecisionRecordStore } from './ports/decision-record-store.ts';
import type { DefinitionStore } from './ports/definition-store.ts';
import type { EventStore } from './ports/event-store.ts';
import type { FileCheck } from './ports/file-check.ts';
import type { IdSource } from './ports/id-source.ts';
import type { InstanceStore } from './ports/instance-store.ts';
import type { JobQueue } from './ports/job-queue.ts';
import type { JobStore } from './ports/job-store.ts';
import type { Log } from './ports/log.ts';
import type { OperationStore } from './ports/operation-store.ts';
import type { OwnJobStore } from './ports/own-job-store.ts';
import type { Queries } from './ports/queries.ts';
import type { TaskStore } from './ports/task-store.ts';

/** What the composition root hands in: one adapter per port. */
export interface RuntimePorts {
  readonly instances: InstanceStore;
  readonly definitions: DefinitionStore;
  readonly events: EventStore;
  readonly jobs: JobStore;
  readonly ownJobs: OwnJobStore;
  readonly batches: BatchStore;
  readonly tasks: TaskStore;
  readonly operations: OperationStore;
  readonly queries: Queries;
  readonly queue: JobQueue;
  readonly changes: ChangePublisher;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  readonly decisions: DecisionEvaluator;
  readonly decisionRecords: DecisionRecordStore;
  /** Who can read the files beside the models. */
  readonly fileChecks?: readonly FileCheck[];
}

/** What the use cases work with. */
export interface RuntimeParts extends RuntimePorts {
  readonly executor: CommandExecutor;
  readonly cache: DefinitionCache;
  readonly expressions: ExpressionLanguage;
  readonly calendar: Calendar;
}

export function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
