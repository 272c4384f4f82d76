import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DocumentId,
  EnaioDocumentStore,
  type EnaioDocumentStoreOptions,
  parseEnaioConfiguration,
} from '#documents';
import { type EnaioStandIn, startEnaioStandIn } from '../../apps/partners/src/enaio/enaio-stand-in.ts';
import { type StoredObject } from '../../apps/partners/src/enaio/object-repository.ts';

/** A mapping of the contract's types on the stand-in's object definition. */
export function configurationFor(
  baseUrl: string,
  change: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    baseUrl,
    timeoutMs: 5_000,
    attempts: 2,
    records: {
      case: {
        objectType: 'OSTPL_AA',
        nameField: 'Aktenzeichen',
        titleField: 'Aktenbezeichnung',
        typeField: 'Aktenart',
        status: { field: 'Aktenstatus', open: 'laufend', closed: 'zdA' },
        fields: { applicant: 'Antragsteller' },
      },
    },
    path: [
      { type: 'office', objectType: 'AMT', nameField: 'Name', titleField: 'Bezeichnung' },
      {
        type: 'case',
        objectType: 'VORGANG',
        nameField: 'Name',
        titleField: 'Bezeichnung',
        typeField: 'Vorgangsart',
        status: { field: 'Vorgangsstatus', open: 'laufend', closed: 'zdA' },
      },
    ],
    documents: {
      letter: {
        objectType: 'OSTPL_AA_DOKUMENT',
        idField: 'LZ_ID',
        versionsField: 'LZ_Versionen',
        titleField: 'Betreff',
        typeField: 'Dokumentart',
        retentionField: 'AufbewahrenBis',
        legalHoldField: 'Loeschsperre',
        fields: {
          applicant: 'Antragsteller',
          amount: { field: 'Betrag', type: 'number' },
          urgent: { field: 'Eilig', type: 'boolean' },
          received: { field: 'Eingangsdatum', type: 'date' },
        },
      },
    },
    ...change,
  };
}

/** A stand-in with an adapter in front of it. */
export interface EnaioUnderTest {
  readonly standIn: EnaioStandIn;
  readonly adapter: (
    options?: Partial<EnaioDocumentStoreOptions>,
    configuration?: Readonly<Record<string, unknown>>,
  ) => EnaioDocumentStore;
  readonly documents: (id: DocumentId) => readonly StoredObject[];
  /** SHA-256 of the content an object has now. */
  readonly contentHash: (object: StoredObject) => Promise<string>;
  readonly tamper: (id: DocumentId) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startEnaio(): Promise<EnaioUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'enaio-stand-in-'));
  const standIn = await startEnaioStandIn({ directory, port: 0, users: { laufzettel: 'geheim:ü' } });
  const documents = (id: DocumentId): readonly StoredObject[] =>
    standIn.repository.all().filter((object) => object.fields['LZ_ID'] === id);
  return {
    standIn,
    adapter: (options = {}, configuration = {}) =>
      new EnaioDocumentStore({
        configuration: parseEnaioConfiguration(configurationFor(standIn.baseUrl, configuration)),
        credentials: { user: 'laufzettel', password: 'geheim:ü' },
        backoffMs: 5,
        ...options,
      }),
    documents,
    contentHash: async (object) => {
      const bytes = await readFile(standIn.repository.contentPath(object.content?.contentStreamId ?? ''));
      return createHash('sha256').update(bytes).digest('hex');
    },
    tamper: async (id) => {
      for (const object of documents(id)) {
        const path = standIn.repository.contentPath(object.content?.contentStreamId ?? '');
        await writeFile(path, Buffer.alloc(object.content?.length ?? 1, 'x'));
      }
    },
    close: async () => {
      await standIn.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
