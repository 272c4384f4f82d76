import { type Pool } from 'pg';
import type { CaseDocument, CaseFiles, FileDocument } from '#runtime';
import { createDatabaseMutex } from '../delivery/database-mutex.ts';
import { type Exclusive } from '../delivery/keyed-mutex.ts';
import { DocumentError, isDocumentError } from '../port/document-error.ts';
import { documentId, type DocumentId } from '../port/document-id.ts';
import { type ByteStream, type DocumentState, type DocumentStore, type RecordState } from '../port/document-store.ts';
import { type IndexData } from '../port/index-data.ts';
import { type RecordKey, recordKeyOf, type RecordReference, recordReferenceOf } from '../port/record-reference.ts';
import { type FindCase, recordOfCase } from './case-facts.ts';
import { derivedDocumentId } from './derived-document-id.ts';

/** What the record of a case shall be, where nothing has fixed it yet. */
export interface WantedRecord {
  readonly recordType?: string;
  readonly title?: string;
  readonly reference?: RecordReference;
  readonly indexData?: IndexData;
}

export interface NewVersionOfDocument {
  readonly instanceId: string;
  readonly documentId: string;
  /** One more than the latest; absent: whatever that is now. */
  readonly version?: number;
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: ByteStream;
  readonly by: string;
}

/** What a job files: the place is known before, the content may be costly to make. */
export interface FiledOnce {
  /** The idempotency key of the job. */
  readonly claim: string;
  readonly instanceId: string;
  readonly name: string;
  readonly make: () => Promise<Omit<FileDocument, 'instanceId' | 'name'>>;
}

const PAGE = 500;

interface CaseRecordRow {
  readonly root_id: string;
  readonly record_key: RecordKey;
  readonly record_type: string;
  readonly title: string;
}

/**
 * The record of a case over any {@link DocumentStore}. The first use fixes it: what later becomes of the file reference or
 * the business key changes nothing. All cases of a call hierarchy share the record of the topmost one.
 */
export class RecordCaseFiles implements CaseFiles {
  readonly #pool: Pool;
  readonly #store: DocumentStore;
  readonly #findCase: FindCase;
  readonly #exclusive: Exclusive;

  constructor(pool: Pool, store: DocumentStore, findCase: FindCase) {
    this.#pool = pool;
    this.#store = store;
    this.#findCase = findCase;
    this.#exclusive = createDatabaseMutex(pool);
  }

  async file(document: FileDocument): Promise<CaseDocument> {
    const { instanceId, name, content, by, indexData } = document;
    if (name === '' || name.length > 500) {
      throw new DocumentError('INVALID_REQUEST', 'Expected a document name of 1 to 500 characters within its case.');
    }
    const { rootId, record } = await this.#ensured(instanceId, {}, by);
    const id = derivedDocumentId(instanceId, name);
    // Claimed before it is stored: a crash in between leaves a claim without document, never a document without case.
    await this.#pool.query(
      'INSERT INTO case_document (document_id, root_id, instance_id, name) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [id, rootId, instanceId, name],
    );
    const state = await this.#store.store({
      documentId: id,
      record,
      documentType: document.documentType,
      title: document.title,
      fileName: document.fileName,
      mediaType: document.mediaType,
      content: asStream(content),
      ...(indexData === undefined ? {} : { indexData }),
      by,
    });
    return caseDocumentOf(state);
  }

  /**
   * Files what a job has made, once: the same claim again answers what it filed and makes nothing. Another claim for the
   * same name adds a version.
   */
  async fileOnce({ claim, instanceId, name, make }: FiledOnce): Promise<CaseDocument> {
    const id = derivedDocumentId(instanceId, name);
    return this.#exclusive(`claim:${id}`, async () => {
      const state = await this.#store.describe(id).catch(undefinedWhenMissing);
      const latest = state?.versions.length ?? 0;
      const known = await this.#pool.query<{ version: number }>(
        'SELECT version FROM case_document_claim WHERE claim = $1',
        [claim],
      );
      const claimed = known.rows[0]?.version;
      if (state !== undefined && claimed !== undefined && claimed <= latest) return caseDocumentOf(state, claimed);
      const made = await make();
      // Under the lock a claim whose version is not there belongs to a job that ended on the way: its number is free.
      const version = latest + 1;
      await this.#pool.query(
        'DELETE FROM case_document_claim WHERE document_id = $1 AND version = $2 AND claim <> $3',
        [id, version, claim],
      );
      await this.#pool.query(
        `INSERT INTO case_document_claim (claim, document_id, version) VALUES ($1, $2, $3)
         ON CONFLICT (claim) DO UPDATE SET document_id = excluded.document_id, version = excluded.version`,
        [claim, id, version],
      );
      if (version === 1) return this.file({ ...made, instanceId, name });
      return this.addVersion({ ...made, instanceId, documentId: id, version, content: asStream(made.content) });
    });
  }

  async list(instanceId: string): Promise<readonly CaseDocument[]> {
    return (await this.states(instanceId)).map((state) => caseDocumentOf(state));
  }

  /** As {@link list}, with everything the store knows of each. */
  async states(instanceId: string): Promise<readonly DocumentState[]> {
    const { rootId } = await this.#findCase(instanceId);
    const { rows } = await this.#pool.query<{ document_id: string; record_key: RecordKey }>(
      `SELECT d.document_id, r.record_key FROM case_document d JOIN case_record r USING (root_id)
       WHERE d.root_id = $1 ORDER BY d.position`,
      [rootId],
    );
    const [first] = rows;
    if (first === undefined) return [];
    const kept = new Map<string, DocumentState>();
    const record = recordReferenceOf(first.record_key);
    for (let offset = 0, more = true; more; offset += PAGE) {
      const page = await this.#store.search({ record, limit: PAGE, offset });
      for (const state of page.documents) kept.set(state.documentId, state);
      more = page.hasMore;
    }
    return rows.flatMap((row) => kept.get(row.document_id) ?? []);
  }

  async read(
    instanceId: string,
    id: string,
    version?: number,
  ): Promise<{ readonly document: CaseDocument; readonly content: AsyncIterable<Uint8Array> }> {
    const state = await this.describe(instanceId, id);
    const { stream } = await this.#store.read(state.documentId, version);
    return { document: caseDocumentOf(state, version), content: stream };
  }

  /** @throws DocumentError DOCUMENT_NOT_FOUND also for a document of another case */
  async describe(instanceId: string, id: string): Promise<DocumentState> {
    return this.#store.describe(await this.#ofCase(instanceId, id));
  }

  /** Adds a version to a document of the case. @throws DocumentError DOCUMENT_NOT_FOUND and those of the port */
  async addVersion(request: NewVersionOfDocument): Promise<CaseDocument> {
    const { instanceId, version, ...rest } = request;
    const id = await this.#ofCase(instanceId, request.documentId);
    const next = version ?? (await this.#store.describe(id)).versions.length + 1;
    return caseDocumentOf(await this.#store.addVersion({ ...rest, documentId: id, version: next }));
  }

  /** The record of the case, made when it is not there; `wanted` counts only then. */
  async ensureRecord(instanceId: string, wanted: WantedRecord, by: string): Promise<RecordState> {
    return (await this.#ensured(instanceId, wanted, by)).state;
  }

  /** The record of the case, or undefined while nothing has been filed. */
  async recordOf(instanceId: string): Promise<RecordReference | undefined> {
    const { rootId } = await this.#findCase(instanceId);
    const row = await this.#rowOf(rootId);
    return row === undefined ? undefined : recordReferenceOf(row.record_key);
  }

  async #ensured(
    instanceId: string,
    wanted: WantedRecord,
    by: string,
  ): Promise<{ readonly rootId: string; readonly record: RecordReference; readonly state: RecordState }> {
    const facts = await this.#findCase(instanceId);
    const row = (await this.#rowOf(facts.rootId)) ?? (await this.#fix(facts, wanted));
    const record = recordReferenceOf(row.record_key);
    const state = await this.#store.ensureRecord({
      record,
      recordType: row.record_type,
      title: row.title,
      ...(wanted.indexData === undefined ? {} : { indexData: wanted.indexData }),
      by,
    });
    return { rootId: facts.rootId, record, state };
  }

  /** Of several at once the first one decides; all of them go on with its record. */
  async #fix(facts: Awaited<ReturnType<FindCase>>, wanted: WantedRecord): Promise<CaseRecordRow> {
    const record = wanted.reference ?? recordOfCase(facts);
    const title = wanted.title ?? [facts.processName, facts.businessKey ?? ''].join(' ').trim();
    await this.#pool.query(
      `INSERT INTO case_record (root_id, record_key, record_type, title) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [facts.rootId, recordKeyOf(record), wanted.recordType ?? 'case', title.slice(0, 500)],
    );
    const row = await this.#rowOf(facts.rootId);
    if (row === undefined) throw new Error(`Expected the record of case ${facts.rootId} after writing it.`);
    return row;
  }

  async #rowOf(rootId: string): Promise<CaseRecordRow | undefined> {
    const { rows } = await this.#pool.query<CaseRecordRow>('SELECT * FROM case_record WHERE root_id = $1', [rootId]);
    return rows[0];
  }

  async #ofCase(instanceId: string, id: string): Promise<DocumentId> {
    const wanted = documentId(id);
    const { rootId } = await this.#findCase(instanceId);
    const { rowCount } = await this.#pool.query('SELECT 1 FROM case_document WHERE document_id = $1 AND root_id = $2', [
      wanted,
      rootId,
    ]);
    if (rowCount === 1) return wanted;
    throw new DocumentError('DOCUMENT_NOT_FOUND', `Expected a document of this case, but ${wanted} is none.`);
  }
}

/** A document as a case remembers it, with the given version or the latest. */
function caseDocumentOf(state: DocumentState, version?: number): CaseDocument {
  const shown = version === undefined ? state.versions.at(-1) : state.versions[version - 1];
  if (shown === undefined) throw new Error(`Expected a version of document ${state.documentId}, but there is none.`);
  const { fileName, mediaType, sha256, size } = shown;
  const { documentId: id, documentType, title } = state;
  return { documentId: id, documentType, title, fileName, mediaType, sha256, size, version: shown.version };
}

function asStream(content: FileDocument['content']): ByteStream {
  return content instanceof Uint8Array ? once(content) : content;
}

function undefinedWhenMissing(error: unknown): undefined {
  if (isDocumentError(error) && error.code === 'DOCUMENT_NOT_FOUND') return undefined;
  throw error;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
