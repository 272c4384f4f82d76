import { join } from 'node:path';
import type { Pool } from 'pg';
import { BuiltInArchive, type DocumentStore, type FindCase, RecordCaseFiles } from '#documents';
import type { Settings } from '#platform';
import type { Log } from '#runtime';
import type { Adapter } from './adapter.ts';

/** The documents of an installation. */
export interface Documents extends Adapter {
  readonly store: DocumentStore;
  readonly caseFiles: RecordCaseFiles;
}

/** Opens the built-in archive under the data folder, and the records of the cases `findCase` knows. */
export async function openDocuments(pool: Pool, settings: Settings, log: Log, findCase: FindCase): Promise<Documents> {
  const archive = new BuiltInArchive({
    pool,
    directory: join(settings.dataDirectory, 'documents'),
    timeZone: settings.timeZone,
    alarm: (violation) => log.error('a stored document has changed', { ...violation }),
  });
  await archive.open();
  return {
    name: archive.name,
    store: archive,
    caseFiles: new RecordCaseFiles(pool, archive, findCase),
    async check() {
      const { ok, detail } = await archive.health();
      if (!ok) throw new Error(detail);
    },
    close: () => Promise.resolve(),
  };
}
