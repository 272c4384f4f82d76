import { type Pool } from 'pg';
import { createKeyedMutex, type Exclusive } from './keyed-mutex.ts';

/**
 * Exclusion between all processes of one database, by session advisory locks: a process that dies gives them up by
 * itself. Within a process callers queue before they take a connection, so that waiting never exhausts the pool. Needs
 * direct connections or a pooler in session mode.
 */
export function createDatabaseMutex(pool: Pool): Exclusive {
  const local = createKeyedMutex();
  return async (key, work) =>
    local(key, async () => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('SELECT pg_advisory_lock(hashtextextended($1, 7306))', [key]);
        try {
          return await work();
        } finally {
          await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 7306))', [key]).catch((error: unknown) => {
            // The lock ends with the connection, which therefore must not go back to the pool.
            broken = error instanceof Error ? error : new Error(String(error));
          });
        }
      } finally {
        client.release(broken);
      }
    });
}
