import { join } from 'node:path';
import {
  BuiltInArchive,
  type BuiltInArchiveOptions,
  createDatabaseMutex,
  createDocumentConnectors,
  DeliveringDocumentStore,
  type DocumentStore,
  type EnaioDocumentStore,
  RecordCaseFiles,
  templateFileCheck,
} from '#documents';
import { createExpressionLanguage } from '#expressions';
import type { Settings } from '#platform';
import type { FileCheck, Log } from '#runtime';
import { createPostgresPool } from '#store';
import type { Adapter } from './adapter.ts';
import type { CaseFinder } from './case-finder.ts';
import { openEnaio } from './open-enaio.ts';
import { repeatWork, type RepeatedWork } from './repeated-work.ts';

/** The documents of an installation. */
export interface Documents extends Adapter {
  readonly store: DocumentStore;
  readonly caseFiles: RecordCaseFiles;
  /** The hand-over to a DMS; absent with the built-in archive alone. */
  readonly delivery: DeliveringDocumentStore | undefined;
  /** Reads templates when they are deployed. */
  readonly fileCheck: FileCheck;
  /** The DMS itself, where there is one. */
  readonly dms: Adapter | undefined;
}

const SWEEP_MS = 5_000;

/**
 * Opens the built-in archive under the data folder and the records of the cases. With a mapping file for enaio every
 * document is handed over to it, and jobs on documents are done when enaio has confirmed.
 *
 * @throws DocumentError CONFIGURATION_INVALID with everything that is wrong in the mapping file
 */
export async function openDocuments(
  databaseUrl: string,
  settings: Settings,
  log: Log,
  cases: CaseFinder,
): Promise<Documents> {
  // Handing over holds locks on connections of its own, so that a hanging DMS takes none away from anybody else.
  const pool = createPostgresPool(databaseUrl, { connections: 16, name: 'laufzettel-documents' });
  const options: BuiltInArchiveOptions = {
    pool,
    directory: join(settings.dataDirectory, 'documents'),
    timeZone: settings.timeZone,
    alarm: (violation) => log.error('a stored document has changed', { ...violation }),
  };
  const enaio = await openEnaio(settings, { ...options, exclusive: createDatabaseMutex(pool) });
  const delivery =
    enaio === undefined
      ? undefined
      : new DeliveringDocumentStore({
          pool,
          archive: (onAct) => new BuiltInArchive({ ...options, onAct }),
          target: enaio,
        });
  const archive = delivery ?? new BuiltInArchive(options);
  await archive.open();
  const caseFiles = new RecordCaseFiles(pool, archive, cases.find);
  const expressions = createExpressionLanguage();
  let sweeping: RepeatedWork | undefined;
  return {
    name: 'documents',
    essential: true,
    store: archive,
    caseFiles,
    delivery,
    fileCheck: templateFileCheck(expressions),
    dms: enaio === undefined ? undefined : dmsAdapter(enaio),
    connectors: createDocumentConnectors({
      store: archive,
      caseFiles,
      ...(delivery === undefined ? {} : { delivery }),
      expressions,
      deployedFile: cases.deployedFile,
      author: settings.town,
      clock: () => new Date(),
      timeZone: settings.timeZone,
    }),
    startBackground() {
      if (enaio === undefined || delivery === undefined) return Promise.resolve();
      let checked = false;
      const work = async () => {
        if (!checked) await tellMapping(enaio, log);
        checked = true;
        await delivery.sweep();
      };
      sweeping = repeatWork(`handing documents over to ${enaio.name}`, work, { pauseMs: SWEEP_MS, log });
      return Promise.resolve();
    },
    async check() {
      await pool.query('SELECT 1 FROM archive_log LIMIT 1');
    },
    async close() {
      await sweeping?.stop();
      await pool.end();
    },
  };
}

/** Tells every place where mapping and enaio do not fit; those documents will wait as failed until somebody mends it. */
async function tellMapping(enaio: EnaioDocumentStore, log: Log): Promise<void> {
  for (const { severity, place, message } of await enaio.checkMapping()) {
    const tell = severity === 'error' ? log.error.bind(log) : log.warn.bind(log);
    tell(`the mapping of ${enaio.name} does not fit at ${place}: ${message}`, { place });
  }
}

function dmsAdapter(enaio: EnaioDocumentStore): Adapter {
  return {
    name: enaio.name,
    async check() {
      const { ok, detail } = await enaio.health();
      if (!ok) throw new Error(detail);
    },
    close: () => Promise.resolve(),
  };
}
