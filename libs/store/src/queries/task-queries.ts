import type pg from 'pg';
import type { EndedTaskView, Page, Queries, TaskFilter, TaskView } from '#runtime';
import { contains, ListQuery, orderBy } from './list-query.ts';
import { EXCLUDED_USERS } from '../sql/excluded-users.ts';
import { whereVariables } from './variable-condition.ts';

const COLUMNS = `t.id, t.instance_id AS "instanceId", t.root_id AS "rootId", t.element_instance_id AS "elementInstanceId",
  t.definition_id AS "definitionId", d.key AS "definitionKey", d.name AS "definitionName", t.node_id AS "nodeId", t.name,
  t.purpose, i.business_key AS "businessKey", t.assignee, t.owner, t.candidate_users AS "candidateUsers",
  t.candidate_groups AS "candidateGroups", t.form_key AS "formKey", t.instruction, t.asks, t.priority,
  t.created_at AS "createdAt", t.due_date AS "dueDate", t.follow_up_date AS "followUpDate"`;
const SELECT = `${COLUMNS}, t.suspended, ${EXCLUDED_USERS}`;
const FROM = 'task t JOIN definition d ON d.id = t.definition_id JOIN instance i ON i.id = t.instance_id';
const PAST_SELECT = `${COLUMNS}, false AS suspended, '{}'::text[] AS "excludedUsers", t.ended_at AS "endedAt", t.outcome, t.completed_by AS "completedBy",
  t.answers`;
const PAST_FROM = `history_task t JOIN definition d ON d.id = t.definition_id
  LEFT JOIN LATERAL (SELECT business_key FROM instance WHERE id = t.instance_id
    UNION ALL SELECT business_key FROM history_instance WHERE id = t.instance_id LIMIT 1) i ON true`;

export class PostgresTaskQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  list(filter: TaskFilter = {}): Promise<Page<TaskView>> {
    const order = orderBy(
      filter.sort,
      {
        createdAt: 't.created_at',
        dueDate: 't.due_date',
        followUpDate: 't.follow_up_date',
        priority: 't.priority',
        name: 't.name',
        assignee: 't.assignee',
        id: 't.id',
      },
      't.created_at',
      't.id',
    );
    return filtered(filter).page(this.#pool, { select: SELECT, from: FROM, orderBy: order }, filter);
  }

  count(filter: TaskFilter = {}): Promise<number> {
    return filtered(filter).count(this.#pool, FROM);
  }

  async find(id: string): Promise<TaskView | undefined> {
    const result = await this.#pool.query<TaskView>({
      name: 'task_view',
      text: `SELECT ${SELECT} FROM ${FROM} WHERE t.id = $1`,
      values: [id],
    });
    return result.rows[0];
  }

  history(filter: Parameters<Queries['tasks']['history']>[0]): Promise<Page<EndedTaskView>> {
    const query = new ListQuery()
      .where('t.instance_id = $', filter.instanceId)
      .where('t.root_id = $', filter.rootId)
      .where('d.key = $', filter.definitionKey)
      .where('t.completed_by = $', filter.completedBy)
      .where('t.id = ANY($::text[])', filter.ids)
      .where('t.ended_at >= $', filter.endedAfter)
      .where('t.ended_at <= $', filter.endedBefore);
    return query.page(this.#pool, { select: PAST_SELECT, from: PAST_FROM, orderBy: 't.ended_at DESC, t.id' }, filter);
  }
}

function filtered(filter: TaskFilter): ListQuery {
  const query = new ListQuery()
    .where('t.id = ANY($::text[])', filter.ids)
    .where('t.reach @> ARRAY[$::text]', prefixed('a', filter.assignee))
    .whereFlag(filter.unassigned, 't.assignee IS NULL', 't.assignee IS NOT NULL')
    .where(
      't.reach && $::text[]',
      filter.candidateGroups?.map((group) => `g:${group}`),
    )
    .where('t.reach @> ARRAY[$::text]', prefixed('u', filter.candidateUser))
    .where('t.instance_id = $', filter.instanceId)
    .where('t.root_id = $', filter.rootId)
    .where('t.definition_id = $', filter.definitionId)
    .where('d.key = $', filter.definitionKey)
    .where('t.node_id = $', filter.nodeId)
    .where('i.business_key = $', filter.businessKey)
    .where('t.name = $', filter.name)
    .where('t.name ILIKE $ OR d.name ILIKE $ OR i.business_key ILIKE $', contains(filter.text))
    .where('t.due_date <= $', filter.dueBefore)
    .where('t.due_date >= $', filter.dueAfter)
    .where('t.follow_up_date <= $', filter.followUpBefore)
    .where('t.created_at <= $', filter.createdBefore)
    .where('t.created_at >= $', filter.createdAfter)
    .where('t.suspended = $', filter.suspended);
  if (filter.reachableBy !== undefined && filter.reachableBy.supervises !== true) {
    const { userId, groups } = filter.reachableBy;
    const mine = query.parameter([`a:${userId}`]);
    const offered = query.parameter([`u:${userId}`, 'o', ...groups.map((group) => `g:${group}`)]);
    query.whereFixed(`t.reach && ${mine}::text[] OR (t.reach && ${offered}::text[] AND t.assignee IS NULL)`);
  }
  whereVariables(query, 'i.variables', filter.variables);
  return query;
}

function prefixed(kind: 'a' | 'u', value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${kind}:${value}`;
}
