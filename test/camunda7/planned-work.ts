import { createPostgresPool } from '#store';
import type { EngineUnderTest } from './engine-under-test.ts';

/** A moment nobody reaches while a test runs, in the form of Camunda 7. */
export const IN_AN_HOUR = new Date(Date.now() + 3_600_000).toISOString().replace('Z', '+0000');

/**
 * Lets the moment of everything that is planned have come, and the engine do it. Waiting for a moment close at hand would ask
 * of the machine to be faster than it with the request before.
 */
export async function letPlansComeDue({ databaseUrl, background }: EngineUnderTest): Promise<void> {
  const pool = createPostgresPool(databaseUrl, { connections: 1 });
  try {
    await pool.query(`UPDATE planned_hold SET due_at = '2020-01-01T00:00:00Z'`);
    await pool.query(`UPDATE planned_suspension SET due_at = '2020-01-01T00:00:00Z'`);
  } finally {
    await pool.end();
  }
  await background.pass();
}
