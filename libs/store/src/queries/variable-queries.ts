import type pg from 'pg';
import type {
  OperationRow,
  Page,
  Queries,
  VariableChangeFilter,
  VariableChangeView,
  VariableInstanceFilter,
  VariableInstanceView,
} from '#runtime';
import { inTransaction } from '../sql/in-transaction.ts';
import { recordOperations } from '../sql/operation-entries.ts';
import { ListQuery, orderBy } from './list-query.ts';
import { whereVariables } from './variable-condition.ts';

/** The instance a row belongs to, running or ended, with its definition. */
const OF_INSTANCE = `JOIN (SELECT id, definition_id FROM instance UNION ALL SELECT id, definition_id FROM history_instance) x
    ON x.id = v.instance_id
  JOIN definition d ON d.id = x.definition_id`;

/** The task whose own scope it is. */
const TASK_OF_SCOPE = `coalesce(
  (SELECT min(k.id) FROM task k WHERE k.instance_id = v.instance_id AND k.element_instance_id = v.scope_id),
  (SELECT min(a.task_id) FROM history_activity a WHERE a.instance_id = v.instance_id AND a.id = v.scope_id))`;
const SCOPES_OF_TASKS = (ids: string) => `v.scope_id IN (SELECT element_instance_id FROM task WHERE id = ANY(${ids})
  UNION ALL SELECT element_instance_id FROM history_task WHERE id = ANY(${ids}))`;

/** The bytes of a file are not read where nobody wants them. */
const valueOf = (withContent: boolean | undefined): string =>
  withContent === true
    ? 'v.value'
    : `CASE WHEN v.value ->> '$type' = 'file' THEN v.value || '{"content":""}'::jsonb ELSE v.value END AS value`;

type VariableQueries = Queries['variables'];

/** Variables of all cases: their last values, and every value they have had. */
export class PostgresVariableQueries implements VariableQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  list(filter: VariableInstanceFilter = {}): Promise<Page<VariableInstanceView>> {
    const { query, from } = latest(filter);
    const order = orderBy(
      filter.sort,
      { name: 'v.name', instanceId: 'v.instance_id', scopeId: 'v.scope_id' },
      'v.name',
      'v.instance_id, v.scope_id, v.name',
    );
    return query.page(
      this.#pool,
      {
        select: `v.name, ${valueOf(filter.withContent)}, v.declared_type AS "declaredType", v.scope_id AS "scopeId",
          v.instance_id AS "instanceId", v.root_id AS "rootId", v.version, v.at AS "setAt", v.created_at AS "createdAt",
          v.removed, d.id AS "definitionId", d.key AS "definitionKey", ${TASK_OF_SCOPE} AS "taskId"`,
        from,
        orderBy: order,
      },
      filter,
    );
  }

  count(filter: VariableInstanceFilter = {}): Promise<number> {
    const { query, from } = latest(filter);
    return query.count(this.#pool, from);
  }

  changes(filter: VariableChangeFilter = {}): Promise<Page<VariableChangeView>> {
    const { query, from } = changed(filter);
    const order = orderBy(
      filter.sort,
      { instanceId: 'v.instance_id', name: 'v.name', revision: 'revision', at: 'v.at', sequence: 'v.at, v.seq' },
      'v.at, v.seq',
      'v.kind, v.seq',
    );
    return query.page(
      this.#pool,
      {
        select: `v.id, v.kind, v.name, ${valueOf(filter.withContent)}, v.declared_type AS "declaredType", v.removed,
          v.scope_id AS "scopeId", v.source_id AS "sourceId", v.task_id AS "taskId", v.instance_id AS "instanceId",
          v.root_id AS "rootId", d.id AS "definitionId", d.key AS "definitionKey", v.operation_id AS "operationId",
          v.initial, v.at, CASE WHEN v.kind = 'formField' THEN 0 ELSE (
            SELECT count(*) FROM history_variable e WHERE e.instance_id = v.instance_id AND e.name = v.name
              AND e.scope_id = v.scope_id AND e.seq < v.seq) END AS revision`,
        from,
        orderBy: order,
      },
      filter,
    );
  }

  countChanges(filter: VariableChangeFilter = {}): Promise<number> {
    const { query, from } = changed(filter);
    return query.count(this.#pool, from);
  }

  forget(which: Parameters<VariableQueries['forget']>[0], log: readonly OperationRow[]): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } =
        'instanceId' in which
          ? await client.query('DELETE FROM history_variable WHERE instance_id = $1', [which.instanceId])
          : await client.query('DELETE FROM history_variable WHERE scope_id = $1 AND name = $2', [
              which.scopeId,
              which.name,
            ]);
      if ((rowCount ?? 0) === 0) return false;
      await recordOperations(client, log);
      return true;
    });
  }
}

/** What is known before the last value of each variable is looked for; the value itself, and what hangs on it, after. */
function latest(filter: VariableInstanceFilter): { readonly query: ListQuery; readonly from: string } {
  const query = new ListQuery();
  const before = ['TRUE'];
  const where = (condition: (parameter: string) => string, value: unknown): void => {
    if (value !== undefined) before.push(condition(query.parameter(value)));
  };
  where((given) => `v.instance_id = ANY(${given}::text[])`, filter.instanceIds);
  where((given) => `v.scope_id = ANY(${given}::text[])`, filter.scopeIds);
  const anyCase = filter.anyCaseOfNames === true;
  where(
    (given) =>
      anyCase ? `lower(v.name) IN (SELECT lower(n) FROM unnest(${given}::text[]) n)` : `v.name = ANY(${given}::text[])`,
    filter.names,
  );
  where((given) => (anyCase ? `v.name ILIKE ${given}` : `v.name LIKE ${given}`), filter.nameLike);
  where((given) => SCOPES_OF_TASKS(`${given}::text[]`), filter.taskIds);
  if (filter.live === true) {
    before.push('EXISTS (SELECT 1 FROM item t WHERE t.id = v.scope_id AND t.ended_at IS NULL)');
    // Values are indexed by their instance, which a scope that is there knows: otherwise all of history would be read.
    where(
      (given) => `v.instance_id IN (SELECT instance_id FROM item WHERE id = ANY(${given}::text[]))`,
      filter.scopeIds,
    );
  }
  query
    .whereFixed('NOT v.removed', filter.withRemoved !== true)
    .where('d.id = $', filter.definitionId)
    .where('d.key = $', filter.definitionKey);
  whereVariables(query, 'jsonb_build_object(v.name, v.value)', filter.values);
  return {
    query,
    from: `(SELECT DISTINCT ON (v.instance_id, v.scope_id, v.name) v.*, count(*) OVER w AS version, min(v.at) OVER w AS created_at
        FROM history_variable v WHERE ${before.join(' AND ')}
        WINDOW w AS (PARTITION BY v.instance_id, v.scope_id, v.name)
        ORDER BY v.instance_id, v.scope_id, v.name, v.seq DESC) v ${OF_INSTANCE}`,
  };
}

function changed(filter: VariableChangeFilter): { readonly query: ListQuery; readonly from: string } {
  const query = new ListQuery()
    .where('v.id = $', filter.id)
    .where('v.kind = $', filter.kind)
    .where('v.instance_id = ANY($::text[])', filter.instanceIds)
    .where('v.scope_id = $', filter.scopeId)
    .where('v.name = $', filter.name)
    .where('v.name LIKE $', filter.nameLike)
    .where('v.source_id = $', filter.sourceId)
    .where('v.task_id = $', filter.taskId)
    .whereFixed('v.task_id IS NULL', filter.withoutTask === true && filter.taskId === undefined)
    .where('v.initial = $', filter.initial)
    .where('v.operation_id = $', filter.operationId)
    .where('v.at >= $', filter.from)
    .where('v.at <= $', filter.until);
  return {
    query,
    from: `(SELECT 'v' || v.seq AS id, 'variable' AS kind, v.seq, v.name, v.value, v.declared_type, v.removed, v.scope_id,
          coalesce(v.source_id, v.scope_id) AS source_id, ${TASK_OF_SCOPE} AS task_id, v.instance_id, v.root_id,
          v.operation_id, v.initial, v.at
        FROM history_variable v
        UNION ALL
        SELECT 'f' || f.seq, 'formField', f.seq, f.field_id, to_jsonb(f.value), NULL, false, f.element_instance_id,
          f.element_instance_id, f.task_id, f.instance_id, f.root_id, f.operation_id, false, f.at
        FROM history_form_field f) v ${OF_INSTANCE}`,
  };
}
