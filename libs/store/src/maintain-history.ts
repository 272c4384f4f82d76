import type pg from 'pg';
import { deleteHistoryOfCases } from './sql/delete-history.ts';
import { HISTORY_TABLES } from './sql/history-tables.ts';

/** Upkeep of two programs at once would create the same table twice. */
const UPKEEP_LOCK = 0x4c5a02;

/**
 * Upkeep of history: prepares the partitions of this and the next two months, drops months whose retention has ended, deletes
 * what definitions with a shorter time to live have left, forgets batches that ended long ago, and idempotency keys that
 * are over. Any number of programs may call it at once.
 */
export async function maintainHistory(
  pool: pg.Pool,
  options: {
    readonly now: number;
    readonly retentionMonths?: number | undefined;
    /** Days an ended batch is kept; for ever when absent. */
    readonly batchesKeptDays?: number | undefined;
    /** Days the record of a decision evaluated outside a case is kept that has no time to live; for ever when absent. */
    readonly decisionsKeptDays?: number | undefined;
    /** Days entries of the operation log about no case are kept; for ever when absent. */
    readonly operationsKeptDays?: number | undefined;
  },
): Promise<void> {
  const client = await pool.connect();
  try {
    const locked = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [UPKEEP_LOCK]);
    if (locked.rows[0]?.locked !== true) return;
    try {
      for (let ahead = 0; ahead <= 2; ahead += 1) await createMonth(client, monthOf(options.now, ahead));
      if (options.retentionMonths !== undefined)
        await dropMonths(client, monthOf(options.now, -options.retentionMonths));
      await deleteExpired(client, options.now);
      await deleteExpiredDecisions(client, options.now);
      if (options.decisionsKeptDays !== undefined)
        await deleteDecisionsByHand(client, options.now, options.decisionsKeptDays);
      if (options.operationsKeptDays !== undefined)
        await deleteOperations(client, options.now, options.operationsKeptDays);
      if (options.batchesKeptDays !== undefined) await deleteBatches(client, options.now, options.batchesKeptDays);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [UPKEEP_LOCK]);
    }
  } finally {
    client.release();
  }
}

interface Month {
  /** `202611` */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

function monthOf(now: number, offset: number): Month {
  const at = new Date(now);
  const start = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + offset, 1));
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
  return {
    name: `${start.getUTCFullYear()}${String(start.getUTCMonth() + 1).padStart(2, '0')}`,
    from: start.toISOString(),
    to: end.toISOString(),
  };
}

async function createMonth(client: pg.PoolClient, { name, from, to }: Month): Promise<void> {
  for (const table of HISTORY_TABLES) {
    const partition = `history_${table}_${name}`;
    const exists = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [partition]);
    if (exists.rows[0]?.found === true) continue;
    const column = ['instance', 'activity', 'task', 'incident'].includes(table) ? 'ended_at' : 'at';
    // Rows that came before the month was prepared are in the default partition; they move along, or the month could not be
    // attached.
    await client.query('BEGIN');
    try {
      await client.query(`LOCK TABLE history_${table} IN ACCESS EXCLUSIVE MODE`);
      await client.query(`CREATE TABLE ${partition} (LIKE history_${table} INCLUDING DEFAULTS)`);
      await client.query(
        `WITH moved AS (DELETE FROM history_${table}_default WHERE ${column} >= '${from}' AND ${column} < '${to}' RETURNING *)
         INSERT INTO ${partition} SELECT * FROM moved`,
      );
      await client.query(
        `ALTER TABLE history_${table} ATTACH PARTITION ${partition} FOR VALUES FROM ('${from}') TO ('${to}')`,
      );
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  }
}

/** Drops months before the given one. Values of variables, fields of forms, comments on tasks and the operation log stay as long as an instance of that time still runs. */
async function dropMonths(client: pg.PoolClient, keepFrom: Month): Promise<void> {
  const oldest = await client.query<{ at: string | null }>('SELECT min(started_at) AS at FROM instance');
  const oldestRunning = oldest.rows[0]?.at ?? undefined;
  for (const table of HISTORY_TABLES) {
    const partitions = await client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = $1::regclass AND c.relname ~ '_[0-9]{6}$' ORDER BY 1`,
      [`history_${table}`],
    );
    for (const { name } of partitions.rows) {
      const month = name.slice(-6);
      if (month >= keepFrom.name) continue;
      const needed =
        ['variable', 'comment', 'operation', 'form_field'].includes(table) &&
        oldestRunning !== undefined &&
        month >= monthOf(Date.parse(oldestRunning), 0).name;
      if (!needed) await client.query(`DROP TABLE ${name}`);
    }
  }
}

async function deleteExpired(client: pg.PoolClient, now: number): Promise<void> {
  const at = new Date(now).toISOString();
  await client.query(`DELETE FROM reserved_key WHERE kind = 'idempotency' AND expires_at <= $1`, [at]);
  const expired = `SELECT h.id FROM history_instance h JOIN definition d ON d.id = h.definition_id
    WHERE h.id = h.root_id AND d.history_time_to_live LIKE 'P%' AND h.ended_at + d.history_time_to_live::interval <= $1
    LIMIT 1000`;
  for (;;) {
    const rows = await client.query<{ id: string }>(expired, [at]);
    if (rows.rows.length === 0) return;
    await deleteHistoryOfCases(
      client,
      rows.rows.map(({ id }) => id),
    );
  }
}

/**
 * What decisions with a time to live have answered to cases and people, counted from the answer; what a running case has
 * asked stays until the case has ended.
 */
async function deleteExpiredDecisions(client: pg.PoolClient, now: number): Promise<void> {
  await client.query(
    `DELETE FROM history_decision h USING definition d
     WHERE d.id = h.decision_definition_id AND d.history_time_to_live LIKE 'P%'
       AND h.at + d.history_time_to_live::interval <= $1 AND NOT EXISTS (SELECT 1 FROM instance i WHERE i.id = h.root_id)`,
    [new Date(now).toISOString()],
  );
}

/** What people have asked of decisions without a time to live, or of such that are no longer deployed. */
async function deleteDecisionsByHand(client: pg.PoolClient, now: number, keptDays: number): Promise<void> {
  const before = new Date(now - keptDays * 86_400_000).toISOString();
  await client.query(
    `DELETE FROM history_decision h WHERE h.instance_id IS NULL AND h.at < $1 AND NOT EXISTS (
       SELECT 1 FROM definition d WHERE d.id = h.decision_definition_id AND d.history_time_to_live LIKE 'P%')`,
    [before],
  );
}

/** What people have done to no case; entries about a case go with its history. */
async function deleteOperations(client: pg.PoolClient, now: number, keptDays: number): Promise<void> {
  const before = new Date(now - keptDays * 86_400_000).toISOString();
  await client.query('DELETE FROM history_operation WHERE root_id IS NULL AND instance_id IS NULL AND at < $1', [
    before,
  ]);
}

async function deleteBatches(client: pg.PoolClient, now: number, keptDays: number): Promise<void> {
  const before = new Date(now - keptDays * 86_400_000).toISOString();
  await client.query('DELETE FROM batch WHERE ended_at < $1', [before]);
}
