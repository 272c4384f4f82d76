import type pg from 'pg';
import type { JobFilter, JobLogFilter, JobLogView, JobView, Page, Queries, TimerView } from '#runtime';
import { jobLog } from './job-log.ts';
import { ListQuery, orderBy } from './list-query.ts';

const SELECT = `t.id, t.instance_id AS "instanceId", t.root_id AS "rootId", t.element_instance_id AS "elementInstanceId",
  t.definition_id AS "definitionId", d.key AS "definitionKey", d.version_tag AS "definitionVersionTag", t.retries_given AS "retriesGiven",
  i.business_key AS "businessKey", t.node_id AS "nodeId",
  t.kind, t.performer, t.topic, t.priority, t.state, t.retries, t.attempts, t.worker_id AS "workerId",
  t.locked_until AS "lockedUntil", CASE WHEN t.state = 'waiting' THEN t.wake_at END AS "dueAt",
  t.error_message AS "errorMessage", t.error_details AS "errorDetails", t.created_at AS "createdAt", t.suspended`;
const FROM = 'job t JOIN definition d ON d.id = t.definition_id JOIN instance i ON i.id = t.instance_id';
/** Held by a worker, or waiting for its next try: nobody else may have it until then. */
const LOCKED = `(t.state = 'locked' AND t.locked_until > now() OR t.state = 'waiting' AND t.wake_at > now())`;

const LOCK_END = `coalesce(t.locked_until, CASE WHEN t.state = 'waiting' THEN t.wake_at END)`;

/** A topic with `*` at its end, as a pattern of LIKE. */
const topicPattern = (topic: string): string => {
  const literal = (topic.endsWith('*') ? topic.slice(0, -1) : topic).replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return topic.endsWith('*') ? `${literal}%` : literal;
};

export class PostgresJobQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  list(filter: JobFilter = {}): Promise<Page<JobView>> {
    const order = orderBy(
      filter.sort,
      {
        createdAt: 't.created_at',
        priority: 't.priority',
        id: 't.id',
        dueAt: 't.wake_at',
        lockedUntil: LOCK_END,
        instanceId: 't.instance_id',
        definitionId: 't.definition_id',
        definitionKey: 'd.key',
      },
      't.created_at',
      't.id',
    );
    return filtered(filter).page(this.#pool, { select: SELECT, from: FROM, orderBy: order }, filter);
  }

  count(filter: JobFilter = {}): Promise<number> {
    return filtered(filter).count(this.#pool, FROM);
  }

  async find(id: string): Promise<JobView | undefined> {
    const result = await this.#pool.query<JobView>({
      name: 'job_view',
      text: `SELECT ${SELECT} FROM ${FROM} WHERE t.id = $1`,
      values: [id],
    });
    return result.rows[0];
  }

  log(filter: JobLogFilter): Promise<Page<JobLogView>> {
    return jobLog(this.#pool, filter);
  }

  async topics(
    filter: Parameters<Queries['externalTasks']['topics']>[0] = {},
  ): Promise<readonly { topic: string; waiting: number; locked: number }[]> {
    const { locked = null, unlocked = null, retriesLeft = null, topics } = filter;
    const result = await this.#pool.query<{ topic: string; waiting: number; locked: number }>(
      `SELECT topic, count(*) FILTER (WHERE state <> 'locked') AS waiting, count(*) FILTER (WHERE state = 'locked') AS locked
       FROM job t WHERE performer = 'external' AND ($4::text[] IS NULL OR topic LIKE ANY($4))
       GROUP BY topic HAVING ($1::boolean IS NULL OR bool_or(${LOCKED})) AND ($2::boolean IS NULL OR bool_or(NOT ${LOCKED}))
         AND ($3::boolean IS NULL OR bool_or(retries > 0)) ORDER BY topic`,
      [locked, unlocked, retriesLeft, topics === undefined ? null : topics.map(topicPattern)],
    );
    return result.rows;
  }

  timers(filter: Parameters<Queries['timers']['list']>[0] = {}): Promise<Page<TimerView>> {
    return new ListQuery()
      .where('t.instance_id = $', filter.instanceId)
      .where('t.definition_id = $', filter.definitionId)
      .where('t.due_at <= $', filter.dueBefore)
      .page(
        this.#pool,
        {
          select: `t.id, t.instance_id AS "instanceId", t.root_id AS "rootId", t.definition_id AS "definitionId",
            t.node_id AS "nodeId", t.due_at AS "dueAt", t.created_at AS "createdAt"`,
          from: `(SELECT id, instance_id, root_id, definition_id, node_id, due_at, created_at FROM timer
            UNION ALL SELECT id, NULL, NULL, definition_id, node_id, due_at, created_at FROM start_subscription
            WHERE kind = 'timer' AND due_at IS NOT NULL) t`,
          orderBy: 't.due_at, t.id',
        },
        filter,
      );
  }
}

function filtered(filter: JobFilter): ListQuery {
  return new ListQuery()
    .where('t.id = ANY($::text[])', filter.ids)
    .where('t.instance_id = $', filter.instanceId)
    .where('t.instance_id = ANY($::text[])', filter.instanceIds)
    .where('t.element_instance_id = $', filter.elementInstanceId)
    .where('d.name = $', filter.definitionName)
    .where('d.name LIKE $', filter.definitionNameLike)
    .where('t.topic LIKE ANY($::text[])', filter.topics?.map(topicPattern))
    .where('t.node_id = ANY($::text[])', filter.nodeIds)
    .where(`${LOCK_END} >= $`, filter.lockedUntilAfter)
    .where(`${LOCK_END} <= $`, filter.lockedUntilBefore)
    .where('t.priority >= $', filter.priorityFrom)
    .where('t.priority <= $', filter.priorityTo)
    .whereFlag(filter.locked, LOCKED, `NOT ${LOCKED}`)
    .where('t.root_id = $', filter.rootId)
    .where('t.definition_id = $', filter.definitionId)
    .where('d.key = $', filter.definitionKey)
    .where('t.node_id = $', filter.nodeId)
    .where('t.topic = $', filter.topic)
    .where('t.performer = $', filter.performer)
    .where('t.state = ANY($::text[])', filter.states)
    .where('t.worker_id = $', filter.workerId)
    .whereFlag(filter.noRetriesLeft, 't.retries <= 0', 't.retries > 0')
    .where('t.suspended = $', filter.suspended);
}
