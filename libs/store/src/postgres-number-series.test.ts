import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#testkit';
import { createPostgresPool } from './postgres-pool.ts';
import { PostgresNumberSeries } from './postgres-number-series.ts';
import { storeMigrations } from './store-migrations.ts';

describe('case numbers in PostgreSQL', () => {
  let database: TestDatabase;
  let pool: ReturnType<typeof createPostgresPool>;
  let now = Date.parse('2026-12-31T22:59:59Z');
  let numbers: PostgresNumberSeries;

  beforeAll(async () => {
    database = await testDatabase({ rooms: [storeMigrations] });
    pool = createPostgresPool(database.url, { connections: 8 });
    numbers = new PostgresNumberSeries(pool, { now: () => now }, 'Europe/Berlin');
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('given many claims at once, some twice, then each has one number and no number is missing', async () => {
    const claims = Array.from({ length: 60 }, (_, index) => `dog:${index % 40}`);
    const taken = await Promise.all(claims.map((claim) => numbers.take('HS', claim)));
    expect(new Set(taken).size).toBe(40);
    expect([...new Set(taken)].sort()).toEqual(
      Array.from({ length: 40 }, (_, index) => `HS-2026-${String(index + 1).padStart(4, '0')}`),
    );
    expect(await numbers.take('HS', 'dog:7')).toBe(taken[7]);
  });

  it('given a new year in the office, then the series begins again; an old claim keeps its number', async () => {
    now = Date.parse('2026-12-31T23:00:00Z');
    expect(await numbers.take('HS', 'next year')).toBe('HS-2027-0001');
    expect(await numbers.take('HS', 'dog:0')).toMatch(/^HS-2026-/);
  });

  it('given a series that is none, then it is refused', async () => {
    await expect(numbers.take('dog tax', 'x')).rejects.toThrow('Expected a series');
  });
});
