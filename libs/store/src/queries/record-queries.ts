import type pg from 'pg';
import type {
  ActivityFigures,
  CleanableFigure,
  ErasableCases,
  DurationFigure,
  Page,
  Records,
  ReportUnit,
  TaskCount,
  TaskRecord,
  TaskRecordFilter,
} from '#runtime';
import { ListQuery, orderBy } from './list-query.ts';
import { erasableCases } from './retention-queries.ts';
import { whereVariables } from './variable-condition.ts';

const COLUMNS = `id, root_id, instance_id, definition_id, element_instance_id, node_id, created_at, name, assignee, owner,
  candidate_users, candidate_groups, instruction, priority, due_date, follow_up_date`;
const TASKS = `(SELECT ${COLUMNS}, NULL::timestamptz AS ended_at, NULL::text AS outcome FROM task
    UNION ALL SELECT ${COLUMNS.replace('assignee', 'coalesce(assignee, completed_by)')}, ended_at, outcome FROM history_task) t
  JOIN definition d ON d.id = t.definition_id
  LEFT JOIN LATERAL (
    SELECT business_key, variables, NULL::timestamptz AS ended_at FROM instance WHERE id = t.instance_id
    UNION ALL SELECT business_key, variables, ended_at FROM history_instance WHERE id = t.instance_id LIMIT 1) i ON true`;
/** When a case that ended `at` is erased, after the time its definition says. */
const ERASED = (at: string) =>
  `CASE WHEN d.history_time_to_live LIKE 'P%' THEN ${at} + d.history_time_to_live::interval END`;
const WAS_LINKED = (what: string) =>
  `EXISTS (SELECT 1 FROM history_operation o WHERE o.root_id = t.root_id AND o.task_id = t.id AND ${what})`;
/** Ended cases with their definition. */
const ENDED_CASES = 'history_instance h JOIN definition d ON d.id = h.definition_id';

/** {@link Records} on PostgreSQL. */
export class PostgresRecordQueries implements Records {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  tasks(filter: TaskRecordFilter = {}): Promise<Page<TaskRecord>> {
    const order = orderBy(
      filter.sort,
      {
        id: 't.id',
        elementInstanceId: 't.element_instance_id',
        instanceId: 't.instance_id',
        definitionId: 't.definition_id',
        duration: 't.ended_at - t.created_at',
        endedAt: 't.ended_at',
        createdAt: 't.created_at',
        name: 't.name',
        instruction: 't.instruction',
        assignee: 't.assignee',
        owner: 't.owner',
        dueDate: 't.due_date',
        followUpDate: 't.follow_up_date',
        outcome: 't.outcome',
        nodeId: 't.node_id',
        priority: 't.priority',
      },
      't.created_at',
      't.id',
    );
    const select = `t.id, t.root_id AS "rootId", t.instance_id AS "instanceId", t.element_instance_id AS "elementInstanceId",
      t.definition_id AS "definitionId", d.key AS "definitionKey", t.node_id AS "nodeId", t.name, t.instruction, t.assignee,
      t.owner, t.candidate_users AS "candidateUsers", t.candidate_groups AS "candidateGroups", t.priority, t.created_at AS "createdAt", t.due_date AS "dueDate", t.follow_up_date AS "followUpDate",
      t.ended_at AS "endedAt", t.outcome, ${ERASED('i.ended_at')} AS "removedAt"`;
    return tasksLike(filter).page<TaskRecord>(this.#pool, { select, from: TASKS, orderBy: order }, filter);
  }

  async taskCounts(
    by: 'name' | 'definition',
    period: Parameters<Records['taskCounts']>[1] = {},
  ): Promise<readonly TaskCount[]> {
    const name = by === 'name' ? 't.name' : 'NULL::text';
    const result = await this.#pool.query<TaskCount>(
      `SELECT ${name} AS name, count(*) AS count, d.id AS "definitionId", d.key AS "definitionKey", d.name AS "definitionName"
       FROM history_task t JOIN definition d ON d.id = t.definition_id
       WHERE ($1::timestamptz IS NULL OR t.ended_at >= $1) AND ($2::timestamptz IS NULL OR t.ended_at <= $2)
       GROUP BY 1, 3, 4, 5 ORDER BY 4, 3, 1`,
      [period.endedAfter ?? null, period.endedBefore ?? null],
    );
    return result.rows;
  }

  async taskDurations(
    unit: ReportUnit,
    period: Parameters<Records['taskDurations']>[1] = {},
  ): Promise<readonly DurationFigure[]> {
    const query = new ListQuery()
      .where('t.ended_at >= $', period.endedAfter)
      .where('t.ended_at <= $', period.endedBefore);
    return this.#durations('history_task t', unit, 't.ended_at', 't.ended_at - t.created_at', query);
  }

  async instanceDurations(
    unit: ReportUnit,
    filter: Parameters<Records['instanceDurations']>[1] = {},
  ): Promise<readonly DurationFigure[]> {
    const query = new ListQuery()
      .where('d.id = ANY($::text[])', filter.definitionIds)
      .where('d.key = ANY($::text[])', filter.definitionKeys)
      .where('h.started_at >= $', filter.startedAfter)
      .where('h.started_at <= $', filter.startedBefore);
    return this.#durations(ENDED_CASES, unit, 'h.started_at', 'h.ended_at - h.started_at', query);
  }

  async #durations(
    from: string,
    unit: ReportUnit,
    at: string,
    took: string,
    query: ListQuery,
  ): Promise<readonly DurationFigure[]> {
    const ms = `extract(epoch FROM ${took}) * 1000`;
    return query.rows<DurationFigure>(
      this.#pool,
      `SELECT extract(${unit} FROM ${at} AT TIME ZONE 'UTC')::integer AS period, round(min(${ms}))::float8 AS minimum,
         round(max(${ms}))::float8 AS maximum, round(avg(${ms}))::float8 AS average
       FROM ${from} WHERE ${query.condition} GROUP BY 1 ORDER BY 1`,
    );
  }

  async activityFigures(
    definitionId: string,
    filter: Parameters<Records['activityFigures']>[1] = {},
  ): Promise<readonly ActivityFigures[]> {
    const query = new ListQuery()
      .where('c.definition_id = $', definitionId)
      .where('c.id = ANY($::text[])', filter.instanceIds)
      .where('c.started_at >= $', filter.startedAfter)
      .where('c.started_at <= $', filter.startedBefore)
      .where('c.ended_at >= $', filter.endedAfter)
      .where('c.ended_at <= $', filter.endedBefore);
    return query.rows<ActivityFigures>(
      this.#pool,
      `WITH cases AS (
         SELECT c.id FROM (SELECT id, definition_id, started_at, NULL::timestamptz AS ended_at FROM instance
           UNION ALL SELECT id, definition_id, started_at, ended_at FROM history_instance) c WHERE ${query.condition}
       ), figures AS (
         SELECT node_id, 1 AS running, 0 AS canceled, 0 AS finished, 0 AS open, 0 AS resolved, 0 AS deleted
         FROM item WHERE node_id IS NOT NULL AND ended_at IS NULL AND instance_id IN (SELECT id FROM cases)
         UNION ALL SELECT node_id, 0, canceled::integer, 1, 0, 0, 0
         FROM history_activity WHERE instance_id IN (SELECT id FROM cases)
         UNION ALL SELECT node_id, 0, 0, 0, 1, 0, 0 FROM incident WHERE instance_id IN (SELECT id FROM cases)
         UNION ALL SELECT node_id, 0, 0, 0, 0, (NOT withdrawn)::integer, withdrawn::integer FROM (
           SELECT node_id, EXISTS (SELECT 1 FROM history_activity a WHERE a.instance_id = n.instance_id
             AND a.id = n.element_instance_id AND a.canceled AND a.ended_at = n.ended_at) AS withdrawn
           FROM history_incident n WHERE instance_id IN (SELECT id FROM cases)) ended
       )
       SELECT node_id AS "nodeId", sum(running) AS running, sum(canceled) AS canceled, sum(finished) AS finished,
         sum(open) AS "openIncidents", sum(resolved) AS "resolvedIncidents", sum(deleted) AS "deletedIncidents"
       FROM figures GROUP BY 1 ORDER BY 1`,
    );
  }

  erasableCases(definitionKey: string, period?: string | null): Promise<ErasableCases> {
    return erasableCases(this.#pool, definitionKey, period);
  }

  async cleanableInstances(
    filter: Parameters<Records['cleanableInstances']>[0] = {},
  ): Promise<readonly CleanableFigure[]> {
    const query = new ListQuery()
      .whereFixed(`d.kind = 'process'`)
      .where('d.id = ANY($::text[])', filter.definitionIds)
      .where('d.key = ANY($::text[])', filter.definitionKeys);
    return query.rows<CleanableFigure>(
      this.#pool,
      `SELECT d.id AS "definitionId", d.key AS "definitionKey", d.name AS "definitionName", d.version AS "definitionVersion",
         d.history_time_to_live AS "historyTimeToLive", count(h.id) AS finished,
         count(h.id) FILTER (WHERE ${ERASED('h.ended_at')} <= now()) AS cleanable
       FROM definition d LEFT JOIN history_instance h ON h.definition_id = d.id
       WHERE ${query.condition} GROUP BY d.id ORDER BY d.key, d.version`,
    );
  }
}

function tasksLike(filter: TaskRecordFilter): ListQuery {
  const query = new ListQuery()
    .where('t.id = ANY($::text[])', filter.ids)
    .where('t.instance_id = $', filter.instanceId)
    .where('i.business_key = ANY($::text[])', filter.businessKeys)
    .where('i.business_key LIKE $', filter.businessKeyLike)
    .where('t.element_instance_id = ANY($::text[])', filter.elementInstanceIds)
    .where('t.definition_id = $', filter.definitionId)
    .where('d.key = $', filter.definitionKey)
    .where('d.name = $', filter.definitionName)
    .where('t.name = $', filter.name)
    .where('t.name LIKE $', filter.nameLike)
    .where('t.instruction = $', filter.instruction)
    .where('t.instruction LIKE $', filter.instructionLike)
    .where('t.node_id = ANY($::text[])', filter.nodeIds)
    .where('t.outcome = ANY($::text[])', filter.outcomes)
    .where('t.assignee = $', filter.assignee)
    .where('t.assignee LIKE $', filter.assigneeLike)
    .where('t.owner = $', filter.owner)
    .where('t.owner LIKE $', filter.ownerLike)
    .whereFlag(filter.assigned, 't.assignee IS NOT NULL', 't.assignee IS NULL')
    .where('t.priority = $', filter.priority)
    .whereFlag(filter.finished, 't.ended_at IS NOT NULL', 't.ended_at IS NULL')
    .whereFlag(filter.caseFinished, 'i.ended_at IS NOT NULL', 'i.ended_at IS NULL')
    .where('t.due_date = $', filter.due?.at)
    .where('t.due_date >= $', filter.due?.after)
    .where('t.due_date <= $', filter.due?.before)
    .whereFlag(filter.withoutDueDate, 't.due_date IS NULL', 't.due_date IS NOT NULL')
    .where('t.follow_up_date = $', filter.followUp?.at)
    .where('t.follow_up_date >= $', filter.followUp?.after)
    .where('t.follow_up_date <= $', filter.followUp?.before)
    .where('t.created_at >= $', filter.createdAfter)
    .where('t.created_at <= $', filter.createdBefore)
    .where('t.ended_at >= $', filter.endedAfter)
    .where('t.ended_at <= $', filter.endedBefore)
    .where(
      `$ = t.assignee OR $ = t.owner OR $ = ANY(t.candidate_users)
       OR ${WAS_LINKED(`o.property IN ('assignee', 'owner', 'candidate') AND o.type NOT LIKE '%Group%' AND $ IN (o.org_value, o.new_value)`)}`,
      filter.involvedUser,
    )
    .where(
      `$ = ANY(t.candidate_groups) OR ${WAS_LINKED(`o.type LIKE '%GroupLink' AND o.new_value = $`)}`,
      filter.involvedGroup,
    )
    .where(
      `$ = ANY(t.candidate_users) OR ${WAS_LINKED(`o.type LIKE '%UserLink' AND o.new_value = $`)}`,
      filter.candidateUser,
    )
    .where(
      `$ = ANY(t.candidate_groups) OR ${WAS_LINKED(`o.type LIKE '%GroupLink' AND o.new_value = $`)}`,
      filter.candidateGroup,
    )
    .whereFlag(filter.withCandidateGroups, `t.candidate_groups <> '{}'`, `t.candidate_groups = '{}'`);
  whereVariables(query, 'i.variables', filter.variables);
  return query;
}
