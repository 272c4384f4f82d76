import { type Pool } from 'pg';
import { createKeyedMutex, type Exclusive } from './keyed-mutex.ts';

/**
 * Exclusion between all processes of one database, by session advisory locks: a process that dies gives them up by
 * itself. Needs direct connections or a pooler in session mode.
 *
 * A lock occupies a connection while its work needs others of the same pool. Callers therefore queue within the process
 * first, and no more than a quarter of the pool (or `slots`) is ever occupied by the locks of one mutex.
 */
export function createDatabaseMutex(pool: Pool, slots?: number): Exclusive {
  const local = createKeyedMutex();
  const gate = createGate(Math.max(1, slots ?? Math.floor(pool.options.max / 4)));
  return async (key, work) => local(key, async () => gate(async () => withLock(pool, key, work)));
}

async function withLock<T>(pool: Pool, key: string, work: () => Promise<T>): Promise<T> {
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
}

/** Lets so many through at once; the others wait in the order they came. */
function createGate(slots: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = slots;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
