import { documentMigrations, type DocumentStore } from '#documents';
import type { Settings } from '#platform';
import type { CaseFiles, Log, NumberSeries } from '#runtime';
import { createPostgresPool, PostgresNumberSeries, storeMigrations } from '#store';
import type { Adapter } from './adapter.ts';
import { CaseFinder } from './case-finder.ts';
import { openDocuments } from './open-documents.ts';
import { type Execution, openExecution } from './open-execution.ts';

/** Every room that keeps tables for what server and worker share, in the order of migration. */
export const installationMigrations = [storeMigrations, documentMigrations] as const;

/** The engine with all its partners, as server and worker run it. */
export interface Installation extends Execution {
  readonly documents: DocumentStore;
  /** The record of each case: how everybody files documents into it. */
  readonly caseFiles: CaseFiles;
  readonly numbers: NumberSeries;
  /** Everything beside the engine, for health and overview. */
  readonly adapters: readonly Adapter[];
}

/**
 * Opens what the settings name: documents first, because the others file into them, then the engine with the connectors of
 * all. The schema must have been migrated. Server and worker of an installation must have the same settings.
 */
export async function openInstallation(databaseUrl: string, settings: Settings, log: Log): Promise<Installation> {
  const pool = createPostgresPool(databaseUrl, { connections: 8, name: 'laufzettel-adapters' });
  const numbers = new PostgresNumberSeries(pool, { now: () => Date.now() }, settings.timeZone);
  const cases = new CaseFinder();
  const documents = await openDocuments(pool, settings, log, cases.find);
  const adapters: readonly Adapter[] = [documents];
  const execution = await openExecution({
    databaseUrl,
    redisUrl: settings.redisUrl,
    connections: settings.databaseConnections,
    concurrency: settings.workerConcurrency,
    timeZone: settings.timeZone,
    javascript: settings.javascript,
    connectors: adapters.flatMap(({ connectors }) => connectors ?? []),
    log,
  });
  cases.bind(execution.runtime);
  return {
    ...execution,
    documents: documents.store,
    caseFiles: documents.caseFiles,
    numbers,
    adapters,
    async startBackground(options) {
      const background = await execution.startBackground(options);
      for (const adapter of adapters) await adapter.startBackground?.(execution.runtime);
      return background;
    },
    async close(graceMs) {
      await Promise.all(adapters.map((adapter) => adapter.close()));
      await execution.close(graceMs);
      await pool.end();
    },
  };
}
