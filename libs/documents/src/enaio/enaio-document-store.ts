import { type ContentPolicy, DEFAULT_CONTENT_POLICY } from '../content/content-policy.ts';
import { inspectedStream } from '../content/inspected-stream.ts';
import { safeFileName } from '../content/safe-file-name.ts';
import { type IntegrityAlarm } from '../content/verified-stream.ts';
import { createKeyedMutex, type Exclusive } from '../delivery/keyed-mutex.ts';
import { type DeliveryTarget } from '../port/delivery-target.ts';
import { DocumentError } from '../port/document-error.ts';
import { type DocumentId } from '../port/document-id.ts';
import {
  type AddVersion,
  type DocumentAct,
  type DocumentContent,
  type DocumentPage,
  type DocumentQuery,
  type DocumentState,
  type DocumentVersion,
  type EnsureRecord,
  type RecordAct,
  type RecordState,
  type StoreDocument,
  type StoreHealth,
} from '../port/document-store.ts';
import { checkIndexData, type IndexDataChange } from '../port/index-data.ts';
import { recordKeyOf, recordLabel, type RecordReference } from '../port/record-reference.ts';
import { checkPage, checkStoreRequest, checkText } from '../port/request-checks.ts';
import { assertDeletable, assertRetentionChange, calendarDay, checkDay, requireReason } from '../port/retention.ts';
import { parentIdOf } from './dms-object.ts';
import { type DmsCredentials, EnaioClient, type PropertyValue } from './enaio-client.ts';
import { type DocumentMapping, type EnaioConfiguration, mappingOfType } from './enaio-configuration.ts';
import { EnaioDocuments, type FoundDocument } from './enaio-documents.ts';
import { distinct, EnaioRecords, type FoundRecord } from './enaio-records.ts';
import { toProperties } from './field-mapping.ts';
import { checkMapping, type MappingFinding } from './mapping-check.ts';
import { ObjectDefinition } from './object-definition.ts';
import { type Condition } from './object-query.ts';
import { spool } from './spooled-content.ts';

export interface EnaioDocumentStoreOptions {
  readonly configuration: EnaioConfiguration;
  readonly credentials: DmsCredentials;
  readonly policy?: ContentPolicy;
  readonly clock?: () => Date;
  readonly timeZone?: string;
  readonly alarm?: IntegrityAlarm;
  /**
   * Keeps two writers of one record apart. Within one process by default; with several processes the lock must be
   * between them, because the DMS refuses neither a second record nor a second document of the same name.
   */
  readonly exclusive?: Exclusive;
  /** Milliseconds before the second attempt of a repeatable call. */
  readonly backoffMs?: number;
}

/**
 * enaio by its DMS service (`/api/dms`). What the DMS does not enforce by itself (idempotent storing, versions by our
 * numbers, read-only closed records, retention) is enforced here, in the same way for every partner.
 */
export class EnaioDocumentStore implements DeliveryTarget {
  readonly name: string;
  readonly product = 'enaio';
  readonly #client: EnaioClient;
  readonly #configuration: EnaioConfiguration;
  readonly #records: EnaioRecords;
  readonly #documents: EnaioDocuments;
  readonly #exclusive: Exclusive;
  readonly #clock: () => Date;
  readonly #timeZone: string;
  readonly #policy: ContentPolicy;

  constructor(options: EnaioDocumentStoreOptions) {
    const { configuration } = options;
    this.name = `enaio at ${new URL(configuration.baseUrl).host}`;
    this.#configuration = configuration;
    this.#client = new EnaioClient({
      baseUrl: configuration.baseUrl,
      credentials: options.credentials,
      timeoutMs: configuration.timeoutMs,
      attempts: configuration.attempts,
      ...(options.backoffMs === undefined ? {} : { backoffMs: options.backoffMs }),
    });
    this.#records = new EnaioRecords(this.#client, configuration);
    this.#documents = new EnaioDocuments(this.#client, configuration, this.#records, options.alarm);
    this.#exclusive = options.exclusive ?? createKeyedMutex();
    this.#clock = options.clock ?? (() => new Date());
    this.#timeZone = options.timeZone ?? 'Europe/Berlin';
    this.#policy = options.policy ?? DEFAULT_CONTENT_POLICY;
  }

  /** Compares the mapping with the DMS's object definition. Meant for the start and for the integrator's screen. */
  async checkMapping(): Promise<readonly MappingFinding[]> {
    return checkMapping(this.#configuration, ObjectDefinition.parse(await this.#client.schema()));
  }

  async ensureRecord(request: EnsureRecord): Promise<RecordState> {
    return this.#exclusive(recordLock(request.record), async () => this.#records.ensure(request));
  }

  async describeRecord(record: RecordReference): Promise<RecordState | undefined> {
    return (await this.#records.find(record))?.state;
  }

  async store(request: StoreDocument): Promise<DocumentState> {
    checkStoreRequest(request);
    checkText(request.by, 'acting person');
    this.#documents.mappingOf(request.documentType);
    return this.#spooled(request, async (content) =>
      this.#exclusive(`dms:${request.documentId}`, async () => {
        const present = await this.#documents.find(request.documentId);
        if (present !== undefined) {
          await this.#documents.removeCopies(request.documentId);
          return sameDocument(present, request, content.version.sha256);
        }
        const record = await this.#records.require(request.record);
        assertOpen(record);
        await this.#documents.insert(request, record, content.version, content.open());
        return this.describe(request.documentId);
      }),
    );
  }

  async addVersion(request: AddVersion): Promise<DocumentState> {
    checkText(request.by, 'acting person');
    return this.#spooled(request, async (content) =>
      this.#exclusive(`dms:${request.documentId}`, async () => {
        const found = await this.#documents.require(request.documentId);
        const { versions } = found.state;
        if (versions[request.version - 1]?.sha256 === content.version.sha256) return found.state;
        if (request.version !== versions.length + 1) {
          throw new DocumentError(
            'VERSION_CONFLICT',
            `Expected version ${versions.length + 1} of document ${request.documentId}, but got version ${request.version} with other content.`,
            { details: { next: versions.length + 1 } },
          );
        }
        assertOpen(found.record);
        const version = { ...content.version, version: request.version };
        await this.#documents.update(found, [...versions, version], content.open());
        return this.describe(request.documentId);
      }),
    );
  }

  async read(id: DocumentId, version?: number): Promise<DocumentContent> {
    const found = await this.#documents.require(id);
    const { versions } = found.state;
    const wanted = version === undefined ? versions.at(-1) : versions[version - 1];
    if (wanted === undefined) {
      throw new DocumentError(
        'VERSION_NOT_FOUND',
        `Expected a version of document ${id} from 1 to ${versions.length}, but version ${version ?? 'latest'} was asked for.`,
      );
    }
    return { version: wanted, stream: await this.#documents.content(found, wanted) };
  }

  async describe(id: DocumentId): Promise<DocumentState> {
    return (await this.#documents.require(id)).state;
  }

  async setIndexData(request: DocumentAct & { readonly indexData: IndexDataChange }): Promise<DocumentState> {
    checkIndexData(request.indexData);
    return this.#patch(request, (found) => {
      assertOpen(found.record);
      const what = `document type "${found.mapping.type}"`;
      return toProperties(found.mapping, request.indexData, what, found.state.indexData);
    });
  }

  async search(query: DocumentQuery): Promise<DocumentPage> {
    const limit = checkPage(query);
    const offset = query.offset ?? 0;
    const record = query.record === undefined ? undefined : await this.#records.find(query.record);
    if (query.record !== undefined && record === undefined) return { documents: [], hasMore: false };
    const found: DocumentState[] = [];
    const parents = new Map<string, FoundRecord>();
    for (const mapping of distinct(this.#configuration.documents)) {
      const conditions = this.#conditions(mapping, query, record);
      if (conditions === undefined) continue;
      // Filtering what a statement cannot say happens here, so that pages are counted after it.
      for await (const object of this.#documents.matching(mapping, conditions)) {
        const parentId = parentIdOf(object);
        if (record !== undefined && parentId !== record.object.id) continue;
        const parent = record ?? parents.get(parentId) ?? (await this.#records.byId(parentId));
        if (parent !== undefined) parents.set(parentId, parent);
        const { state } = await this.#documents.found(object, mapping, parent);
        if (query.documentType !== undefined && state.documentType !== query.documentType) continue;
        if (!hasOthers(mapping, state, query)) continue;
        found.push(state);
        if (found.length > offset + limit) break;
      }
    }
    return { documents: found.slice(offset, offset + limit), hasMore: found.length > offset + limit };
  }

  async closeRecord(request: RecordAct): Promise<RecordState> {
    return this.#setClosed(request, true);
  }

  async reopenRecord(request: RecordAct & { readonly reason: string }): Promise<RecordState> {
    requireReason(request.reason, 'open a closed record again');
    return this.#setClosed(request, false);
  }

  async setRetention(
    request: DocumentAct & { readonly until: string; readonly reason?: string },
  ): Promise<DocumentState> {
    const until = checkDay(request.until);
    return this.#patch(request, (found) => {
      assertRetentionChange(found.state.retentionUntil, until, request.reason);
      return { [this.#documents.retentionField(found.mapping)]: until };
    });
  }

  async setLegalHold(
    request: DocumentAct & { readonly hold: boolean; readonly reason: string },
  ): Promise<DocumentState> {
    const reason = requireReason(request.reason, request.hold ? 'set a legal hold' : 'lift a legal hold');
    return this.#patch(request, (found) => ({
      [this.#documents.legalHoldField(found.mapping)]: request.hold ? reason : null,
    }));
  }

  async delete(request: DocumentAct & { readonly reason: string }): Promise<void> {
    requireReason(request.reason, 'delete a document');
    await this.#exclusive(`dms:${request.documentId}`, async () => {
      const found = await this.#documents.require(request.documentId);
      assertDeletable(found.state, found.record.state, calendarDay(this.#clock(), this.#timeZone));
      for (const copy of await this.#documents.copies(request.documentId)) await this.#client.delete(copy.object.id);
    });
  }

  async reconcile(record: RecordReference, documentId?: DocumentId): Promise<number> {
    const records = await this.#exclusive(recordLock(record), async () => this.#records.removeCopies(record));
    if (documentId === undefined) return records;
    return records + (await this.#exclusive(`dms:${documentId}`, async () => this.#documents.removeCopies(documentId)));
  }

  async health(): Promise<StoreHealth> {
    try {
      const errors = (await this.checkMapping()).filter((finding) => finding.severity === 'error');
      if (errors.length === 0) return { ok: true, detail: `${this.name}: reachable, mapping fits.` };
      return {
        ok: false,
        detail: `${this.name}: ${errors.map((error) => `${error.place}: ${error.message}`).join(' ')}`,
      };
    } catch (error) {
      return { ok: false, detail: `${this.name}: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  /**
   * The content ready to be sent, by way of a temporary file: hash, size and sniffed type stand in the request before
   * its first byte, and a call that fails may be repeated with the same bytes.
   */
  async #spooled(
    request: StoreDocument | AddVersion,
    work: (content: {
      readonly version: DocumentVersion;
      readonly open: () => AsyncIterable<Uint8Array>;
    }) => Promise<DocumentState>,
  ): Promise<DocumentState> {
    const inspected = inspectedStream(request.content, request.mediaType, this.#policy);
    const spooled = await spool(inspected);
    try {
      const { sha256, size } = spooled;
      const { expected } = request;
      if (expected !== undefined && (expected.sha256 !== sha256 || expected.size !== size)) {
        throw new DocumentError(
          'INTEGRITY_VIOLATION',
          `Expected content with SHA-256 ${expected.sha256} (${expected.size} bytes), but ${sha256} (${size} bytes) arrived.`,
        );
      }
      const version: DocumentVersion = {
        version: 1,
        sha256,
        size,
        fileName: safeFileName(request.fileName),
        mediaType: inspected.mediaType(),
        createdAt: this.#clock().toISOString(),
        createdBy: request.by,
      };
      return await work({ version, open: () => spooled.open() });
    } finally {
      await spooled.remove();
    }
  }

  async #patch(
    request: DocumentAct,
    valuesOf: (found: FoundDocument) => Record<string, PropertyValue>,
  ): Promise<DocumentState> {
    checkText(request.by, 'acting person');
    return this.#exclusive(`dms:${request.documentId}`, async () => {
      const found = await this.#documents.require(request.documentId);
      await this.#client.patch(found.object.id, valuesOf(found));
      return this.describe(request.documentId);
    });
  }

  async #setClosed(request: RecordAct, closed: boolean): Promise<RecordState> {
    checkText(request.by, 'acting person');
    return this.#exclusive(recordLock(request.record), async () =>
      this.#records.setClosed(await this.#records.require(request.record), closed),
    );
  }

  /** What a statement can say of a query; undefined when documents of this type cannot match. */
  #conditions(mapping: DocumentMapping, query: DocumentQuery, record?: FoundRecord): readonly Condition[] | undefined {
    const ofType = this.#configuration.documents.filter((other) => other.objectType === mapping.objectType);
    if (query.documentType !== undefined && mappingOfType(ofType, query.documentType) === undefined) return undefined;
    const conditions: Condition[] = [];
    for (const [name, value] of Object.entries(query.indexData ?? {})) {
      const field = Object.hasOwn(mapping.fields, name) ? mapping.fields[name] : undefined;
      // What stands in the field for the others is no condition of a statement; it is compared in the answers.
      if (field === undefined && mapping.otherFields !== undefined) continue;
      if (field === undefined) return undefined;
      conditions.push({ field: field.field, equals: value });
    }
    if (record !== undefined) {
      const root = record.object.values.get('system:SDSTA_ID') ?? '';
      const folder = root === '' || root === 0 || root === '0' ? record.object.id : String(root);
      conditions.push({ field: 'system:SDSTA_ID', equals: folder, within: true });
    }
    return conditions;
  }
}

/** Do the index data without a field of their own have the values asked for? */
function hasOthers({ fields }: DocumentMapping, { indexData }: DocumentState, query: DocumentQuery): boolean {
  return Object.entries(query.indexData ?? {}).every(
    ([name, value]) => Object.hasOwn(fields, name) || (Object.hasOwn(indexData, name) && indexData[name] === value),
  );
}

/** A path shares its upper levels with others, so that all paths below one name wait for each other. */
function recordLock(record: RecordReference): string {
  const key = recordKeyOf(record);
  return `dms:${'path' in record ? recordKeyOf({ path: record.path.slice(0, 1) }) : key}`;
}

function assertOpen(record: FoundRecord): void {
  if (!record.state.closed) return;
  throw new DocumentError(
    'RECORD_CLOSED',
    `Expected an open record, but "${recordLabel(record.state.record)}" is closed for the files; open it again first.`,
  );
}

function sameDocument(present: FoundDocument, request: StoreDocument, sha256: string): DocumentState {
  const { state } = present;
  if (recordKeyOf(state.record) === recordKeyOf(request.record) && state.versions[0]?.sha256 === sha256) return state;
  throw new DocumentError(
    'DOCUMENT_ID_CONFLICT',
    `Expected a new document id or the same document again, but ${request.documentId} is another document.`,
  );
}
