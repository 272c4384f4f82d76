import type pg from 'pg';
import type { Queries, Standing } from '#runtime';

/**
 * Where running instances stand, each with the nodes of its element instances once, by id. A running compensation is a row
 * without a node, as is what a multi-instance has put aside: only for those few the data is read.
 */
export async function standings(
  pool: pg.Pool,
  of: Parameters<Queries['instances']['standings']>[0],
): Promise<readonly Standing[]> {
  const which =
    'ids' in of
      ? { name: 'standings_by_id', where: 'id = ANY($1::text[])', values: [of.ids] }
      : {
          name: 'standings_of_definition',
          where: 'definition_id = $1 AND id > $2 ORDER BY id LIMIT $3',
          values: [of.definitionId, of.after, of.limit],
        };
  const result = await pool.query<Standing>({
    name: which.name,
    text: `SELECT i.id AS "instanceId", i.definition_id AS "definitionId", i.business_key AS "businessKey",
        coalesce(array_agg(DISTINCT t.node_id) FILTER (WHERE t.node_id IS NOT NULL AND t.ended_at IS NULL), '{}') AS live,
        coalesce(array_agg(DISTINCT t.node_id) FILTER (WHERE t.node_id IS NOT NULL AND t.ended_at IS NOT NULL), '{}') AS kept,
        coalesce(bool_or(t.node_id IS NULL AND t.ended_at IS NOT NULL AND t.data ->> 'kind' = 'compensation'), false)
          AS compensating
      FROM (SELECT id, root_id, definition_id, business_key FROM instance WHERE ${which.where}) i
      LEFT JOIN item t ON t.root_id = i.root_id AND t.instance_id = i.id
      GROUP BY i.id, i.definition_id, i.business_key ORDER BY i.id`,
    values: which.values,
  });
  return result.rows;
}
