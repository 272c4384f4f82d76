import { DataSource } from 'typeorm';
import { IdentityError } from './identity-error.ts';
import { CreateUsersAndSessions1763683200000 } from './migrations/1763683200000-create-users-and-sessions.ts';
import { Session } from './session.entity.ts';
import { User } from './user.entity.ts';

const MIGRATIONS_TABLE = 'identity_migrations';
/** Any number nobody else uses: the bytes of "idty". */
const MIGRATION_LOCK = 0x69647479;

/** A small pool of its own: people log in and are looked up; nothing of identity is on the hot path of the engine. */
export async function openIdentityDatabase(url: string, connections = 4): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize: connections,
    entities: [User, Session],
    migrations: [CreateUsersAndSessions1763683200000],
    migrationsTableName: MIGRATIONS_TABLE,
    applicationName: 'laufzettel identity',
  }).initialize();
}

/** Brings users and sessions up to date. Any number of programs may call it at once: one works, the others wait for it. */
export async function migrateIdentity(database: DataSource): Promise<readonly string[]> {
  const runner = database.createQueryRunner();
  await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    return (await database.runMigrations({ transaction: 'each' })).map(({ name }) => name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}

/** @throws IdentityError SCHEMA_OUTDATED or SCHEMA_TOO_NEW when the tables are not those of this version. */
export async function requireIdentitySchema(database: DataSource): Promise<void> {
  const known = database.migrations.map(({ name, constructor }) => name ?? constructor.name);
  const done = await doneMigrations(database);
  if (known.some((name) => !done.includes(name))) {
    throw new IdentityError(
      'SCHEMA_OUTDATED',
      'Expected an up-to-date database schema, but migrations are missing. Run: laufzettel migrate',
    );
  }
  const unknown = done.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new IdentityError(
      'SCHEMA_TOO_NEW',
      `Expected a schema this version knows, but the database has been migrated by a newer one (${unknown.join(', ')}). Install the newer version.`,
    );
  }
}

async function doneMigrations(database: DataSource): Promise<readonly string[]> {
  const [row] = await database.query<{ found: string | null }[]>('SELECT to_regclass($1)::text AS found', [
    MIGRATIONS_TABLE,
  ]);
  if (row?.found == null) return [];
  const rows = await database.query<{ name: string }[]>(`SELECT name FROM ${MIGRATIONS_TABLE}`);
  return rows.map(({ name }) => name);
}
