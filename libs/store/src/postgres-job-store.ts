import type pg from 'pg';
import type { ClaimedJob, ItemRow, JobRow, JobStore, OperationRow, TimerRow } from '#runtime';
import { LargeValues, readItems } from './large-values.ts';
import { PATHS_SQL } from './postgres-instance-store.ts';
import { columnList, JOB, JOB_HISTORY, recordset, selection, TIMER } from './sql/columns.ts';
import { inTransaction } from './sql/in-transaction.ts';
import { logged, recordOperations } from './sql/operation-entries.ts';

const JOB_SELECTION = selection(JOB, 't');
/** With what a worker is told beside the row. */
const WITH_INSTANCE = `${JOB_SELECTION}, i.business_key AS "businessKey", d.key AS "definitionKey",
  d.version_tag AS "definitionVersionTag", t.retries_given AS "retriesGiven"`;
const OF_INSTANCE = 'LEFT JOIN instance i ON i.id = t.instance_id LEFT JOIN definition d ON d.id = t.definition_id';

type Claimed = JobRow & Omit<ClaimedJob, 'job' | 'path'>;

/** A timer that may fire. */
const AWAKE = 'NOT suspended AND NOT held AND retries > 0';

/**
 * {@link JobStore} on PostgreSQL. Claims need not be durable before the work begins: a claim that a crash forgets is a job
 * that is tried again, which is what a crash of the worker means, too. So `claims` may be a pool with relaxed commit; what
 * somebody has been answered (a changed priority, a failed try) goes through `durable`.
 */
export class PostgresJobStore implements JobStore {
  readonly #pool: pg.Pool;
  readonly #durable: pg.Pool;
  readonly #values: LargeValues;

  constructor(claims: pg.Pool, durable: pg.Pool = claims, values: LargeValues = new LargeValues()) {
    this.#pool = claims;
    this.#durable = durable;
    this.#values = values;
  }

  async claim(request: Parameters<JobStore['claim']>[0]): Promise<readonly ClaimedJob[]> {
    const { ids, tokens, workerId, lockedUntil } = request;
    const result = await this.#pool.query<Claimed>({
      name: 'job_claim',
      // SKIP LOCKED: a row somebody works on at this moment is not ready for us anyway, and nobody waits in a circle.
      text: `WITH wanted AS (
          SELECT j.id, r.token FROM job j JOIN unnest($1::text[], $2::text[]) AS r(id, token) ON r.id = j.id
          WHERE j.state = 'ready' AND NOT j.suspended AND NOT j.held AND j.performer <> 'external' FOR UPDATE OF j SKIP LOCKED
        ), t AS (
          UPDATE job j SET state = 'locked', attempts = j.attempts + 1, worker_id = $3, lock_token = w.token,
            locked_until = $4, wake_at = $4, error_message = NULL
          FROM wanted w WHERE j.id = w.id RETURNING j.*
        ) SELECT ${WITH_INSTANCE} FROM t ${OF_INSTANCE}`,
      values: [ids, tokens, workerId, lockedUntil],
    });
    return this.#withPaths(result.rows);
  }

  async fetch(request: Parameters<JobStore['fetch']>[0]): Promise<readonly ClaimedJob[]> {
    const { topics, workerId, tokens, now, usePriority, createTime } = request;
    const urgency = usePriority ? 'priority DESC, ' : '';
    const age = createTime === undefined ? '' : `created_at ${createTime === 'asc' ? 'ASC' : 'DESC'}, `;
    const order = (alias: string) => `${urgency}${age}`.replace(/\b(priority|created_at)\b/g, `${alias}.$1`);
    const columns = {
      channel: 'text',
      lockDurationMs: 'double precision',
      businessKey: 'text',
      definitionIds: 'text[]',
      definitionKeys: 'text[]',
      definitionVersionTag: 'text',
      instanceVariables: 'jsonb',
    };
    const rows = topics.map(({ topic, ...wanted }) => ({
      channel: `topic:${topic}`,
      lockDurationMs: wanted.lockDurationMs,
      businessKey: wanted.businessKey ?? null,
      definitionIds: wanted.definitionIds ?? null,
      definitionKeys: wanted.definitionKeys ?? null,
      definitionVersionTag: wanted.definitionVersionTag ?? null,
      instanceVariables: wanted.instanceVariables ?? null,
    }));
    const result = await this.#pool.query<Claimed>({
      name: `job_fetch${usePriority ? '_priority' : ''}${createTime === undefined ? '' : `_${createTime}`}`,
      text: `WITH wanted AS (
          SELECT j.id, $2::timestamptz + r."lockDurationMs" * interval '1 millisecond' AS until
          FROM job j JOIN ${recordset(1, columns)} ON j.channel = r."channel"
          WHERE j.wake_at <= $2 AND j.state IN ('ready', 'waiting', 'locked') AND NOT j.suspended
            AND (r."businessKey" IS NULL OR r."businessKey" = (SELECT business_key FROM instance WHERE id = j.instance_id))
            AND (r."definitionIds" IS NULL OR j.definition_id = ANY(r."definitionIds"))
            AND (r."definitionKeys" IS NULL OR (SELECT key FROM definition WHERE id = j.definition_id) = ANY(r."definitionKeys"))
            AND (r."definitionVersionTag" IS NULL
              OR r."definitionVersionTag" = (SELECT version_tag FROM definition WHERE id = j.definition_id))
            AND (r."instanceVariables" IS NULL OR (SELECT variables FROM instance WHERE id = j.instance_id) @> r."instanceVariables")
          ORDER BY ${order('j')}j.wake_at LIMIT $3 FOR UPDATE OF j SKIP LOCKED
        ), numbered AS (SELECT id, until, row_number() OVER () AS n FROM wanted), t AS (
          UPDATE job j SET state = 'locked', attempts = j.attempts + 1, worker_id = $4, lock_token = ($5::text[])[w.n],
            locked_until = w.until, wake_at = w.until
          FROM numbered w WHERE j.id = w.id RETURNING j.*
        ) SELECT ${WITH_INSTANCE} FROM t ${OF_INSTANCE} ORDER BY ${order('t')}t.created_at, t.id`,
      values: [JSON.stringify(rows), now, tokens.length, workerId, tokens],
    });
    return this.#withPaths(result.rows);
  }

  async setBack(setbacks: Parameters<JobStore['setBack']>[0], now: string): Promise<readonly JobRow[]> {
    const rows = setbacks.map((setback) => ({ lockToken: null, workerId: null, ...setback }));
    const result = await this.#durable.query<JobRow>({
      name: 'job_set_back',
      text: `WITH r AS (SELECT * FROM ${recordset(1, {
        jobId: 'text',
        lockToken: 'text',
        workerId: 'text',
        retries: 'integer',
        wakeAt: 'timestamptz',
        message: 'text',
        details: 'text',
      })}), locked AS (
          SELECT j.id FROM job j JOIN r ON r."jobId" = j.id ORDER BY j.id FOR UPDATE OF j
        ), t AS (
          UPDATE job j SET state = CASE WHEN r."wakeAt" <= $2 THEN 'ready' ELSE 'waiting' END, retries = r."retries",
            retries_given = true, wake_at = r."wakeAt", error_message = r."message", error_details = r."details", lock_token = NULL,
            locked_until = NULL,
            -- Who has failed at work for outside stays known: it is theirs until somebody else fetches it.
            worker_id = CASE WHEN j.performer = 'external' THEN j.worker_id END
          FROM r, locked l WHERE l.id = j.id AND j.id = r."jobId"
            AND (r."lockToken" IS NULL OR j.lock_token = r."lockToken")
            AND (r."workerId" IS NULL OR j.worker_id = r."workerId") RETURNING j.*
        ), logged AS (
          INSERT INTO history_job (${columnList(JOB_HISTORY)})
          SELECT t.id, t.root_id, t.instance_id, t.node_id, t.topic, t.performer, t.definition_id, t.element_instance_id, t.kind,
            t.priority, t.created_at, NULL, $2, 'failed', t.attempts, t.retries, r."workerId", r."message", r."details"
          FROM t JOIN r ON r."jobId" = t.id
        ) SELECT ${JOB_SELECTION} FROM t`,
      values: [JSON.stringify(rows), now],
    });
    return result.rows;
  }

  async extend(locks: Parameters<JobStore['extend']>[0]): Promise<readonly string[]> {
    const rows = locks.map((lock) => ({ lockToken: null, workerId: null, ...lock }));
    const result = await this.#pool.query<{ id: string }>({
      name: 'job_extend',
      text: `WITH r AS (SELECT * FROM ${recordset(1, {
        jobId: 'text',
        lockToken: 'text',
        workerId: 'text',
        lockedUntil: 'timestamptz',
      })}), locked AS (
          -- Whoever holds the row now is about to end the job; its lock need not be kept.
          SELECT j.id FROM job j JOIN r ON r."jobId" = j.id WHERE j.state = 'locked' FOR UPDATE OF j SKIP LOCKED
        ) UPDATE job j SET locked_until = r."lockedUntil", wake_at = r."lockedUntil"
          FROM r, locked l WHERE l.id = j.id AND j.id = r."jobId"
            AND (r."lockToken" IS NULL OR j.lock_token = r."lockToken")
            AND (r."workerId" IS NULL OR j.worker_id = r."workerId") RETURNING j.id`,
      values: [JSON.stringify(rows)],
    });
    return result.rows.map(({ id }) => id);
  }

  async lockOne(request: Parameters<JobStore['lockOne']>[0]): Promise<boolean> {
    const { jobId, workerId, token, now, lockedUntil } = request;
    const result = await this.#durable.query({
      name: 'job_lock_one',
      text: `UPDATE job SET state = 'locked', attempts = attempts + 1, worker_id = $2, lock_token = $3, locked_until = $5,
          wake_at = $5
        WHERE id = $1 AND performer = 'external' AND (worker_id = $2 OR state <> 'locked' OR locked_until <= $4)`,
      values: [jobId, workerId, token, now, lockedUntil],
    });
    return result.rowCount === 1;
  }

  unlock(jobId: string, now: string, log: readonly OperationRow[] = []): Promise<boolean> {
    return logged(this.#durable, log, {
      name: 'job_unlock',
      text: `UPDATE job SET state = CASE WHEN state = 'locked' THEN 'ready' ELSE state END, worker_id = NULL,
          lock_token = NULL, locked_until = NULL, wake_at = CASE WHEN state = 'failed' THEN NULL ELSE $2::timestamptz END
        WHERE id = $1`,
      values: [jobId, now],
    });
  }

  async find(jobId: string): Promise<JobRow | undefined> {
    const result = await this.#pool.query<JobRow>({
      name: 'job_find',
      text: `SELECT ${JOB_SELECTION} FROM job t WHERE id = $1`,
      values: [jobId],
    });
    return result.rows[0];
  }

  setPriority(jobId: string, priority: number, log: readonly OperationRow[]): Promise<boolean> {
    const text = 'UPDATE job SET priority = $2 WHERE id = $1';
    return logged(this.#durable, log, { text, values: [jobId, priority] });
  }

  setRetries(jobId: string, retries: number, log: readonly OperationRow[] = []): Promise<boolean> {
    const text = 'UPDATE job SET retries = $2, retries_given = true WHERE id = $1';
    return logged(this.#durable, log, { text, values: [jobId, retries] });
  }

  async overdue(request: Parameters<JobStore['overdue']>[0]): Promise<readonly JobRow[]> {
    const { now, nextLookAt, limit } = request;
    const result = await this.#pool.query<JobRow>({
      name: 'job_overdue',
      text: `WITH due AS (
          SELECT id FROM job WHERE channel = 'queue' AND wake_at <= $1 AND NOT suspended AND NOT held
          ORDER BY wake_at LIMIT $3 FOR UPDATE SKIP LOCKED
        ), t AS (
          UPDATE job j SET state = 'ready', worker_id = NULL, lock_token = NULL, locked_until = NULL,
            -- A job that was rung for already and still waits is looked at less and less often: the queue is just long.
            wake_at = CASE WHEN j.state = 'ready'
              THEN $1::timestamptz + least(2 * (j.wake_at - j.created_at), interval '10 minutes')
                + ($2::timestamptz - $1::timestamptz)
              ELSE $2::timestamptz END
          FROM due d WHERE j.id = d.id RETURNING j.*
        ) SELECT ${JOB_SELECTION} FROM t`,
      values: [now, nextLookAt, limit],
    });
    return result.rows;
  }

  async nextWake(): Promise<string | undefined> {
    const result = await this.#pool.query<{ at: string | null }>({
      name: 'job_next_wake',
      text: `SELECT min(wake_at) AS at FROM job WHERE channel = 'queue' AND wake_at IS NOT NULL AND NOT suspended AND NOT held`,
      values: [],
    });
    return result.rows[0]?.at ?? undefined;
  }

  async timersDue(request: Parameters<JobStore['timersDue']>[0]): ReturnType<JobStore['timersDue']> {
    const { after, until, limit } = request;
    const result = await this.#pool.query<
      Pick<TimerRow, 'id' | 'rootId' | 'elementInstanceId' | 'instanceId' | 'dueAt'> & { cascades: boolean }
    >({
      name: 'timers_due',
      text: `SELECT id, root_id AS "rootId", element_instance_id AS "elementInstanceId", instance_id AS "instanceId",
          due_at AS "dueAt", cascades FROM timer
        WHERE due_at <= $2 AND ($1::timestamptz IS NULL OR due_at > $1) AND ${AWAKE} ORDER BY due_at LIMIT $3`,
      values: [after, until, limit],
    });
    return result.rows;
  }

  async dueAmong(timerIds: readonly string[], now: string): ReturnType<JobStore['dueAmong']> {
    const result = await this.#pool.query<
      Pick<TimerRow, 'id' | 'rootId' | 'elementInstanceId' | 'dueAt'> & { cascades: boolean }
    >({
      name: 'timers_due_among',
      text: `SELECT id, root_id AS "rootId", element_instance_id AS "elementInstanceId", due_at AS "dueAt", cascades
        FROM timer WHERE id = ANY($1::text[]) AND due_at <= $2 AND ${AWAKE}`,
      values: [timerIds, now],
    });
    return result.rows;
  }

  async reschedule(
    timerId: string,
    to: Parameters<JobStore['reschedule']>[1],
    log: readonly OperationRow[],
  ): Promise<TimerRow | undefined> {
    return inTransaction(this.#durable, async (client) => {
      const result = await client.query<TimerRow>(
        `UPDATE timer t SET due_at = $2, cascades = coalesce($3::boolean, cascades) WHERE id = $1
         RETURNING ${selection(TIMER, 't')}`,
        [timerId, to.dueAt, to.cascades ?? null],
      );
      const [timer] = result.rows;
      if (timer !== undefined) await recordOperations(client, log);
      return timer;
    });
  }

  /** What each job's activity can see: one further query for the whole group, and one for large values not seen lately. */
  async #withPaths(rows: readonly Claimed[]): Promise<readonly ClaimedJob[]> {
    if (rows.length === 0) return [];
    const items = await readItems(this.#values, this.#pool, {
      name: 'paths',
      text: PATHS_SQL,
      values: [rows.map(({ elementInstanceId }) => elementInstanceId)],
    });
    const byId = new Map(items.map((item) => [item.id, item]));
    return rows.map(({ businessKey, definitionKey, definitionVersionTag, retriesGiven, ...job }) => {
      const path: ItemRow[] = [];
      for (let item = byId.get(job.elementInstanceId); item !== undefined;) {
        path.push(item);
        item = item.parentId === null ? undefined : byId.get(item.parentId);
      }
      return { job, businessKey, definitionKey, definitionVersionTag, retriesGiven, path };
    });
  }
}
