import type pg from 'pg';
import type { OperationRow } from '#runtime';
import { columnList, OPERATION, recordset } from './columns.ts';
import { inTransaction } from './in-transaction.ts';

/** What the rows an entry names know about it: task, job, timer, then instance, then definition. */
const LOOKED_UP: Partial<Readonly<Record<keyof typeof OPERATION, string>>> = {
  rootId: 'coalesce(r."rootId", t.root_id, j.root_id, m.root_id, i.root_id)',
  instanceId: 'coalesce(r."instanceId", t.instance_id, j.instance_id, m.instance_id, x.instance_id)',
  executionId:
    'coalesce(r."executionId", t.element_instance_id, j.element_instance_id, m.element_instance_id, r."instanceId")',
  definitionId: 'coalesce(r."definitionId", i.definition_id)',
  definitionKey: 'coalesce(r."definitionKey", d.key)',
  deploymentId: 'coalesce(r."deploymentId", d.deployment_id)',
};

/**
 * Writes entries of the operation log. It sees the other tables as they were before the statement it is part of, so a task
 * that is completed by the same statement is still there.
 */
export function insertOperations(parameter: number): string {
  const values = Object.keys(OPERATION).map((field) => LOOKED_UP[field as keyof typeof OPERATION] ?? `r."${field}"`);
  return `INSERT INTO history_operation (${columnList(OPERATION)}) SELECT ${values.join(', ')}
    FROM ${recordset(parameter, OPERATION)}
    LEFT JOIN task t ON t.id = r."taskId"
    LEFT JOIN job j ON j.id = coalesce(r."jobId", r."externalTaskId")
    LEFT JOIN timer m ON m.id = r."jobId"
    LEFT JOIN item x ON x.id = r."executionId"
    LEFT JOIN instance i
      ON i.id = coalesce(r."instanceId", t.instance_id, j.instance_id, m.instance_id, x.instance_id)
    LEFT JOIN definition d ON d.id = coalesce(r."definitionId", i.definition_id)`;
}

const INSERT = insertOperations(1);

/** Writes entries in the transaction of `client`. */
export async function recordOperations(
  client: Pick<pg.ClientBase, 'query'>,
  log: readonly OperationRow[],
): Promise<void> {
  if (log.length > 0) await client.query({ name: 'log_operations', text: INSERT, values: [JSON.stringify(log)] });
}

/** A statement that changes one row, and its entries with it. False when it has found no row: then nothing is written. */
export async function logged(pool: pg.Pool, log: readonly OperationRow[], statement: pg.QueryConfig): Promise<boolean> {
  if (log.length === 0) return (await pool.query(statement)).rowCount === 1;
  try {
    await inTransaction(pool, async (client) => {
      // First the entries: afterwards the row they are about may be gone.
      await recordOperations(client, log);
      if ((await client.query(statement)).rowCount !== 1) throw new NothingChanged();
    });
    return true;
  } catch (error) {
    if (error instanceof NothingChanged) return false;
    throw error;
  }
}

/** Takes the entries back. */
class NothingChanged extends Error {}
