import { installationMigrations } from '#execution';
import { identityMigrations } from '#identity';
import { prepareQueue } from '#queue';
import { assertSchema, migrate as migrateRooms } from '#store';
import type { CommandContext } from '../command-context.ts';
import { withDatabase } from '../with-database.ts';

/** Every room that keeps tables. */
const ROOMS = [...installationMigrations, identityMigrations];

/** Brings the database up to date, the queue's tables included where the queue lives in PostgreSQL. */
export async function migrate(context: CommandContext): Promise<void> {
  const { settings, terminal } = context;
  const applied = await withDatabase(settings, terminal, (url) => bringUpToDate(url, settings.redisUrl === undefined));
  context.answer({ applied }, applied.length === 0 ? 'Everything is up to date.\n' : `${applied.join('\n')}\n`);
}

export async function bringUpToDate(url: string, queueInPostgres: boolean): Promise<readonly string[]> {
  const applied = await migrateRooms(url, ROOMS);
  if (queueInPostgres) await prepareQueue({ kind: 'postgres', url });
  return applied;
}

/** @throws SchemaTooOldError, SchemaTooNewError */
export function requireUpToDate(url: string): Promise<void> {
  return assertSchema(url, ROOMS);
}
