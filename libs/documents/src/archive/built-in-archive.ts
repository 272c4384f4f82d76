import { type Pool, type PoolClient } from 'pg';
import { type ReceivedContent } from '../content/content-directory.ts';
import { type ContentPolicy, DEFAULT_CONTENT_POLICY } from '../content/content-policy.ts';
import { safeFileName } from '../content/safe-file-name.ts';
import { type IntegrityAlarm } from '../content/verified-stream.ts';
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
import { type RecordKey, recordKeyOf, type RecordReference } from '../port/record-reference.ts';
import { assertDeletable, assertRetentionChange, calendarDay, checkDay, requireReason } from '../port/retention.ts';
import { checkPage, checkStoreRequest, checkText } from '../port/request-checks.ts';
import { ArchiveContent } from './archive-content.ts';
import {
  assertOpen,
  assertRecordOpen,
  assertSameDocument,
  existingDocument,
  lockDocument,
  recordNotFound,
} from './archive-guards.ts';
import { type ArchiveAct } from './archive-log-entry.ts';
import { appendToLog, type LoggedEntry } from './archive-log.ts';
import { insertVersion, searchDocuments, selectDocument, selectRecord, type StoredDocument } from './archive-rows.ts';
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

/**
 * The archive where there is no DMS: content-addressed files in a directory, metadata and a hash-chained append-only log
 * in PostgreSQL. Versions are never overwritten, every act is an entry of the log, the log is enough to check the rest
 * ({@link verifyArchive}).
 */
export class BuiltInArchive implements DocumentStore {
  readonly name = 'built-in archive';
  readonly #options: BuiltInArchiveOptions;
  readonly #content: ArchiveContent;
  readonly #clock: () => Date;

  constructor(options: BuiltInArchiveOptions) {
    this.#options = options;
    this.#content = new ArchiveContent(options.directory, options.policy ?? DEFAULT_CONTENT_POLICY, options.alarm);
    this.#clock = options.clock ?? (() => new Date());
  }

  /** Prepares the directory and removes what a crash left over. Must have run before anything else. */
  async open(): Promise<void> {
    await this.#content.prepare();
    await this.#content.sweep(this.#options.pool, this.#clock());
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
    return this.#content.receive(request, async (received, mediaType) =>
      inTransaction(this.#options.pool, async (client) => {
        await lockName(client, key);
        await lockName(client, request.documentId);
        const present = await selectDocument(client, request.documentId);
        if (present !== undefined) return assertSameDocument(present, key, received);
        await assertRecordOpen(client, key, request.record);
        await this.#content.keep(client, received);
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
        return (await existingDocument(client, documentId)).state;
      }),
    );
  }

  async addVersion(request: AddVersion): Promise<DocumentState> {
    return this.#content.receive(request, async (received, mediaType) =>
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
        await this.#content.keep(client, received);
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
    return this.#content.read(id, wanted);
  }

  async describe(id: DocumentId): Promise<DocumentState> {
    return (await existingDocument(this.#options.pool, id)).state;
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
    await this.#content.removeUnused(this.#options.pool);
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

  async #change(
    request: DocumentAct,
    work: (client: PoolClient, document: StoredDocument, recordState: RecordState) => Promise<void>,
  ): Promise<DocumentState> {
    return inTransaction(this.#options.pool, async (client) => {
      const { document, recordState } = await lockDocument(client, request.documentId);
      await work(client, document, recordState);
      return (await existingDocument(client, request.documentId)).state;
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
}

function sameData(left: object, right: object): boolean {
  const text = (data: object): string => JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(left) === text(right);
}
