import { type Pool, type PoolClient } from 'pg';
import { ContentDirectory, type ReceivedContent } from '../content/content-directory.ts';
import { type ContentPolicy, DEFAULT_CONTENT_POLICY } from '../content/content-policy.ts';
import { inspectedStream } from '../content/inspected-stream.ts';
import { safeFileName } from '../content/safe-file-name.ts';
import { type IntegrityAlarm, verifiedStream } from '../content/verified-stream.ts';
import { DocumentError } from '../port/document-error.ts';
import { type DocumentId } from '../port/document-id.ts';
import {
  type ActorId,
  type AddVersion,
  type DocumentAct,
  type DocumentContent,
  type DocumentPage,
  type DocumentQuery,
  type DocumentState,
  type DocumentStore,
  type DocumentVersion,
  type EnsureRecord,
  type RecordAct,
  type RecordState,
  type StoreDocument,
  type StoreHealth,
} from '../port/document-store.ts';
import { changedIndexData, checkIndexData, type IndexDataChange } from '../port/index-data.ts';
import { type RecordKey, recordKeyOf, recordLabel, type RecordReference } from '../port/record-reference.ts';
import { assertDeletable, assertRetentionChange, calendarDay, checkDay, requireReason } from '../port/retention.ts';
import { checkPage, checkStoreRequest, checkText } from '../port/request-checks.ts';
import { type ArchiveAct } from './archive-log-entry.ts';
import { appendToLog, type LoggedEntry } from './archive-log.ts';
import { insertVersion, searchDocuments, selectDocument, selectRecord, type StoredDocument } from './archive-rows.ts';
import { removeUnusedContent } from './content-removal.ts';
import { inTransaction, lockName } from './transaction.ts';

export interface BuiltInArchiveOptions {
  readonly pool: Pool;
  /** Directory of the content; with several servers a shared one. */
  readonly directory: string;
  readonly policy?: ContentPolicy;
  readonly clock?: () => Date;
  /** Where the office is; retention ends with a day there. */
  readonly timeZone?: string;
  /** Called when stored bytes have changed. */
  readonly alarm?: IntegrityAlarm;
  /** Called within the transaction of every act, before its commit: what it writes is remembered exactly when the act is. */
  readonly onAct?: (client: PoolClient, logged: LoggedEntry) => Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The archive where there is no DMS: content-addressed files in a directory, metadata and a hash-chained append-only log
 * in PostgreSQL. Versions are never overwritten, every act is an entry of the log, the log is enough to check the rest
 * ({@link verifyArchive}).
 */
export class BuiltInArchive implements DocumentStore {
  readonly name = 'built-in archive';
  readonly #options: BuiltInArchiveOptions;
  readonly #content: ContentDirectory;
  readonly #clock: () => Date;
  readonly #policy: ContentPolicy;

  constructor(options: BuiltInArchiveOptions) {
    this.#options = options;
    this.#content = new ContentDirectory(options.directory);
    this.#clock = options.clock ?? (() => new Date());
    this.#policy = options.policy ?? DEFAULT_CONTENT_POLICY;
  }

  /** Prepares the directory and removes what a crash left over. Must have run before anything else. */
  async open(): Promise<void> {
    await this.#content.prepare();
    await this.#content.sweepIncoming(DAY_MS, this.#clock());
    await removeUnusedContent(this.#options.pool, this.#content);
  }

  async ensureRecord(request: EnsureRecord): Promise<RecordState> {
    const key = recordKeyOf(request.record);
    const recordType = checkText(request.recordType, 'record type');
    const title = checkText(request.title, 'title');
    const indexData = request.indexData ?? {};
    checkIndexData(indexData);
    return inTransaction(this.#options.pool, async (client) => {
      await lockName(client, key);
      const present = await selectRecord(client, key);
      if (present !== undefined) return present;
      await client.query(
        'INSERT INTO archive_record (record_key, record_type, title, index_data) VALUES ($1, $2, $3, $4)',
        [key, recordType, title, JSON.stringify(indexData)],
      );
      await this.#log(client, key, request.by, { act: 'RecordCreated', recordType, title, indexData });
      return { record: request.record, recordType, title, indexData, closed: false };
    });
  }

  async describeRecord(record: RecordReference): Promise<RecordState | undefined> {
    return selectRecord(this.#options.pool, recordKeyOf(record));
  }

  async store(request: StoreDocument): Promise<DocumentState> {
    const key = recordKeyOf(request.record);
    const { documentType, title, indexData, retentionUntil } = checkStoreRequest(request);
    return this.#receive(request, async (received, mediaType) =>
      inTransaction(this.#options.pool, async (client) => {
        await lockName(client, key);
        await lockName(client, request.documentId);
        const present = await selectDocument(client, request.documentId);
        if (present !== undefined) return assertSameDocument(present, key, received);
        await openRecord(client, key, request.record);
        await this.#keep(client, received);
        const version = this.#version(1, request, mediaType, received);
        await client.query(
          `INSERT INTO archive_document (document_id, record_key, document_type, title, index_data, retention_until)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [request.documentId, key, documentType, title, JSON.stringify(indexData), retentionUntil],
        );
        await insertVersion(client, request.documentId, version);
        const { documentId } = request;
        await this.#log(client, key, request.by, {
          act: 'DocumentStored',
          documentId,
          documentType,
          title,
          indexData,
          retentionUntil,
          version,
        });
        return (await existing(client, documentId)).state;
      }),
    );
  }

  async addVersion(request: AddVersion): Promise<DocumentState> {
    return this.#receive(request, async (received, mediaType) =>
      this.#change(request, async (client, document, recordState) => {
        const same = document.state.versions.find((version) => version.version === request.version);
        if (same?.sha256 === received.sha256) return;
        const next = document.state.versions.length + 1;
        if (request.version !== next) {
          throw new DocumentError(
            'VERSION_CONFLICT',
            `Expected version ${next} of document ${request.documentId}, but got version ${request.version} with other content.`,
            { details: { next } },
          );
        }
        assertOpen(recordState);
        await this.#keep(client, received);
        const version = this.#version(next, request, mediaType, received);
        await insertVersion(client, request.documentId, version);
        const act = { act: 'VersionAdded', documentId: request.documentId, version } as const;
        await this.#log(client, document.recordKey, request.by, act);
      }),
    );
  }

  async read(id: DocumentId, version?: number): Promise<DocumentContent> {
    const { versions } = await this.describe(id);
    const wanted = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
    if (wanted === undefined) {
      throw new DocumentError(
        'VERSION_NOT_FOUND',
        `Expected a version of document ${id} from 1 to ${versions.length}, but version ${version ?? 'latest'} was asked for.`,
      );
    }
    const what = `version ${wanted.version} of document ${id} (file ${this.#content.nameOf(wanted.sha256)})`;
    return { version: wanted, stream: verifiedStream(this.#open(wanted), wanted, what, this.#options.alarm) };
  }

  async describe(id: DocumentId): Promise<DocumentState> {
    return (await existing(this.#options.pool, id)).state;
  }

  async setIndexData(request: DocumentAct & { readonly indexData: IndexDataChange }): Promise<DocumentState> {
    checkIndexData(request.indexData);
    return this.#change(request, async (client, document, recordState) => {
      assertOpen(recordState);
      const before = document.state.indexData;
      const after = changedIndexData(before, request.indexData);
      if (sameData(before, after)) return;
      await client.query('UPDATE archive_document SET index_data = $2 WHERE document_id = $1', [
        request.documentId,
        JSON.stringify(after),
      ]);
      const act = { act: 'IndexDataChanged', documentId: request.documentId, before, after } as const;
      await this.#log(client, document.recordKey, request.by, act);
    });
  }

  async search(query: DocumentQuery): Promise<DocumentPage> {
    const limit = checkPage(query);
    const found = await searchDocuments(this.#options.pool, query, limit);
    return { documents: found.slice(0, limit), hasMore: found.length > limit };
  }

  async closeRecord(request: RecordAct): Promise<RecordState> {
    return this.#setClosed(request, true, { act: 'RecordClosed' });
  }

  async reopenRecord(request: RecordAct & { readonly reason: string }): Promise<RecordState> {
    const reason = requireReason(request.reason, 'open a closed record again');
    return this.#setClosed(request, false, { act: 'RecordReopened', reason });
  }

  async setRetention(
    request: DocumentAct & { readonly until: string; readonly reason?: string },
  ): Promise<DocumentState> {
    const until = checkDay(request.until);
    return this.#change(request, async (client, document) => {
      const before = document.state.retentionUntil;
      if (before === until) return;
      assertRetentionChange(before, until, request.reason);
      await client.query('UPDATE archive_document SET retention_until = $2 WHERE document_id = $1', [
        request.documentId,
        until,
      ]);
      await this.#log(client, document.recordKey, request.by, {
        act: 'RetentionSet',
        documentId: request.documentId,
        before: before ?? null,
        after: until,
        reason: request.reason ?? null,
      });
    });
  }

  async setLegalHold(
    request: DocumentAct & { readonly hold: boolean; readonly reason: string },
  ): Promise<DocumentState> {
    const reason = requireReason(request.reason, request.hold ? 'set a legal hold' : 'lift a legal hold');
    return this.#change(request, async (client, document) => {
      if (request.hold ? document.state.legalHold === reason : document.state.legalHold === undefined) return;
      await client.query('UPDATE archive_document SET legal_hold = $2 WHERE document_id = $1', [
        request.documentId,
        request.hold ? reason : null,
      ]);
      const act = request.hold ? 'LegalHoldSet' : 'LegalHoldLifted';
      await this.#log(client, document.recordKey, request.by, { act, documentId: request.documentId, reason });
    });
  }

  async delete(request: DocumentAct & { readonly reason: string }): Promise<void> {
    const { documentId } = request;
    const reason = requireReason(request.reason, 'delete a document');
    await inTransaction(this.#options.pool, async (client) => {
      const { document, recordState } = await lockDocument(client, documentId);
      assertDeletable(
        document.state,
        recordState,
        calendarDay(this.#clock(), this.#options.timeZone ?? 'Europe/Berlin'),
      );
      const sha256 = document.state.versions.map((version) => version.sha256);
      await client.query('UPDATE archive_document SET deleted = true WHERE document_id = $1', [documentId]);
      await client.query(
        'INSERT INTO archive_content_removal SELECT DISTINCT unnest($1::text[]) ON CONFLICT DO NOTHING',
        [sha256],
      );
      await this.#log(client, document.recordKey, request.by, { act: 'DocumentDeleted', documentId, reason, sha256 });
    });
    // After the commit: a file must never be gone while its document still exists. A crash here is caught up by open().
    await removeUnusedContent(this.#options.pool, this.#content);
  }

  async health(): Promise<StoreHealth> {
    try {
      await this.#options.pool.query('SELECT 1 FROM archive_log LIMIT 1');
      await this.#content.prepare();
      return { ok: true, detail: 'Built-in archive: database and directory answer.' };
    } catch (error) {
      return { ok: false, detail: `Built-in archive: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  async #receive<T>(
    request: StoreDocument | AddVersion,
    work: (received: ReceivedContent, mediaType: string) => Promise<T>,
  ): Promise<T> {
    const stream = inspectedStream(request.content, request.mediaType, this.#policy);
    const received = await this.#content.receive(stream);
    try {
      const { expected } = request;
      if (expected !== undefined && (expected.sha256 !== received.sha256 || expected.size !== received.size)) {
        throw new DocumentError(
          'INTEGRITY_VIOLATION',
          `Expected content with SHA-256 ${expected.sha256} (${expected.size} bytes), but ${received.sha256} (${received.size} bytes) arrived.`,
        );
      }
      return await work(received, stream.mediaType());
    } finally {
      await this.#content.discard(received);
    }
  }

  /** Gives content its final name. The lock keeps a removal of the same content from coming between. */
  async #keep(client: PoolClient, received: ReceivedContent): Promise<void> {
    await lockName(client, `content:${received.sha256}`);
    const present = await this.#content.keep(received);
    if (present === undefined) return;
    const what = `file ${this.#content.nameOf(received.sha256)}`;
    this.#options.alarm?.({ what, expected: received, found: present });
    throw new DocumentError(
      'INTEGRITY_VIOLATION',
      `Expected ${what} to hold what its name says, but its SHA-256 is ${present.sha256}.`,
      { details: { what, foundSha256: present.sha256 } },
    );
  }

  async #change(
    request: DocumentAct,
    work: (client: PoolClient, document: StoredDocument, recordState: RecordState) => Promise<void>,
  ): Promise<DocumentState> {
    return inTransaction(this.#options.pool, async (client) => {
      const { document, recordState } = await lockDocument(client, request.documentId);
      await work(client, document, recordState);
      return (await existing(client, request.documentId)).state;
    });
  }

  async #setClosed(request: RecordAct, closed: boolean, act: ArchiveAct): Promise<RecordState> {
    const key = recordKeyOf(request.record);
    return inTransaction(this.#options.pool, async (client) => {
      await lockName(client, key);
      const present = await selectRecord(client, key);
      if (present === undefined) throw recordNotFound(request.record);
      if (present.closed === closed) return present;
      await client.query('UPDATE archive_record SET closed = $2 WHERE record_key = $1', [key, closed]);
      await this.#log(client, key, request.by, act);
      return { ...present, closed };
    });
  }

  async #log(client: PoolClient, key: RecordKey, by: ActorId, act: ArchiveAct): Promise<void> {
    const logged = await appendToLog(client, key, checkText(by, 'acting person'), this.#clock(), act);
    await this.#options.onAct?.(client, logged);
  }

  #version(
    version: number,
    request: StoreDocument | AddVersion,
    mediaType: string,
    received: ReceivedContent,
  ): DocumentVersion {
    const { sha256, size } = received;
    const createdAt = this.#clock().toISOString();
    return {
      version,
      fileName: safeFileName(request.fileName),
      mediaType,
      size,
      sha256,
      createdAt,
      createdBy: request.by,
    };
  }

  /** A missing file reads as no bytes at all, so that it is reported like any other change of the content. */
  async *#open(version: DocumentVersion): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#content.open(version.sha256);
    } catch (error) {
      if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
}

async function existing(db: Pool | PoolClient, id: DocumentId): Promise<StoredDocument> {
  const document = await selectDocument(db, id);
  if (document === undefined || document.deleted) {
    throw new DocumentError('DOCUMENT_NOT_FOUND', `Expected document ${id} in the archive, but it is not there.`);
  }
  return document;
}

/** Locks record and document in this order everywhere, so that no two acts wait for each other. */
async function lockDocument(
  client: PoolClient,
  id: DocumentId,
): Promise<{ readonly document: StoredDocument; readonly recordState: RecordState }> {
  const { recordKey, state } = await existing(client, id);
  await lockName(client, recordKey);
  await lockName(client, id);
  const recordState = await selectRecord(client, recordKey);
  if (recordState === undefined) throw recordNotFound(state.record);
  return { document: await existing(client, id), recordState };
}

async function openRecord(client: PoolClient, key: RecordKey, record: RecordReference): Promise<void> {
  const state = await selectRecord(client, key);
  if (state === undefined) throw recordNotFound(record);
  assertOpen(state);
}

function assertOpen(record: RecordState): void {
  if (!record.closed) return;
  throw new DocumentError(
    'RECORD_CLOSED',
    `Expected an open record, but "${recordLabel(record.record)}" is closed for the files; open it again first.`,
  );
}

function assertSameDocument(present: StoredDocument, key: RecordKey, received: ReceivedContent): DocumentState {
  const first = present.state.versions[0];
  if (!present.deleted && present.recordKey === key && first?.sha256 === received.sha256) return present.state;
  throw new DocumentError(
    'DOCUMENT_ID_CONFLICT',
    `Expected a new document id or the same document again, but ${present.state.documentId} is ` +
      (present.deleted ? 'a deleted document.' : 'another document.'),
  );
}

function recordNotFound(record: RecordReference): DocumentError {
  return new DocumentError('RECORD_NOT_FOUND', `Expected record "${recordLabel(record)}", but it does not exist.`);
}

function sameData(left: object, right: object): boolean {
  const text = (data: object): string => JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(left) === text(right);
}
