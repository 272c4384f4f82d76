import type pg from 'pg';
import type { ActivityFilter, ActivityView, Page } from '#runtime';
import { ListQuery, orderBy } from './list-query.ts';

/** The node's name from the stored model. */
export const NODE_NAME = `LEFT JOIN LATERAL (SELECT node FROM definition m, jsonb_array_elements(m.model -> 'nodes') AS node
  WHERE m.id = t.definition_id AND node ->> 'id' = t.node_id LIMIT 1) n ON true`;

/** See {@link Instances.activities}. */
export function activitiesOf(pool: pg.Pool, filter: ActivityFilter): Promise<Page<ActivityView>> {
  return new ListQuery()
    .where('t.instance_id = $', filter.instanceId)
    .where('t.root_id = $', filter.rootId)
    .where('t.definition_id = $', filter.definitionId)
    .where('t.node_id = $', filter.nodeId)
    .where("n.node ->> 'name' = $", filter.nodeName)
    .where('t.node_type = $', filter.nodeType)
    .where('t.assignee = $', filter.assignee)
    .where('t.id = ANY($::text[])', filter.ids)
    .where('t.canceled = $', filter.canceled)
    .where('t.started_at >= $', filter.startedAfter)
    .where('t.started_at <= $', filter.startedBefore)
    .where('t.ended_at >= $', filter.endedAfter)
    .where('t.ended_at <= $', filter.endedBefore)
    .whereFlag(filter.finished, 't.ended_at IS NOT NULL', 't.ended_at IS NULL')
    .page<ActivityView>(
      pool,
      {
        select: `t.id, t.parent_id AS "parentId", t.instance_id AS "instanceId", t.root_id AS "rootId",
          t.definition_id AS "definitionId", d.key AS "definitionKey", t.node_id AS "nodeId",
          n.node ->> 'name' AS "nodeName", t.node_type AS "nodeType", t.started_at AS "startedAt",
          t.ended_at AS "endedAt", t.canceled, t.task_id AS "taskId", t.assignee,
          t.called_instance_id AS "calledInstanceId"`,
        from: `(SELECT t.id, t.parent_id, t.root_id, t.instance_id, t.definition_id, t.node_id,
            CASE WHEN t.multi_instance_body THEN 'multiInstanceBody' ELSE t.node_type END AS node_type,
            t.entered_at AS started_at, NULL::timestamptz AS ended_at, false AS canceled, k.id AS task_id, k.assignee,
            t.called_instance_id
          FROM item t LEFT JOIN task k ON k.instance_id = t.instance_id AND k.element_instance_id = t.id
          WHERE t.node_id IS NOT NULL AND t.ended_at IS NULL
          UNION ALL SELECT id, parent_id, root_id, instance_id, definition_id, node_id, node_type, started_at, ended_at,
            canceled, task_id, CASE WHEN task_id IS NULL THEN assignee ELSE coalesce(
              (SELECT k.assignee FROM history_task k WHERE k.id = task_id LIMIT 1), assignee) END, called_instance_id
          FROM history_activity) t
          JOIN definition d ON d.id = t.definition_id ${NODE_NAME}`,
        orderBy: orderBy(
          filter.sort,
          {
            id: 't.id',
            instanceId: 't.instance_id',
            definitionId: 't.definition_id',
            nodeId: 't.node_id',
            nodeName: "n.node ->> 'name'",
            nodeType: 't.node_type',
            startedAt: 't.started_at',
            endedAt: 't.ended_at',
            duration: 't.ended_at - t.started_at',
          },
          't.started_at, t.ended_at NULLS LAST',
          't.id',
        ),
      },
      filter,
    );
}
