import type { Batches } from './api/batches.ts';
import type { ChangeFeed } from './api/changes.ts';
import type { Comments } from './api/comments.ts';
import type { Decisions } from './api/decisions.ts';
import type { Definitions } from './api/definitions.ts';
import type { Deployments } from './api/deployments.ts';
import type { EventBus } from './api/events.ts';
import type { Incidents } from './api/incidents.ts';
import type { Instances } from './api/instances.ts';
import type { ExternalTasks, Jobs, Timers } from './api/jobs.ts';
import type { Metrics } from './api/metrics.ts';
import type { Operations } from './api/operations.ts';
import type { Records } from './api/records.ts';
import type { OwnJobs } from './api/own-jobs.ts';
import type { Tasks } from './api/tasks.ts';
import type { VariableRecords } from './api/variables.ts';

/**
 * All use cases of the engine, grouped by what they are about. Every use case is one transaction (or none, when it only
 * reads); an expected failure rejects with a {@link RuntimeError} whose `code` is in {@link RUNTIME_ERROR_CODES} and has
 * changed nothing. What an answer says is visible to the next query of anybody.
 *
 * Instants are ISO 8601 with milliseconds in UTC; ids are opaque strings.
 */
export interface Runtime {
  readonly deployments: Deployments;
  readonly definitions: Definitions;
  readonly decisions: Decisions;
  readonly instances: Instances;
  readonly tasks: Tasks;
  readonly variables: VariableRecords;
  readonly events: EventBus;
  readonly jobs: Jobs;
  readonly ownJobs: OwnJobs;
  readonly externalTasks: ExternalTasks;
  readonly timers: Timers;
  readonly incidents: Incidents;
  readonly batches: Batches;
  readonly metrics: Metrics;
  readonly comments: Comments;
  readonly operations: Operations;
  readonly records: Records;
  readonly changes: ChangeFeed;
}
