import type pg from 'pg';
import type { IncidentFilter, IncidentView, OperationRow, Page } from '#runtime';
import { logged } from '../sql/operation-entries.ts';
import { ListQuery, orderBy } from './list-query.ts';

const COLUMNS =
  'id, root_id, instance_id, definition_id, element_instance_id, node_id, created_at, kind, message, fault, job_id, configuration, annotation';
const OPEN = `SELECT ${COLUMNS}, NULL::timestamptz AS ended_at, false AS withdrawn FROM incident`;
const ENDED = `SELECT ${COLUMNS}, ended_at, EXISTS (SELECT 1 FROM history_activity a WHERE a.instance_id = h.instance_id
  AND a.id = h.element_instance_id AND a.canceled AND a.ended_at = h.ended_at) AS withdrawn FROM history_incident h`;
const SELECT = `t.id, t.kind, t.message, t.fault, t.instance_id AS "instanceId", t.root_id AS "rootId",
  t.definition_id AS "definitionId", d.key AS "definitionKey", d.name AS "definitionName",
  i.business_key AS "businessKey", t.node_id AS "nodeId", t.element_instance_id AS "elementInstanceId",
  t.job_id AS "jobId", t.configuration, j.performer, t.created_at AS "raisedAt", t.ended_at AS "endedAt", t.withdrawn, t.annotation`;
const JOINS = `JOIN definition d ON d.id = t.definition_id
  LEFT JOIN LATERAL (SELECT business_key FROM instance WHERE id = t.instance_id
    UNION ALL SELECT business_key FROM history_instance WHERE id = t.instance_id LIMIT 1) i ON true
  LEFT JOIN LATERAL (SELECT performer FROM job WHERE id = t.job_id
    UNION ALL SELECT performer FROM history_job h WHERE h.instance_id = t.instance_id AND h.job_id = t.job_id
    LIMIT 1) j ON true`;

export class PostgresIncidentQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  list(filter: IncidentFilter = {}): Promise<Page<IncidentView>> {
    const order = orderBy(
      filter.sort,
      {
        raisedAt: 't.created_at',
        endedAt: 't.ended_at',
        kind: 't.kind',
        id: 't.id',
        elementInstanceId: 't.element_instance_id',
        nodeId: 't.node_id',
        instanceId: 't.instance_id',
        definitionId: 't.definition_id',
        definitionKey: 'd.key',
        jobId: 't.job_id',
        about: 'coalesce(t.job_id, t.configuration)',
        message: 't.message',
      },
      't.created_at DESC',
      't.id',
    );
    return filtered(filter).page(this.#pool, { select: SELECT, from: source(filter), orderBy: order }, filter);
  }

  count(filter: IncidentFilter = {}): Promise<number> {
    return filtered(filter).count(this.#pool, source(filter));
  }

  async find(id: string): Promise<IncidentView | undefined> {
    const result = await this.#pool.query<IncidentView>({
      name: 'incident_view',
      text: `SELECT ${SELECT} FROM (${OPEN} WHERE id = $1 UNION ALL ${ENDED} WHERE id = $1) t ${JOINS} LIMIT 1`,
      values: [id],
    });
    return result.rows[0];
  }

  annotate(incidentId: string, annotation: string | null, log: readonly OperationRow[]): Promise<boolean> {
    const text = 'UPDATE incident SET annotation = $2 WHERE id = $1';
    return logged(this.#pool, log, { text, values: [incidentId, annotation] });
  }
}

function source(filter: IncidentFilter): string {
  const rows = filter.open === 'any' ? `${OPEN} UNION ALL ${ENDED}` : filter.open === false ? ENDED : OPEN;
  return `(${rows}) t ${JOINS}`;
}

function filtered(filter: IncidentFilter): ListQuery {
  return new ListQuery()
    .where('t.id = ANY($::text[])', filter.ids)
    .where('t.instance_id = $', filter.instanceId)
    .where('t.root_id = $', filter.rootId)
    .where('t.definition_id = $', filter.definitionId)
    .where('d.key = $', filter.definitionKey)
    .where('t.node_id = $', filter.nodeId)
    .where(
      `(t.definition_id, t.node_id) IN (SELECT r ->> 'definitionId', r ->> 'nodeId' FROM jsonb_array_elements($::jsonb) r)`,
      filter.at === undefined ? undefined : JSON.stringify(filter.at),
    )
    .where('t.kind = $', filter.kind)
    .whereFlag(filter.external, `j.performer = 'external'`, `j.performer IS DISTINCT FROM 'external'`)
    .where('t.job_id = $', filter.jobId)
    .where('coalesce(t.job_id, t.configuration) = $', filter.about)
    .where('d.key = ANY($::text[])', filter.definitionKeys)
    .where('t.element_instance_id = $', filter.elementInstanceId)
    .where('t.message = $', filter.message)
    .where('t.message LIKE $', filter.messageLike)
    .where('t.created_at >= $', filter.raisedAfter)
    .where('t.created_at <= $', filter.raisedBefore)
    .where('t.ended_at >= $', filter.endedAfter)
    .where('t.ended_at <= $', filter.endedBefore)
    .where('t.withdrawn = $', filter.withdrawn);
}
