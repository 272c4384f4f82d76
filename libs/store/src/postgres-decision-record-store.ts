import type pg from 'pg';
import type { DecisionHistoryRow, DecisionRecordStore, OperationRow } from '#runtime';
import { columnList, DECISION_HISTORY, fieldList, recordset } from './sql/columns.ts';
import { inTransaction } from './sql/in-transaction.ts';
import { recordOperations } from './sql/operation-entries.ts';

const INSERT = `INSERT INTO history_decision (${columnList(DECISION_HISTORY)})
  SELECT ${fieldList(DECISION_HISTORY)} FROM ${recordset(1, DECISION_HISTORY)}`;

/** {@link DecisionRecordStore} on PostgreSQL. */
export class PostgresDecisionRecordStore implements DecisionRecordStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async record(row: DecisionHistoryRow, log: readonly OperationRow[]): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query({ name: 'record_decision', text: INSERT, values: [JSON.stringify([row])] });
      await recordOperations(client, log);
    });
  }

  async remove(id: string): Promise<void> {
    await this.#pool.query('DELETE FROM history_decision WHERE id = $1', [id]);
  }
}
