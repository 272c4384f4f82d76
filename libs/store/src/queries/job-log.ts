import type pg from 'pg';
import type { JobLogFilter, JobLogView, Page } from '#runtime';
import { ListQuery, orderBy } from './list-query.ts';

const ABOUT =
  'job_id, root_id, instance_id, definition_id, element_instance_id, node_id, kind, topic, performer, priority, due_at';
const OF_JOB = ABOUT.replace('job_id', 'id').replace('due_at', 'NULL::timestamptz AS due_at');
const NO_TRY = 'NULL::text AS worker_id, NULL::text AS message, NULL::text AS details';

/** Of a job about which its model says nothing; see retriesOf. */
const RETRIES = 3;

const WRITTEN = `SELECT ${ABOUT}, at, outcome, attempt, retries, worker_id, message, details FROM history_job`;
/**
 * That a job came to be is not written a second time: what is there tells it, and what is over has kept it. A job has as
 * many retries as its model says (see retriesOf); one that is over had those left and the tries it has failed.
 */
const CREATED = [
  `SELECT ${ABOUT}, created_at AS at, 'created' AS outcome, 0 AS attempt,
     CASE WHEN performer <> 'external' THEN retries + greatest(attempt, 1) - 1 END AS retries, ${NO_TRY}
   FROM history_job WHERE created_at IS NOT NULL AND outcome IN ('completed', 'error', 'canceled')`,
  `SELECT ${OF_JOB}, created_at, 'created', 0, CASE WHEN performer <> 'external' THEN coalesce(
     substring(retry_cycle FROM '^R([0-9]{1,4})/')::integer, cardinality(string_to_array(retry_cycle, ',')) + 1,
     ${RETRIES}) END, ${NO_TRY} FROM job`,
  `SELECT id, root_id, instance_id, definition_id, element_instance_id, node_id, 'timer', '', 'engine', priority, due_at, created_at,
     'created', 0, retries, ${NO_TRY} FROM timer`,
];

const TRIES: readonly JobLogView['outcome'][] = ['completed', 'failed', 'error'];

/** See {@link Jobs.log}. */
export function jobLog(pool: pg.Pool, filter: JobLogFilter): Promise<Page<JobLogView>> {
  const outcomes = filter.outcomes ?? TRIES;
  const rows = outcomes.includes('created') ? [WRITTEN, ...CREATED] : [WRITTEN];
  return new ListQuery()
    .where('t.job_id = $', filter.jobId)
    .where('t.instance_id = $', filter.instanceId)
    .where('t.root_id = $', filter.rootId)
    .where('t.performer = $', filter.performer)
    .where('t.performer IS DISTINCT FROM $', filter.performerNot)
    .where('t.kind = $', filter.kind)
    .where('t.topic = $', filter.topic)
    .where('t.worker_id = $', filter.workerId)
    .where('t.node_id = ANY($::text[])', filter.nodeIds)
    .where('t.element_instance_id = ANY($::text[])', filter.elementInstanceIds)
    .where('t.attempt = $', filter.attempt)
    .where('t.priority >= $', filter.priorityFrom)
    .where('t.priority <= $', filter.priorityTo)
    .where('d.id = $', filter.definitionId)
    .where('d.key = $', filter.definitionKey)
    .where('d.deployment_id = $', filter.deploymentId)
    .where('t.outcome = ANY($::text[])', outcomes)
    .where('t.message LIKE $', filter.messageLike)
    .page<JobLogView>(
      pool,
      {
        select: `t.root_id AS "rootId", d.id AS "definitionId", d.key AS "definitionKey",
          d.deployment_id AS "deploymentId", t.job_id AS "jobId", t.instance_id AS "instanceId",
          t.element_instance_id AS "elementInstanceId", t.node_id AS "nodeId", t.kind, t.topic, t.performer, t.priority,
          t.due_at AS "dueAt", t.at, t.outcome, t.attempt, t.retries, t.worker_id AS "workerId", t.message, t.details`,
        from: `(${rows.join(' UNION ALL ')}) t LEFT JOIN LATERAL (
            SELECT definition_id FROM instance i WHERE t.definition_id IS NULL AND i.id = t.instance_id
            UNION ALL SELECT definition_id FROM history_instance h
            WHERE t.definition_id IS NULL AND h.id = t.instance_id LIMIT 1
          ) c ON TRUE
          LEFT JOIN definition d ON d.id = coalesce(t.definition_id, c.definition_id)`,
        orderBy: orderBy(
          filter.sort,
          {
            at: 't.at',
            jobId: 't.job_id',
            topic: 't.topic',
            workerId: 't.worker_id',
            retries: 't.retries',
            priority: 't.priority',
            dueAt: 't.due_at',
            nodeId: 't.node_id',
            elementInstanceId: 't.element_instance_id',
            instanceId: 't.instance_id',
            definitionId: 'd.id',
            definitionKey: 'd.key',
            deploymentId: 'd.deployment_id',
            kind: 't.kind',
          },
          't.at DESC, t.attempt DESC',
          't.job_id, t.attempt, t.outcome',
        ),
      },
      filter,
    );
}
