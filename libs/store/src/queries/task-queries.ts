import pg from 'pg';
import type { EndedTaskView, Page, Queries, TaskCriteria, TaskFilter, TaskView } from '#runtime';
import { contains, ListQuery, orInData } from './list-query.ts';
import { EXCLUDED_USERS } from '../sql/excluded-users.ts';
import { whereVariables } from './variable-condition.ts';

const COLUMNS = `t.id, t.instance_id AS "instanceId", t.root_id AS "rootId", t.element_instance_id AS "elementInstanceId",
  t.definition_id AS "definitionId", d.key AS "definitionKey", d.name AS "definitionName", t.node_id AS "nodeId", t.name,
  t.purpose, i.business_key AS "businessKey", t.assignee, t.owner, t.candidate_users AS "candidateUsers",
  t.candidate_groups AS "candidateGroups", t.form_key AS "formKey", t.instruction, t.asks, t.priority,
  t.created_at AS "createdAt", t.due_date AS "dueDate", t.follow_up_date AS "followUpDate", t.rounds`;
const SELECT = `${COLUMNS}, t.suspended, t.delegation, t.updated_at AS "updatedAt", ${EXCLUDED_USERS}`;
const FROM = 'task t JOIN definition d ON d.id = t.definition_id JOIN instance i ON i.id = t.instance_id';
const PAST_SELECT = `${COLUMNS}, false AS suspended, NULL AS delegation, NULL AS "updatedAt", '{}'::text[] AS "excludedUsers", t.ended_at AS "endedAt", t.outcome, t.completed_by AS "completedBy",
  t.answers`;
const PAST_FROM = `history_task t JOIN definition d ON d.id = t.definition_id
  LEFT JOIN LATERAL (SELECT business_key FROM instance WHERE id = t.instance_id
    UNION ALL SELECT business_key FROM history_instance WHERE id = t.instance_id LIMIT 1) i ON true`;
/** What the rounds of a task are about, one below the other. */
const SUBJECT = `(SELECT string_agg(s.value, E'\\n') FROM jsonb_array_elements(t.rounds) r,
  jsonb_array_elements_text(r -> 'subject') s)`;

export class PostgresTaskQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  list(filter: TaskFilter = {}): Promise<Page<TaskView>> {
    const query = filtered(filter);
    const order = [...(filter.sort ?? []).map((one) => sortedBy(one)), 't.created_at', 't.id'].join(', ');
    return query.page(this.#pool, { select: SELECT, from: FROM, orderBy: order }, filter);
  }

  count(filter: TaskFilter = {}): Promise<number> {
    return filtered(filter).count(this.#pool, FROM);
  }

  async countByGroup(): Promise<readonly { group: string | null; tasks: number }[]> {
    const result = await this.#pool.query<{ group: string | null; tasks: number }>(
      `SELECT g AS "group", count(*) AS tasks FROM task t
       LEFT JOIN LATERAL unnest(t.candidate_groups) g ON true GROUP BY g ORDER BY g NULLS LAST`,
    );
    return result.rows;
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

const COLUMN_OF = {
  createdAt: 't.created_at',
  updatedAt: 't.updated_at',
  dueDate: 't.due_date',
  followUpDate: 't.follow_up_date',
  priority: 't.priority',
  name: 't.name',
  nameAnyCase: 'lower(t.name)',
  instruction: 't.instruction',
  assignee: 't.assignee',
  instanceId: 't.instance_id',
  elementInstanceId: 't.element_instance_id',
  id: 't.id',
} as const;

/** A name is written into the order: the count beside the page has no such parameter. NUL, which no name has, is left out. */
function sortedBy(sort: NonNullable<TaskFilter['sort']>[number]): string {
  const column =
    'variable' in sort ? `i.variables -> ${pg.escapeLiteral(sort.variable.replaceAll('\0', ''))}` : COLUMN_OF[sort.by];
  return `${column} ${sort.descending === true ? 'DESC' : 'ASC'} NULLS LAST`;
}

function filtered(filter: TaskFilter): ListQuery {
  const query = new ListQuery();
  whereTask(query, filter);
  for (const criteria of filter.anyOf ?? []) query.whereAny((any) => whereTask(any, criteria));
  return query;
}

/** One condition for each criterion. */
function whereTask(query: ListQuery, filter: TaskCriteria): void {
  whereCandidates(query, filter);
  query
    .where('t.id = ANY($::text[])', filter.ids)
    .where('t.reach @> ARRAY[$::text]', prefixed('a', filter.assignee))
    .where('t.assignee = ANY($::text[])', filter.assignees)
    .where('t.assignee IS NULL OR t.assignee <> ALL($::text[])', filter.assigneesNot)
    .where('t.assignee LIKE $', filter.assigneeLike)
    .whereFlag(filter.unassigned, 't.assignee IS NULL', 't.assignee IS NOT NULL')
    .where('t.owner = $', filter.owner)
    .where(`t.assignee = $ OR t.owner = $ OR t.candidate_users @> ARRAY[$::text]`, filter.involvedUser)
    .where('t.instance_id = $', filter.instanceId)
    .where('t.instance_id = ANY($::text[])', filter.instanceIds)
    .where('t.root_id = $', filter.rootId)
    .where('t.definition_id = $', filter.definitionId)
    .where('d.key = $', filter.definitionKey)
    .where('d.key = ANY($::text[])', filter.definitionKeys)
    .where('d.name = $', filter.definitionName)
    .where('d.name LIKE $', filter.definitionNameLike)
    .where('t.element_instance_id = $', filter.elementInstanceId)
    .where('t.element_instance_id = ANY($::text[])', filter.elementInstanceIds)
    .where('t.node_id = $', filter.nodeId)
    .where('t.node_id = ANY($::text[])', filter.nodeIds)
    .where('t.node_id <> ALL($::text[])', filter.nodeIdsNot)
    .where('t.node_id LIKE $', filter.nodeIdLike)
    .where('i.business_key = $', filter.businessKey)
    .where('i.business_key = ANY($::text[])', filter.businessKeys)
    .where('i.business_key LIKE $', filter.businessKeyLike)
    .where('lower(t.name) = lower($::text)', filter.name)
    .where('lower(t.name) <> lower($::text)', filter.nameNot)
    .where('t.name ILIKE $', filter.nameLike)
    .where('t.name NOT ILIKE $', filter.nameNotLike)
    .where('lower(t.instruction) = lower($::text)', filter.instruction)
    .where('t.instruction ILIKE $', filter.instructionLike)
    .where(
      `t.name ILIKE $ OR d.name ILIKE $ OR i.business_key ILIKE $
        OR ${SUBJECT} ILIKE $${orInData('i.variables', filter.text)}`,
      contains(filter.text),
    )
    .where('t.priority = $', filter.priority)
    .where('t.priority >= $', filter.priorityFrom)
    .where('t.priority <= $', filter.priorityTo)
    .where('t.delegation = $', filter.delegation)
    .where('t.due_date = $', filter.dueOn)
    .where('t.due_date <= $', filter.dueBefore)
    .where('t.due_date >= $', filter.dueAfter)
    .whereFixed('t.due_date IS NULL', filter.withoutDueDate ?? false)
    .where('t.follow_up_date = $', filter.followUpOn)
    .where('t.follow_up_date <= $', filter.followUpBefore)
    .where('t.follow_up_date IS NULL OR t.follow_up_date <= $', filter.followUpBeforeOrNone)
    .where('t.follow_up_date >= $', filter.followUpAfter)
    .where('t.created_at = $', filter.createdOn)
    .where('t.created_at <= $', filter.createdBefore)
    .where('t.created_at >= $', filter.createdAfter)
    .where('coalesce(t.updated_at, t.created_at) > $', filter.updatedAfter)
    .where('t.suspended = $', filter.suspended);
  if (filter.reachableBy !== undefined && filter.reachableBy.supervises !== true) {
    const { userId, groups } = filter.reachableBy;
    const mine = query.parameter([`a:${userId}`]);
    const offered = query.parameter([`u:${userId}`, 'o', ...groups.map((group) => `g:${group}`)]);
    query.whereFixed(`t.reach && ${mine}::text[] OR (t.reach && ${offered}::text[] AND t.assignee IS NULL)`);
  }
  whereVariables(query, 'i.variables', filter.variables);
  whereVariables(
    query,
    `(SELECT x.data -> 'variables' FROM item x WHERE x.id = t.element_instance_id)`,
    filter.localVariables,
  );
}

/** What is open for candidates has no assignee. */
function whereCandidates(query: ListQuery, filter: TaskCriteria): void {
  const open = filter.openOnly === true ? ' AND t.assignee IS NULL' : '';
  query
    .where(
      `t.reach && $::text[]${open}`,
      filter.candidateGroups?.map((group) => `g:${group}`),
    )
    .where(`EXISTS (SELECT FROM unnest(t.candidate_groups) g WHERE g LIKE $)${open}`, filter.candidateGroupLike)
    .where(`t.reach @> ARRAY[$::text]${open}`, prefixed('u', filter.candidateUser))
    .whereFlag(filter.withCandidateGroups, `t.candidate_groups <> '{}'`, `t.candidate_groups = '{}'`)
    .whereFlag(filter.withCandidateUsers, `t.candidate_users <> '{}'`, `t.candidate_users = '{}'`);
  if (filter.offeredTo === undefined) return;
  const { userId, groups } = filter.offeredTo;
  const keys = query.parameter([`u:${userId}`, ...groups.map((group) => `g:${group}`)]);
  const anyGroup = groups.includes('*') ? ` OR t.candidate_groups <> '{}'` : '';
  query.whereFixed(`(t.reach && ${keys}::text[]${anyGroup})${open}`);
}

function prefixed(kind: 'a' | 'u', value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${kind}:${value}`;
}
