import type pg from 'pg';
import type { OperationRow, OperationStore } from '#runtime';
import { inTransaction } from './sql/in-transaction.ts';
import { recordOperations } from './sql/operation-entries.ts';

/** {@link OperationStore} on PostgreSQL. */
export class PostgresOperationStore implements OperationStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async annotate(operationId: string, annotation: string | null, log: readonly OperationRow[]): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const text = 'UPDATE history_operation SET annotation = $2 WHERE operation_id = $1';
      const { rowCount } = await client.query(text, [operationId, annotation]);
      if (rowCount === 0) return false;
      await recordOperations(client, log);
      return true;
    });
  }
}
