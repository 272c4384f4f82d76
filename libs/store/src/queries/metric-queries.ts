import type pg from 'pg';
import type { Metric, Period, Queries } from '#runtime';
import { ListQuery } from './list-query.ts';

/** Where each metric counts: one row `(at, who)` for each time; `who` only where people are counted, each of them once. */
const SOURCES: Readonly<Record<Metric, string>> = {
  activityStarts: `SELECT entered_at AS at, NULL AS who FROM item WHERE node_id IS NOT NULL AND ended_at IS NULL
    UNION ALL SELECT started_at, NULL FROM history_activity`,
  activityEnds: 'SELECT ended_at AS at, NULL AS who FROM history_activity',
  instanceStarts: `SELECT started_at AS at, NULL AS who FROM instance WHERE id = root_id
    UNION ALL SELECT started_at, NULL FROM history_instance WHERE id = root_id`,
  jobsSucceeded: `SELECT at, NULL AS who FROM history_job WHERE performer <> 'external' AND outcome = 'completed'`,
  jobsFailed: `SELECT at, NULL AS who FROM history_job WHERE performer <> 'external' AND outcome = 'failed'`,
  decisions: `SELECT at, NULL AS who FROM history_decision, generate_series(1, CASE WHEN jsonb_typeof(evaluations) = 'array'
    THEN greatest(1, jsonb_array_length(evaluations)) ELSE 1 END)`,
  taskWorkers: `SELECT created_at AS at, assignee AS who FROM task WHERE assignee IS NOT NULL
    UNION ALL SELECT created_at, assignee FROM history_task WHERE assignee IS NOT NULL
    UNION ALL SELECT ended_at, completed_by FROM history_task WHERE completed_by IS NOT NULL`,
};

const LARGEST_LIMIT = 1000;

/** Figures of operation, counted when somebody asks. */
export class PostgresMetricQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async sum(metric: Metric, period: Period = {}): Promise<number> {
    const { query, values } = within(period);
    const result = await this.#pool.query<{ value: number }>(
      `SELECT ${figure(metric)} AS value FROM (${SOURCES[metric]}) t WHERE ${query.condition}`,
      values,
    );
    return result.rows[0]?.value ?? 0;
  }

  async intervals(
    metric: Metric,
    request: Parameters<Queries['metrics']['intervals']>[1],
  ): Promise<readonly { at: string; value: number }[]> {
    const { query, values } = within(request);
    const seconds = query.parameter(request.seconds);
    const limit = Math.min(LARGEST_LIMIT, Math.max(1, Math.trunc(request.limit ?? LARGEST_LIMIT)));
    const result = await this.#pool.query<{ at: string; value: number }>(
      `SELECT to_timestamp(floor(extract(epoch FROM t.at) / ${seconds}::integer) * ${seconds}::integer) AS at,
         ${figure(metric)} AS value
       FROM (${SOURCES[metric]}) t WHERE ${query.condition} GROUP BY 1 ORDER BY 1 DESC
       LIMIT ${limit} OFFSET ${Math.max(0, Math.trunc(request.offset ?? 0))}`,
      [...values, request.seconds],
    );
    return result.rows;
  }
}

function figure(metric: Metric): string {
  return metric === 'taskWorkers' ? 'count(DISTINCT t.who)' : 'count(*)';
}

function within({ from, until }: Period): { readonly query: ListQuery; readonly values: unknown[] } {
  const query = new ListQuery().where('t.at >= $', from).where('t.at < $', until);
  return { query, values: [from, until].filter((one) => one !== undefined) };
}
