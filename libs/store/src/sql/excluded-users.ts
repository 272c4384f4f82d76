/**
 * Who must not do the task `t`, as a column: whoever did work in its instance at a node it names (two-person rule). Asks
 * history only for the few tasks that name any. A program that completed for somebody acted for the assignee.
 */
export const EXCLUDED_USERS = `CASE WHEN t.different_from = '{}' THEN '{}'::text[] ELSE ARRAY(
    SELECT DISTINCT coalesce(h.completed_by, h.assignee) FROM history_task h
    WHERE h.instance_id = t.instance_id AND h.node_id = ANY(t.different_from) AND h.outcome = 'completed'
      AND coalesce(h.completed_by, h.assignee) IS NOT NULL) END AS "excludedUsers"`;
