import type pg from 'pg';
import type { Queries } from '#runtime';
import { LargeValues } from './large-values.ts';
import { PostgresBatchQueries } from './queries/batch-queries.ts';
import { PostgresCommentQueries } from './queries/comment-queries.ts';
import { PostgresDecisionQueries } from './queries/decision-queries.ts';
import { PostgresDefinitionQueries } from './queries/definition-queries.ts';
import { PostgresIncidentQueries } from './queries/incident-queries.ts';
import { PostgresInstanceQueries } from './queries/instance-queries.ts';
import { PostgresJobQueries } from './queries/job-queries.ts';
import { PostgresMetricQueries } from './queries/metric-queries.ts';
import { PostgresOperationQueries } from './queries/operation-queries.ts';
import { PostgresOwnJobQueries } from './queries/own-job-queries.ts';
import { PostgresRecordQueries } from './queries/record-queries.ts';
import { PostgresTaskQueries } from './queries/task-queries.ts';
import { PostgresVariableQueries } from './queries/variable-queries.ts';

/** {@link Queries} on PostgreSQL. */
export function createPostgresQueries(pool: pg.Pool, values: LargeValues = new LargeValues()): Queries {
  const definitions = new PostgresDefinitionQueries(pool);
  const jobs = new PostgresJobQueries(pool);
  return {
    deployments: {
      list: (filter) => definitions.deployments(filter),
      find: (id) => definitions.findDeployment(id),
    },
    definitions,
    decisions: new PostgresDecisionQueries(pool),
    instances: new PostgresInstanceQueries(pool, values),
    tasks: new PostgresTaskQueries(pool),
    variables: new PostgresVariableQueries(pool),
    comments: new PostgresCommentQueries(pool),
    jobs,
    ownJobs: new PostgresOwnJobQueries(pool),
    externalTasks: { topics: (filter) => jobs.topics(filter) },
    timers: { list: (filter) => jobs.timers(filter) },
    metrics: new PostgresMetricQueries(pool),
    operations: new PostgresOperationQueries(pool),
    records: new PostgresRecordQueries(pool),
    batches: new PostgresBatchQueries(pool),
    incidents: new PostgresIncidentQueries(pool),
  };
}
