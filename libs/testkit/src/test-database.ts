import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate, type RoomMigrations } from '#store';

export interface TestDatabase {
  readonly url: string;
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A migrated PostgreSQL database of one's own, in the cluster of this test run (0.1 to 0.3 s). The first caller of a set of
 * migrations makes a template, all others copy it. `TEST_DATABASE_URL` names another cluster to use instead.
 *
 * @param prepare further steps on the template (for example the queue's own tables); must be the same for the same `name`
 */
export async function testDatabase(options: {
  readonly rooms: readonly RoomMigrations[];
  readonly prepare?: { readonly name: string; readonly run: (url: string) => Promise<void> };
}): Promise<TestDatabase> {
  const admin = await clusterUrl();
  const template = templateName(options);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withClient(admin, async (client) => {
    // One template maker at a time, over all test processes of the run.
    await client.query('SELECT pg_advisory_lock(4711)');
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount === 0) {
      const draft = `draft_${randomBytes(8).toString('hex')}`;
      await client.query(`CREATE DATABASE ${draft}`);
      await migrate(databaseUrl(admin, draft), options.rooms);
      await options.prepare?.run(databaseUrl(admin, draft));
      await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    await client.query('SELECT pg_advisory_unlock(4711)');
  });
  return {
    url: databaseUrl(admin, name),
    drop: () =>
      withClient(admin, async (client) => {
        await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      }),
  };
}

/** A database without any table, for tests of the migrations themselves. */
export async function emptyTestDatabase(): Promise<TestDatabase> {
  return testDatabase({ rooms: [] });
}

function templateName(options: Parameters<typeof testDatabase>[0]): string {
  const parts = options.rooms.map((room) => [room.room, room.migrations.map((migration) => migration.name)]);
  const hash = createHash('sha256').update(JSON.stringify([parts, options.prepare?.name ?? null]));
  return `template_${hash.digest('hex').slice(0, 24)}`;
}

async function clusterUrl(): Promise<string> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const broker = process.env['TEST_CLUSTER_BROKER'];
  if (broker === undefined) {
    throw new Error('Expected to run inside Jest with its global set-up, but TEST_CLUSTER_BROKER is not set.');
  }
  const response = await fetch(broker);
  const body = await response.text();
  if (!response.ok) throw new Error(body);
  return (JSON.parse(body) as { url: string }).url;
}

function databaseUrl(admin: string, database: string): string {
  const url = new URL(admin);
  url.pathname = `/${database}`;
  return url.href;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
