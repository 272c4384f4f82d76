import type pg from 'pg';
import type { Variables, VariableTypes } from '#engine';
import {
  type ActivityFilter,
  type ActivityView,
  Batcher,
  type ExecutionFilter,
  type ExecutionView,
  type InstanceCriteria,
  type InstanceFilter,
  type InstanceView,
  type ItemRow,
  type OperationRow,
  type Page,
  type Queries,
  type Standing,
  type TokenView,
  type TypedVariables,
  type VariableChange,
  type VariableView,
} from '#runtime';
import { type LargeValues, readItems } from '../large-values.ts';
import { ITEM_SELECTION, PATHS_SQL } from '../postgres-instance-store.ts';
import { deleteHistoryOfCases } from '../sql/delete-history.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { recordOperations } from '../sql/operation-entries.ts';
import { activitiesOf, NODE_NAME } from './activity-queries.ts';
import { contains, ListQuery, orderBy, orInData } from './list-query.ts';
import { standings } from './standings.ts';
import { whereVariables } from './variable-condition.ts';

const COMMON = `id, root_id, super_instance_id, definition_id, business_key, started_at, started_by, start_node_id, variables,
  restart_of`;
const RUNNING = `SELECT ${COMMON}, CASE WHEN suspended THEN 'suspended' ELSE 'active' END AS state,
  NULL::timestamptz AS ended_at, NULL::text AS end_node_id, NULL::text AS reason FROM instance`;
const ENDED = `SELECT ${COMMON}, outcome AS state, ended_at, end_node_id, reason FROM history_instance`;
const SELECT = `x.id, x.root_id AS "rootId", x.super_instance_id AS "superInstanceId", x.definition_id AS "definitionId",
  d.key AS "definitionKey", d.name AS "definitionName", d.version AS "definitionVersion", x.business_key AS "businessKey",
  x.state, x.started_at AS "startedAt", x.started_by AS "startedBy", x.start_node_id AS "startNodeId",
  x.ended_at AS "endedAt", x.end_node_id AS "endNodeId", x.reason, x.variables, x.restart_of AS "restartOf",
  CASE WHEN d.history_time_to_live LIKE 'P%' THEN x.ended_at + d.history_time_to_live::interval END AS "removedAt",
  (SELECT count(*) FROM incident n WHERE n.instance_id = x.id) AS "incidentCount"`;

/** Incidents of an instance, open and ended; elements it has entered. */
const ANY_INCIDENT = `SELECT 1 FROM (SELECT id, instance_id, kind, message, true AS open FROM incident
  UNION ALL SELECT id, instance_id, kind, message, false FROM history_incident) n WHERE n.instance_id = x.id`;
/** Tries of the engine's own work. */
const TRIED = `SELECT 1 FROM history_job j WHERE j.instance_id = x.id AND j.performer IS DISTINCT FROM 'external'
  AND j.outcome IN ('completed', 'failed', 'error')`;
const ENTERED = `SELECT 1 FROM (SELECT instance_id, entered_at AS at FROM item WHERE node_id IS NOT NULL
  UNION ALL SELECT instance_id, started_at FROM history_activity) a WHERE a.instance_id = x.id`;

/** Running instances, and the elements that are live in them. */
const EXECUTIONS = `(
  SELECT id, id AS instance_id, definition_id, NULL::text AS node_id, started_at AS entered_at, variables FROM instance
  UNION ALL SELECT id, instance_id, definition_id, node_id, entered_at, data -> 'variables' FROM item
  WHERE node_id IS NOT NULL AND ended_at IS NULL
) x JOIN instance i ON i.id = x.instance_id JOIN definition d ON d.id = x.definition_id`;

function executions(filter: ExecutionFilter): ListQuery {
  const waits = (kind: string) =>
    `EXISTS (SELECT 1 FROM subscription s WHERE s.element_instance_id = x.id AND s.kind = '${kind}' AND s.name = $)`;
  const stopped = 'EXISTS (SELECT 1 FROM incident n WHERE n.element_instance_id = x.id';
  const query = new ListQuery()
    .where('x.id = ANY($::text[])', filter.ids)
    .where('x.instance_id = $', filter.instanceId)
    .where('x.definition_id = $', filter.definitionId)
    .where('d.key = $', filter.definitionKey)
    .where('i.business_key = $', filter.businessKey)
    .where('x.node_id = $', filter.nodeId)
    .where('i.suspended = $', filter.suspended)
    .where(waits('message'), filter.message)
    .where(waits('signal'), filter.signal)
    .where(`${stopped} AND n.id = $)`, filter.incident?.id)
    .where(`${stopped} AND n.kind = $)`, filter.incident?.kind)
    .where(`${stopped} AND n.message = $)`, filter.incident?.message)
    .where(`${stopped} AND n.message LIKE $)`, filter.incident?.messageLike);
  whereVariables(query, 'x.variables', filter.variables);
  whereVariables(query, 'i.variables', filter.instanceVariables);
  return query;
}

type InstanceQueries = Queries['instances'];

/** Running instances are in one table, ended ones in another: asked only where the answer can be. */
export class PostgresInstanceQueries implements InstanceQueries {
  readonly #pool: pg.Pool;
  readonly #values: LargeValues;
  readonly #views: Batcher<string, InstanceView | undefined>;

  constructor(pool: pg.Pool, values: LargeValues) {
    this.#pool = pool;
    this.#values = values;
    // Every start answers with the instance: those that come together are read together.
    this.#views = new Batcher((ids) => this.#findAll(ids), { maximum: 500, parallel: 2 });
  }

  list(filter: InstanceFilter = {}): Promise<Page<InstanceView>> {
    const order = orderBy(
      filter.sort,
      {
        startedAt: 'x.started_at',
        endedAt: 'x.ended_at',
        businessKey: 'x.business_key',
        definitionKey: 'd.key',
        definitionId: 'd.id',
        definitionName: 'd.name',
        definitionVersion: 'd.version',
        duration: 'x.ended_at - x.started_at',
        id: 'x.id',
      },
      'x.started_at DESC',
      'x.id',
    );
    return filtered(filter).page(
      this.#pool,
      { select: SELECT, from: source(runningOnly(filter)), orderBy: order },
      filter,
    );
  }

  count(filter: InstanceFilter = {}): Promise<number> {
    return filtered(filter).count(this.#pool, source(runningOnly(filter)));
  }

  find(id: string): Promise<InstanceView | undefined> {
    return this.#views.submit(id);
  }

  async #findAll(ids: readonly string[]): Promise<readonly (InstanceView | undefined)[]> {
    const result = await this.#pool.query<InstanceView>({
      name: 'instance_views',
      text: `SELECT ${SELECT} FROM (${RUNNING} WHERE id = ANY($1::text[])
          UNION ALL ${ENDED} WHERE id = ANY($1::text[])) x
        JOIN definition d ON d.id = x.definition_id`,
      values: [[...new Set(ids)]],
    });
    const byId = new Map(result.rows.map((view) => [view.id, view]));
    return ids.map((id) => byId.get(id));
  }

  async tokens(instanceId: string): Promise<readonly TokenView[]> {
    const result = await this.#pool.query<TokenView>({
      name: 'tokens',
      text: `SELECT t.id AS "elementInstanceId", t.parent_id AS "parentId", t.instance_id AS "instanceId",
          t.node_id AS "nodeId", t.node_type AS "nodeType", n.node ->> 'name' AS "nodeName", t.entered_at AS "enteredAt",
          t.called_instance_id AS "calledInstanceId", t.multi_instance_body AS "multiInstanceBody",
          ARRAY(SELECT id FROM incident c WHERE c.instance_id = $1 AND c.element_instance_id = t.id ORDER BY id) AS "incidentIds",
          (SELECT min(id) FROM task k WHERE k.instance_id = $1 AND k.element_instance_id = t.id) AS "taskId",
          (SELECT min(id) FROM job j WHERE j.instance_id = $1 AND j.element_instance_id = t.id) AS "jobId",
          EXISTS (SELECT 1 FROM job j WHERE j.instance_id = $1 AND j.element_instance_id = t.id
            AND j.kind <> 'work') AS "inTransition"
        FROM instance i JOIN item t ON t.root_id = i.root_id AND t.instance_id = i.id ${NODE_NAME}
        WHERE i.id = $1 AND t.node_id IS NOT NULL AND t.ended_at IS NULL ORDER BY t.entered_at, t.id`,
      values: [instanceId],
    });
    return result.rows;
  }

  executions(filter: ExecutionFilter = {}): Promise<Page<ExecutionView>> {
    const order = orderBy(
      filter.sort,
      { instanceId: 'x.instance_id', definitionId: 'x.definition_id', definitionKey: 'd.key' },
      'x.entered_at',
      'x.id',
    );
    const select = 'x.id, x.instance_id AS "instanceId", x.node_id AS "nodeId"';
    return executions(filter).page(this.#pool, { select, from: EXECUTIONS, orderBy: order }, filter);
  }

  countExecutions(filter: ExecutionFilter = {}): Promise<number> {
    return executions(filter).count(this.#pool, EXECUTIONS);
  }

  activities(filter: ActivityFilter): Promise<Page<ActivityView>> {
    return activitiesOf(this.#pool, filter);
  }

  async latestVariables(instanceId: string, scopeId?: string): Promise<readonly VariableView[]> {
    const result = await this.#pool.query<VariableView>({
      name: 'variables_latest',
      text: `SELECT name, value, declared_type AS "declaredType", scope_id AS "scopeId", instance_id AS "instanceId", version,
          at AS "setAt" FROM (
          SELECT DISTINCT ON (scope_id, name) *, count(*) OVER (PARTITION BY scope_id, name) AS version
          FROM history_variable WHERE instance_id = $1 AND ($2::text IS NULL OR scope_id = $2)
          ORDER BY scope_id, name, seq DESC) v
        WHERE NOT removed ORDER BY name, scope_id`,
      values: [instanceId, scopeId ?? null],
    });
    return result.rows;
  }

  async variableHistory(instanceId: string, name?: string): Promise<readonly VariableChange[]> {
    const result = await this.#pool.query<VariableChange>({
      name: 'variables_history',
      text: `SELECT name, value, declared_type AS "declaredType", scope_id AS "scopeId", instance_id AS "instanceId", removed,
          at AS "setAt",
          row_number() OVER (PARTITION BY scope_id, name ORDER BY seq) AS version,
          CASE WHEN scope_id = instance_id THEN NULL ELSE scope_id END AS "elementInstanceId"
        FROM history_variable WHERE instance_id = $1 AND ($2::text IS NULL OR name = $2) ORDER BY seq`,
      values: [instanceId, name ?? null],
    });
    return result.rows;
  }

  async path(scopeId: string): Promise<readonly ItemRow[]> {
    return readItems(this.#values, this.#pool, { name: 'paths', text: PATHS_SQL, values: [[scopeId]] });
  }

  /** Large values of their variables are left out: what is gathered is no variable. */
  async gathering(instanceId: string): Promise<readonly ItemRow[]> {
    const result = await this.#pool.query<ItemRow>({
      name: 'gathering',
      text: `SELECT ${ITEM_SELECTION} FROM instance i JOIN item t ON t.root_id = i.root_id AND t.instance_id = i.id
        WHERE i.id = $1 AND t.ended_at IS NULL AND t.data -> 'state' ?| ARRAY['arrived', 'taken', 'happened']
        ORDER BY t.entered_at, t.id`,
      values: [instanceId],
    });
    return result.rows;
  }

  async liveScopes(instanceId: string): Promise<ReadonlySet<string>> {
    const result = await this.#pool.query<{ id: string }>({
      name: 'live_scopes',
      text: `SELECT t.id FROM instance i JOIN item t ON t.root_id = i.root_id AND t.instance_id = i.id WHERE i.id = $1`,
      values: [instanceId],
    });
    return new Set(result.rows.map(({ id }) => id));
  }

  async runningOf(definitionIds: readonly string[]): Promise<readonly string[]> {
    const result = await this.#pool.query<{ id: string }>(
      'SELECT id FROM instance WHERE definition_id = ANY($1::text[]) ORDER BY id',
      [definitionIds],
    );
    return result.rows.map(({ id }) => id);
  }

  standings(of: Parameters<InstanceQueries['standings']>[0]): Promise<readonly Standing[]> {
    return standings(this.#pool, of);
  }

  async initialVariables(rootId: string, instanceId: string): Promise<TypedVariables> {
    // The engine sets them right after the start, before anything of the process runs.
    const result = await this.#pool.query<{ variables: Variables; types: VariableTypes | null }>(
      `SELECT e.event -> 'variables' AS variables, e.event -> 'types' AS types FROM history_event h
         CROSS JOIN LATERAL jsonb_array_elements(h.events) WITH ORDINALITY AS e(event, n)
       WHERE h.root_id = $1 AND e.event ->> 'type' = 'VariablesSet' AND e.event ->> 'scopeId' = $2
         AND e.n = (SELECT min(s.n) + 1 FROM jsonb_array_elements(h.events) WITH ORDINALITY AS s(event, n)
           WHERE s.event ->> 'type' = 'InstanceStarted' AND s.event ->> 'processInstanceId' = $2)
       ORDER BY h.seq LIMIT 1`,
      [rootId, instanceId],
    );
    const [first] = result.rows;
    return { variables: first?.variables ?? {}, types: first?.types ?? {} };
  }

  async deleteHistoryOf(definitionIds: readonly string[]): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      const roots = await client.query<{ id: string }>(
        'SELECT id FROM history_instance WHERE id = root_id AND definition_id = ANY($1::text[])',
        [definitionIds],
      );
      await deleteHistoryOfCases(
        client,
        roots.rows.map(({ id }) => id),
      );
      await client.query(
        'DELETE FROM history_decision WHERE instance_id IS NULL AND decision_definition_id = ANY($1::text[])',
        [definitionIds],
      );
    });
  }

  async deleteHistory(rootId: string, log: readonly OperationRow[]): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await deleteHistoryOfCases(client, [rootId]);
      await client.query('DELETE FROM reserved_key WHERE instance_id = $1', [rootId]);
      await recordOperations(client, log);
    });
  }
}

function source(running: boolean | undefined): string {
  const rows = running === undefined ? `${RUNNING} UNION ALL ${ENDED}` : running ? RUNNING : ENDED;
  return `(${rows}) x JOIN definition d ON d.id = x.definition_id`;
}

function runningOnly(filter: InstanceFilter): boolean | undefined {
  if (filter.running !== undefined) return filter.running;
  if (filter.activeNodeIds !== undefined || filter.withIncidents === true) return true;
  if (filter.states === undefined) return undefined;
  const running = filter.states.filter((state) => state === 'active' || state === 'suspended').length;
  return running === filter.states.length ? true : running === 0 ? false : undefined;
}

function filtered(filter: InstanceFilter): ListQuery {
  const query = new ListQuery();
  whereInstance(query, filter);
  for (const criteria of filter.anyOf ?? []) query.whereAny((any) => whereInstance(any, criteria));
  return query;
}

/** One condition for each criterion. */
function whereInstance(query: ListQuery, filter: InstanceCriteria): void {
  const incident = 'EXISTS (SELECT 1 FROM incident n WHERE n.instance_id = x.id)';
  query
    .where('x.id = ANY($::text[])', filter.ids)
    .where('x.id <> ALL($::text[])', filter.idsNot)
    .where('x.root_id = $', filter.rootId)
    .where('x.super_instance_id = $', filter.superInstanceId)
    .whereFixed('x.root_id = x.id', filter.rootsOnly ?? false)
    .where('x.definition_id = $', filter.definitionId)
    .where('d.key = $', filter.definitionKey)
    .where('d.key = ANY($::text[])', filter.definitionKeys)
    .where('d.key <> ALL($::text[])', filter.definitionKeysNot)
    .where('d.name = $', filter.definitionName)
    .where('d.name LIKE $', filter.definitionNameLike)
    .where('d.deployment_id = $', filter.deploymentId)
    .where(
      `x.id IN (SELECT super_instance_id FROM instance WHERE id = $
         UNION ALL SELECT super_instance_id FROM history_instance WHERE id = $)`,
      filter.subInstanceId,
    )
    .whereFixed('NOT EXISTS (SELECT 1 FROM instance c WHERE c.super_instance_id = x.id)', filter.leavesOnly ?? false)
    .where('x.business_key = ANY($::text[])', filter.businessKeys)
    .where(
      'EXISTS (SELECT 1 FROM history_activity a WHERE a.instance_id = x.id AND a.node_id = ANY($::text[]))',
      filter.executedNodeIds,
    )
    .where(`EXISTS (${ENTERED} AND a.at >= $)`, filter.executedAfter)
    .where(`EXISTS (${ENTERED} AND a.at <= $)`, filter.executedBefore)
    .where(`EXISTS (${ANY_INCIDENT} AND n.id = $)`, filter.incident?.id)
    .where(`EXISTS (${ANY_INCIDENT} AND n.id = ANY($::text[]))`, filter.incident?.ids)
    .where(`EXISTS (${ANY_INCIDENT} AND n.open = $)`, filter.incident?.open)
    .where(`EXISTS (${TRIED} AND j.at >= $)`, filter.triedAfter)
    .where(`EXISTS (${TRIED} AND j.at <= $)`, filter.triedBefore)
    .whereFixed(
      `EXISTS (SELECT 1 FROM job j WHERE j.instance_id = x.id AND j.performer <> 'external' AND j.retries > 0
         AND j.error_message IS NOT NULL)`,
      filter.retrying ?? false,
    )
    .where(`EXISTS (${ANY_INCIDENT} AND n.kind = $)`, filter.incident?.kind)
    .where(`EXISTS (${ANY_INCIDENT} AND n.message = $)`, filter.incident?.message)
    .where(`EXISTS (${ANY_INCIDENT} AND n.message LIKE $)`, filter.incident?.messageLike)
    .where('x.business_key = $', filter.businessKey)
    .where('x.business_key LIKE $', filter.businessKeyLike)
    .where('x.state = ANY($::text[])', filter.states)
    .where('x.started_by = $', filter.startedBy)
    .where('x.started_at >= $', filter.startedAfter)
    .where('x.started_at <= $', filter.startedBefore)
    .where('x.ended_at >= $', filter.endedAfter)
    .where('x.ended_at <= $', filter.endedBefore)
    .whereFlag(filter.withIncidents, incident, `NOT ${incident}`)
    .where(
      `EXISTS (SELECT 1 FROM item t WHERE t.root_id = x.root_id AND t.instance_id = x.id AND t.ended_at IS NULL
         AND t.node_id = ANY($::text[]))`,
      filter.activeNodeIds,
    )
    .where(
      `x.business_key ILIKE $ OR d.name ILIKE $ OR d.key ILIKE $${orInData('x.variables', filter.text)}`,
      contains(filter.text),
    );
  whereVariables(query, 'x.variables', filter.variables);
}
