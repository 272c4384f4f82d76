import type pg from 'pg';
import { HISTORY_TABLES } from './history-tables.ts';

/** Tables that are found by the root of their case; the others have an index by instance only. */
const FOUND_BY_ROOT = new Set<string>(['event', 'comment', 'operation', 'form_field', 'decision']);

/**
 * Deletes the history of ended cases with all they have called, by indexes only: many cases one after the other must not
 * read all of history each time.
 *
 * @param rootIds ids of instances nobody has called
 */
export async function deleteHistoryOfCases(client: pg.ClientBase, rootIds: readonly string[]): Promise<void> {
  const called = await client.query<{ id: string }>(
    'SELECT id FROM history_instance WHERE root_id = ANY($1::text[]) AND root_id <> id',
    [rootIds],
  );
  const instanceIds = [...rootIds, ...called.rows.map(({ id }) => id)];
  for (const table of HISTORY_TABLES) {
    const column = FOUND_BY_ROOT.has(table) ? 'root_id' : table === 'instance' ? 'id' : 'instance_id';
    await client.query(`DELETE FROM history_${table} WHERE ${column} = ANY($1::text[])`, [
      column === 'root_id' ? rootIds : instanceIds,
    ]);
  }
}
