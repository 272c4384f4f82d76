import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

/**
 * The migrations one room brings. They are only ever appended. Every room keeps its own ledger
 * (`migration_<room>`), so that a program that knows fewer rooms still starts.
 */
export interface RoomMigrations {
  /** Lower-case letters. */
  readonly room: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** The schema has been migrated by a newer program. Start that one, or restore the backup taken before. */
export class SchemaTooNewError extends Error {
  readonly code = 'SCHEMA_TOO_NEW';
  readonly room: string;
  readonly unknown: readonly string[];

  constructor(room: string, unknown: readonly string[]) {
    super(
      `Expected a database schema this program knows, but ${room} has migrations of a newer one (${unknown.join(', ')}). ` +
        'Start the newer program version.',
    );
    this.name = 'SchemaTooNewError';
    this.room = room;
    this.unknown = unknown;
  }
}

/** The schema lacks migrations this program needs. Run the migration first. */
export class SchemaTooOldError extends Error {
  readonly code = 'SCHEMA_TOO_OLD';
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(
      `Expected a database schema of this program version, but these migrations are missing: ${missing.join(', ')}. ` +
        'Run the migration (command migrate) and start again.',
    );
    this.name = 'SchemaTooOldError';
    this.missing = missing;
  }
}

/** Any number will do, as long as every program of every version uses the same one. */
const LOCK_KEY = 0x4c5a; // "LZ"

/**
 * Brings the schema up to what the given rooms need. Any number of programs may call it at once: one migrates, the others
 * wait and find everything done. The lock belongs to a connection and ends with it, so a killed migrator blocks nobody.
 *
 * @returns names of the migrations applied now
 * @throws SchemaTooNewError when the database knows migrations this program does not
 */
export async function migrate(url: string, rooms: readonly RoomMigrations[]): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    const applied: string[] = [];
    for (const room of rooms) {
      const known = await appliedMigrations(lock, room.room);
      const pending = compare(room, known);
      if (pending.length === 0) continue;
      applied.push(...(await runMigrations(url, room)));
    }
    return applied;
  } finally {
    await lock.end();
  }
}

/**
 * For programs that do not migrate by themselves: is the schema exactly right?
 * @throws SchemaTooNewError, SchemaTooOldError
 */
export async function assertSchema(url: string, rooms: readonly RoomMigrations[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const missing: string[] = [];
    for (const room of rooms) missing.push(...compare(room, await appliedMigrations(client, room.room)));
    if (missing.length > 0) throw new SchemaTooOldError(missing);
  } finally {
    await client.end();
  }
}

/** Names still to be applied. */
function compare(room: RoomMigrations, applied: readonly string[]): readonly string[] {
  const known = room.migrations.map((migration) => migration.name);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new SchemaTooNewError(room.room, unknown);
  return known.filter((name) => !applied.includes(name));
}

async function appliedMigrations(client: pg.Client, room: string): Promise<readonly string[]> {
  const exists = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    `public.${ledger(room)}`,
  ]);
  if (exists.rows[0]?.found !== true) return [];
  const rows = await client.query<{ name: string }>(`SELECT name FROM ${ledger(room)} ORDER BY id`);
  return rows.rows.map((row) => row.name);
}

function ledger(room: string): string {
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(room)) {
    throw new Error(`Expected a room name of lower-case letters, but got "${room}".`);
  }
  return `migration_${room}`;
}

async function runMigrations(url: string, room: RoomMigrations): Promise<readonly string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: [...room.migrations],
    migrationsTableName: ledger(room.room),
    poolSize: 1,
  });
  await dataSource.initialize();
  try {
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}
