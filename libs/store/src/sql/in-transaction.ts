import type pg from 'pg';

/** Runs `work` in a transaction of its own: commits when it resolves, rolls back when it rejects. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((reason: unknown) => {
      lost = reason instanceof Error ? reason : new Error(String(reason));
    });
    throw error;
  } finally {
    client.release(lost);
  }
}
