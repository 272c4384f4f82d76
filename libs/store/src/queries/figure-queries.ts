import type pg from 'pg';
import type { DefinitionFigures, Durations } from '#runtime';

interface ElementRow {
  readonly nodeId: string;
  readonly completed: number;
  readonly canceled: number;
  readonly median: number | null;
  readonly ninetieth: number | null;
}

interface WaitingRow {
  readonly nodeId: string;
  readonly waiting: number;
  readonly waitingSince: string;
}

/** Durations of the rows that were not broken off, in seconds. */
const durations = (counts: string): string => `
  percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at)::float8) FILTER (WHERE ${counts}) AS median,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at)::float8) FILTER (WHERE ${counts}) AS ninetieth`;

/**
 * Figures of one definition. History is partitioned by the moment things ended, so a recent `since` reads few months; there
 * is no index by definition because it would cost every step of every case, and figures are looked at now and then.
 */
export async function readFigures(pool: pg.Pool, definitionId: string, since: string): Promise<DefinitionFigures> {
  const values = [definitionId, since];
  const [activities, waiting, instances, running] = await Promise.all([
    pool.query<ElementRow>(
      `SELECT node_id AS "nodeId", count(*) FILTER (WHERE NOT canceled) AS completed,
         count(*) FILTER (WHERE canceled) AS canceled, ${durations('NOT canceled')}
       FROM history_activity
       WHERE definition_id = $1 AND ended_at >= $2::timestamptz AND node_type <> 'multiInstanceBody' GROUP BY 1`,
      values,
    ),
    pool.query<WaitingRow>(
      `SELECT node_id AS "nodeId", count(*) AS waiting, min(entered_at) AS "waitingSince" FROM item
       WHERE definition_id = $1 AND node_id IS NOT NULL AND ended_at IS NULL AND NOT multi_instance_body GROUP BY 1`,
      [definitionId],
    ),
    pool.query<{ readonly ended: number } & Durations>(
      `SELECT count(*) AS ended, ${durations("outcome = 'completed'")}
       FROM history_instance WHERE definition_id = $1 AND ended_at >= $2::timestamptz`,
      values,
    ),
    pool.query<{ readonly running: number }>('SELECT count(*) AS running FROM instance WHERE definition_id = $1', [
      definitionId,
    ]),
  ]);
  const done = new Map(activities.rows.map((row) => [row.nodeId, row]));
  const now = new Map(waiting.rows.map((row) => [row.nodeId, row]));
  const [all] = instances.rows;
  return {
    running: running.rows[0]?.running ?? 0,
    ended: all?.ended ?? 0,
    seconds: { median: all?.median ?? null, ninetieth: all?.ninetieth ?? null },
    elements: [...new Set([...done.keys(), ...now.keys()])].map((nodeId) => {
      const ended = done.get(nodeId);
      return {
        nodeId,
        completed: ended?.completed ?? 0,
        canceled: ended?.canceled ?? 0,
        seconds: { median: ended?.median ?? null, ninetieth: ended?.ninetieth ?? null },
        waiting: now.get(nodeId)?.waiting ?? 0,
        waitingSince: now.get(nodeId)?.waitingSince ?? null,
      };
    }),
  };
}
