import { assertSchema, type RoomMigrations } from '#store';

/** Is the trouble one that time may heal: a schema not yet migrated, a database not yet up? */
function mayHeal(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return ['SCHEMA_TOO_OLD', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '57P03'].includes(String(code));
}

/**
 * Waits until the server has brought the schema up to date: in a fresh installation all programs start at once.
 * @throws what is still wrong when `patienceMs` is over, and at once what time does not heal (SCHEMA_TOO_NEW, wrong password)
 */
export async function awaitSchema(
  databaseUrl: string,
  rooms: readonly RoomMigrations[],
  options: { readonly patienceMs: number; readonly pauseMs: number; readonly onWait: (reason: string) => void },
): Promise<void> {
  const deadline = Date.now() + options.patienceMs;
  for (;;) {
    try {
      await assertSchema(databaseUrl, rooms);
      return;
    } catch (error) {
      if (!mayHeal(error) || Date.now() >= deadline) throw error;
      options.onWait(error instanceof Error ? error.message : String(error));
      await new Promise((resolve) => setTimeout(resolve, options.pauseMs));
    }
  }
}
