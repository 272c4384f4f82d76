import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { testDatabase, type TestDatabase } from '#testkit';
import { maintainHistory } from './maintain-history.ts';
import { createPostgresPool } from './postgres-pool.ts';
import { storeMigrations } from './store-migrations.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await testDatabase({ rooms: [storeMigrations] });
  pool = createPostgresPool(database.url, { connections: 4 });
  await pool.query(
    `INSERT INTO deployment (id, deployed_at) VALUES ('dep', now());
     INSERT INTO definition (id, kind, key, version, deployment_id, resource, content_hash, deployed_at, history_time_to_live)
     VALUES ('kept', 'process', 'kept', 1, 'dep', 'a', '', now(), NULL), ('short', 'process', 'short', 1, 'dep', 'b', '', now(), 'P10D')`,
  );
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function ended(id: string, definitionId: string, endedAt: string): Promise<void> {
  await pool.query(
    `INSERT INTO history_instance (id, root_id, definition_id, started_at, variables, outcome, ended_at)
     VALUES ($1, $1, $2, $3, '{}', 'completed', $3)`,
    [id, definitionId, endedAt],
  );
  await pool.query(
    `INSERT INTO history_variable (root_id, instance_id, scope_id, name, value, removed, at) VALUES ($1, $1, $1, 'x', '1', false, $2)`,
    [id, endedAt],
  );
}

async function left(): Promise<readonly string[]> {
  const result = await pool.query<{ id: string }>(
    `SELECT id FROM history_instance UNION SELECT root_id || ' variable' FROM history_variable ORDER BY 1`,
  );
  return result.rows.map(({ id }) => id);
}

const at = (text: string) => Date.parse(text);

describe('maintainHistory', () => {
  it('given days for entries about no case, when they are over, then those go, and entries about a case stay', async () => {
    await pool.query(
      `INSERT INTO history_operation (id, operation_id, at, user_id, type, entity, category, root_id, instance_id) VALUES
         ('old', 'o1', '2026-01-01T00:00:00Z', 'owner', 'Create', 'Deployment', 'Operator', NULL, NULL),
         ('young', 'o2', '2026-01-09T00:00:00Z', 'owner', 'Create', 'Deployment', 'Operator', NULL, NULL),
         ('of a case', 'o3', '2026-01-01T00:00:00Z', 'clerk', 'Claim', 'Task', 'TaskWorker', 'case', 'case')`,
    );
    const now = at('2026-01-12T00:00:00Z');
    const entries = async () =>
      (await pool.query<{ id: string }>('SELECT id FROM history_operation ORDER BY id')).rows.map(({ id }) => id);
    await maintainHistory(pool, { now });
    expect(await entries()).toEqual(['of a case', 'old', 'young']);
    await maintainHistory(pool, { now, operationsKeptDays: 10 });
    expect(await entries()).toEqual(['of a case', 'young']);
  });

  it('given rows of a month that was not prepared, when it is, then they move into it and stay readable', async () => {
    await ended('march', 'kept', '2026-03-10T00:00:00.000Z');
    await Promise.all([1, 2, 3].map(() => maintainHistory(pool, { now: at('2026-03-15T00:00:00Z') })));
    const rows = await pool.query<{ table: string }>(
      `SELECT tableoid::regclass::text AS "table" FROM history_instance`,
    );
    expect(rows.rows).toEqual([{ table: 'history_instance_202603' }]);
    expect(await left()).toEqual(['march', 'march variable']);
  });

  it('given a time to live of ten days, when they are over, then that definition leaves nothing and others stay', async () => {
    await ended('brief', 'short', '2026-03-12T00:00:00.000Z');
    await maintainHistory(pool, { now: at('2026-03-20T00:00:00Z') });
    expect(await left()).toContain('brief');
    await maintainHistory(pool, { now: at('2026-03-23T00:00:00Z') });
    expect(await left()).toEqual(['march', 'march variable']);
  });

  it('given retention of two months, when they are over, then the month is dropped, but values of running instances stay', async () => {
    await pool.query(
      `INSERT INTO instance (id, root_id, definition_id, unique_business_key, suspended, started_at, variables, revision, item_count)
       VALUES ('old', 'old', 'kept', false, false, '2026-03-01T00:00:00Z', '{}', 1, 1)`,
    );
    await maintainHistory(pool, { now: at('2026-06-02T00:00:00Z'), retentionMonths: 2 });
    expect(await left()).toEqual(['march variable']);
    await pool.query('DELETE FROM instance');
    await maintainHistory(pool, { now: at('2026-06-02T00:00:00Z'), retentionMonths: 2 });
    expect(await left()).toEqual([]);
  });

  it('given entries of the operation log, then they go with their case, or with their month when they are about none', async () => {
    const entry = (id: string, rootId: string | null) =>
      pool.query(
        `INSERT INTO history_operation (id, operation_id, at, user_id, type, entity, category, root_id)
         VALUES ($1, $1, '2026-03-12', 'ada', 'Claim', 'Task', 'TaskWorker', $2)`,
        [id, rootId],
      );
    const kept = async () =>
      (await pool.query<{ id: string }>('SELECT id FROM history_operation ORDER BY id')).rows.map(({ id }) => id);
    await ended('brief', 'short', '2026-03-12T00:00:00.000Z');
    await entry('of a case', 'brief');
    await entry('of a deployment', null);
    await maintainHistory(pool, { now: at('2026-03-20T00:00:00Z') });
    expect(await kept()).toEqual(['of a case', 'of a deployment']);
    await maintainHistory(pool, { now: at('2026-03-23T00:00:00Z') });
    expect(await kept()).toEqual(['of a deployment']);
    await maintainHistory(pool, { now: at('2026-06-02T00:00:00Z'), retentionMonths: 2 });
    expect(await kept()).toEqual([]);
  });

  it('given keys of repeated requests, when their time is over, then they are forgotten', async () => {
    await pool.query(
      `INSERT INTO reserved_key VALUES ('idempotency', 'old', 'i', '2026-01-01T00:00:00Z'), ('idempotency', 'new', 'i', '2027-01-01T00:00:00Z'),
       ('businessKey', 'b', 'i', NULL)`,
    );
    await maintainHistory(pool, { now: at('2026-06-02T00:00:00Z') });
    const keys = await pool.query<{ key: string }>('SELECT key FROM reserved_key ORDER BY key');
    expect(keys.rows.map(({ key }) => key)).toEqual(['b', 'new']);
  });

  it('given batches kept for thirty days, when they are over, then ended ones go with their targets and open ones stay', async () => {
    await pool.query(
      `INSERT INTO batch (id, kind, operation, created_at, ended_at, outcome)
       VALUES ('long ago', 'suspend', '{}', '2026-01-01', '2026-01-02', 'canceled'),
         ('lately', 'suspend', '{}', '2026-01-01', '2026-03-01', 'completed'),
         ('waiting', 'suspend', '{}', '2026-01-01', NULL, NULL);
       INSERT INTO batch_item (batch_id, position, target_id, wake_at)
       SELECT id, 0, 'x', '2026-01-01' FROM batch`,
    );
    const now = at('2026-03-20T00:00:00Z');
    await maintainHistory(pool, { now });
    expect((await pool.query('SELECT id FROM batch')).rowCount).toBe(3);
    await maintainHistory(pool, { now, batchesKeptDays: 30 });
    const kept = await pool.query<{ id: string }>(
      'SELECT b.id FROM batch b JOIN batch_item i ON i.batch_id = b.id ORDER BY 1',
    );
    expect(kept.rows.map(({ id }) => id)).toEqual(['lately', 'waiting']);
    expect((await pool.query('SELECT 1 FROM batch_item')).rowCount).toBe(2);
  });
});
