import type pg from 'pg';
import type { OwnJobFilter, OwnJobView, Page } from '#runtime';
import { ListQuery, orderBy } from './list-query.ts';

/** Jobs of our own workers, timers of instances and timers of start events in one shape. */
const SOURCE = `(
  SELECT id, kind AS place, instance_id, root_id, definition_id, node_id, element_instance_id,
    CASE WHEN state = 'waiting' THEN wake_at END AS due_at, false AS cascades, created_at, retries, priority, suspended OR held AS suspended,
    locked_until, error_message, error_details FROM job WHERE performer <> 'external'
  UNION ALL
  SELECT id, 'timer', instance_id, root_id, definition_id, node_id, element_instance_id, due_at, cascades, created_at, retries,
    priority, suspended OR held, NULL, NULL, NULL FROM timer
  UNION ALL
  SELECT id, 'timer', NULL, NULL, definition_id, node_id, NULL, due_at, false, created_at, 3, 0, suspended OR held, NULL, NULL,
    NULL FROM start_subscription WHERE kind = 'timer' AND due_at IS NOT NULL
) t JOIN definition d ON d.id = t.definition_id`;
const SELECT = `t.id, t.place, t.instance_id AS "instanceId", t.root_id AS "rootId", t.definition_id AS "definitionId",
  d.key AS "definitionKey", t.node_id AS "nodeId", t.element_instance_id AS "elementInstanceId", t.due_at AS "dueAt", t.cascades,
  t.created_at AS "createdAt", t.retries, t.priority, t.suspended, t.locked_until AS "lockedUntil",
  t.error_message AS "errorMessage", t.error_details AS "errorDetails"`;

export class PostgresOwnJobQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  list(filter: OwnJobFilter = {}): Promise<Page<OwnJobView>> {
    const order = orderBy(
      filter.sort,
      {
        id: 't.id',
        elementInstanceId: 't.element_instance_id',
        instanceId: 't.instance_id',
        definitionId: 't.definition_id',
        definitionKey: 'd.key',
        priority: 't.priority',
        retries: 't.retries',
        dueAt: 't.due_at',
      },
      't.created_at',
      't.id',
    );
    return filtered(filter).page(this.#pool, { select: SELECT, from: SOURCE, orderBy: order }, filter);
  }

  count(filter: OwnJobFilter = {}): Promise<number> {
    return filtered(filter).count(this.#pool, SOURCE);
  }
}

function filtered(filter: OwnJobFilter): ListQuery {
  const executable = 't.retries > 0 AND (t.due_at IS NULL OR t.due_at <= now())';
  const locked = 't.locked_until > now()';
  return new ListQuery()
    .where('t.id = ANY($::text[])', filter.ids)
    .where('t.definition_id = $', filter.at?.definitionId)
    .where('t.node_id = $', filter.at?.nodeId)
    .where('t.place = $', filter.at?.place)
    .where('t.instance_id = ANY($::text[])', filter.instanceIds)
    .where('t.element_instance_id = $', filter.elementInstanceId)
    .where('t.definition_id = $', filter.definitionId)
    .where('d.key = $', filter.definitionKey)
    .where('t.node_id = $', filter.nodeId)
    .whereFlag(filter.timers, `t.place = 'timer'`, `t.place <> 'timer'`)
    .whereFlag(filter.retriesLeft, 't.retries > 0', 't.retries <= 0')
    .whereFlag(filter.executable, executable, `NOT (${executable})`)
    .whereFlag(filter.failed, 't.error_message IS NOT NULL', 't.error_message IS NULL')
    .where('t.error_message = $', filter.errorMessage)
    .where('t.error_message IS NOT NULL AND t.node_id = $', filter.failedNodeId)
    .where('t.suspended = $', filter.suspended)
    .whereFlag(filter.locked, locked, `(${locked}) IS NOT TRUE`)
    .where('t.priority >= $', filter.priorityFrom)
    .where('t.priority <= $', filter.priorityTo)
    .where('t.due_at > $', filter.dueAfter)
    .where('t.due_at < $', filter.dueBefore)
    .where('t.created_at > $', filter.createdAfter)
    .where('t.created_at < $', filter.createdBefore);
}
