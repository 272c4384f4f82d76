import type pg from 'pg';
import type {
  BatchItemFailure,
  BatchItemOutcome,
  BatchRow,
  BatchStore,
  ClaimedBatchItem,
  OperationRow,
} from '#runtime';
import { recordset } from './sql/columns.ts';
import { inTransaction } from './sql/in-transaction.ts';
import { logged, recordOperations } from './sql/operation-entries.ts';

const OUTCOME = {
  batchId: 'text',
  position: 'integer',
  state: 'text',
  error: 'text',
  fault: 'jsonb',
  wakeAt: 'timestamptz',
} as const;

/** {@link BatchStore} on PostgreSQL. */
export class PostgresBatchStore implements BatchStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async insert(
    { id, operation, createdAt, createdBy }: BatchRow,
    targets: readonly string[],
    log: readonly OperationRow[],
  ): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query(
        'INSERT INTO batch (id, kind, operation, created_at, created_by) VALUES ($1, $2, $3, $4, $5)',
        [id, operation.kind, JSON.stringify(operation), createdAt, createdBy],
      );
      await client.query(
        `INSERT INTO batch_item (batch_id, position, target_id, wake_at)
         SELECT $1, n - 1, target, $3 FROM unnest($2::text[]) WITH ORDINALITY AS t(target, n)`,
        [id, targets, createdAt],
      );
      await recordOperations(client, log);
    });
  }

  async claim(request: Parameters<BatchStore['claim']>[0]): Promise<readonly ClaimedBatchItem[]> {
    const { now, nextLookAt, limit } = request;
    const result = await this.#pool.query<ClaimedBatchItem>({
      name: 'batch_claim',
      text: `WITH due AS (
          SELECT i.batch_id, i.position FROM batch_item i JOIN batch b ON b.id = i.batch_id
          WHERE i.state = 'waiting' AND i.wake_at <= $1 AND NOT b.suspended AND b.ended_at IS NULL
          ORDER BY i.wake_at, i.batch_id, i.position LIMIT $3 FOR UPDATE OF i SKIP LOCKED
        ), taken AS (
          UPDATE batch_item i SET wake_at = $2, attempts = i.attempts + 1 FROM due d
          WHERE i.batch_id = d.batch_id AND i.position = d.position RETURNING i.*
        ), begun AS (
          UPDATE batch SET started_at = $1 WHERE started_at IS NULL AND id IN (SELECT batch_id FROM taken)
        ) SELECT t.batch_id AS "batchId", t.position, t.target_id AS "targetId", t.attempts, b.operation,
            b.created_by AS "createdBy"
          FROM taken t JOIN batch b ON b.id = t.batch_id ORDER BY t.batch_id, t.position`,
      values: [now, nextLookAt, limit],
    });
    return result.rows;
  }

  async settle(outcomes: readonly BatchItemOutcome[]): Promise<void> {
    await this.#pool.query({
      name: 'batch_settle',
      text: `UPDATE batch_item i SET state = r."state", error = r."error", fault = r."fault", wake_at = r."wakeAt"
        FROM ${recordset(1, OUTCOME)}
        WHERE i.batch_id = r."batchId" AND i.position = r."position" AND i.state = 'waiting'`,
      values: [JSON.stringify(outcomes)],
    });
  }

  async finish(now: string): Promise<void> {
    await this.#pool.query({
      name: 'batch_finish',
      text: `UPDATE batch b SET ended_at = $1, outcome = 'completed'
        WHERE ended_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM batch_item i WHERE i.batch_id = b.id AND i.state <> 'done')`,
      values: [now],
    });
  }

  async nextWake(): Promise<string | undefined> {
    const result = await this.#pool.query<{ at: string | null }>({
      name: 'batch_next_wake',
      text: `SELECT min(i.wake_at) AS at FROM batch b JOIN batch_item i ON i.batch_id = b.id AND i.state = 'waiting'
        WHERE b.ended_at IS NULL AND NOT b.suspended`,
      values: [],
    });
    return result.rows[0]?.at ?? undefined;
  }

  setSuspended(batchId: string, suspended: boolean, log: readonly OperationRow[]): Promise<boolean> {
    const text = 'UPDATE batch SET suspended = $2 WHERE id = $1 AND ended_at IS NULL';
    return logged(this.#pool, log, { text, values: [batchId, suspended] });
  }

  async retryFailed(batchId: string, now: string): Promise<number | 'ended' | undefined> {
    return inTransaction(this.#pool, async (client) => {
      const batch = await client.query<{ ended: boolean }>(
        'SELECT ended_at IS NOT NULL AS ended FROM batch WHERE id = $1 FOR UPDATE',
        [batchId],
      );
      if (batch.rows[0] === undefined) return undefined;
      if (batch.rows[0].ended) return 'ended';
      const repeated = await client.query(
        `UPDATE batch_item SET state = 'waiting', attempts = 0, error = NULL, fault = NULL, wake_at = $2
         WHERE batch_id = $1 AND state = 'failed'`,
        [batchId, now],
      );
      return repeated.rowCount ?? 0;
    });
  }

  async cancel(
    batchId: string,
    now: string,
    { error, fault }: BatchItemFailure,
    log: readonly OperationRow[],
  ): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const ended = await client.query(
        `UPDATE batch SET ended_at = $2, outcome = 'canceled' WHERE id = $1 AND ended_at IS NULL`,
        [batchId, now],
      );
      if (ended.rowCount !== 1) return false;
      await client.query(
        `UPDATE batch_item SET state = 'failed', error = coalesce(error, $2),
           fault = CASE WHEN error IS NULL THEN $3 ELSE fault END
         WHERE batch_id = $1 AND state = 'waiting'`,
        [batchId, error, JSON.stringify(fault)],
      );
      await recordOperations(client, log);
      return true;
    });
  }

  remove(batchId: string, log: readonly OperationRow[]): Promise<boolean> {
    return logged(this.#pool, log, { text: 'DELETE FROM batch WHERE id = $1', values: [batchId] });
  }
}
