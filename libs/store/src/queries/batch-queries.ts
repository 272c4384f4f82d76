import type pg from 'pg';
import type { BatchFilter, BatchItemView, BatchView, Page, Queries } from '#runtime';
import { ListQuery, orderBy } from './list-query.ts';

const FIGURES = `(SELECT count(*) AS total, count(*) FILTER (WHERE state = 'waiting') AS waiting,
  count(*) FILTER (WHERE state = 'done') AS done, count(*) FILTER (WHERE state = 'failed') AS failed
  FROM batch_item i WHERE i.batch_id = t.id) f`;
const FROM = `batch t CROSS JOIN LATERAL ${FIGURES}`;
const SELECT = `t.id, t.kind, f.total, f.waiting, f.done, f.failed, t.suspended, t.created_at AS "createdAt",
  t.created_by AS "createdBy", t.started_at AS "startedAt", t.ended_at AS "endedAt", t.outcome`;

/** Batches with their progress, counted from their targets. */
export class PostgresBatchQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  list(filter: BatchFilter = {}): Promise<Page<BatchView>> {
    const order = orderBy(
      filter.sort,
      { id: 't.id', createdAt: 't.created_at', endedAt: 't.ended_at' },
      't.created_at DESC',
      't.id',
    );
    return filtered(filter).page(this.#pool, { select: SELECT, from: FROM, orderBy: order }, filter);
  }

  count(filter: BatchFilter = {}): Promise<number> {
    return filtered(filter).count(this.#pool, FROM);
  }

  async find(id: string): Promise<BatchView | undefined> {
    return (await this.#pool.query<BatchView>(`SELECT ${SELECT} FROM ${FROM} WHERE t.id = $1`, [id])).rows[0];
  }

  items(batchId: string, filter: Parameters<Queries['batches']['items']>[1] = {}): Promise<Page<BatchItemView>> {
    return new ListQuery().where('t.batch_id = $', batchId).where('t.state = ANY($::text[])', filter.states).page(
      this.#pool,
      {
        select: 't.position, t.target_id AS "targetId", t.state, t.attempts, t.error, t.fault, t.result',
        from: 'batch_item t',
        orderBy: 't.position',
      },
      filter,
    );
  }
}

function filtered(filter: BatchFilter): ListQuery {
  return new ListQuery()
    .where('t.id = ANY($::text[])', filter.ids)
    .where('t.kind = ANY($::text[])', filter.kinds)
    .whereFlag(filter.open, 't.ended_at IS NULL', 't.ended_at IS NOT NULL')
    .where('t.suspended = $', filter.suspended)
    .where('t.created_by = $', filter.createdBy)
    .where('t.created_at >= $', filter.createdAfter)
    .where('t.created_at <= $', filter.createdBefore)
    .whereFlag(filter.failed, 'f.failed > 0', 'f.failed = 0');
}
