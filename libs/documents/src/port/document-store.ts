import { type Readable } from 'node:stream';
import { type DocumentId } from './document-id.ts';
import { type IndexData, type IndexDataChange } from './index-data.ts';
import { type RecordReference } from './record-reference.ts';

/** Bytes in order. Node streams are such; a store reads it once and never holds a whole document in memory. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** Who acts: the id of a person or `system:<part>`. Written to the log of the store. */
export type ActorId = string;

/** A calendar day, `YYYY-MM-DD`. */
export type CalendarDay = string;

export interface EnsureRecord {
  readonly record: RecordReference;
  /** Our own record type; adapters map it to theirs by configuration. */
  readonly recordType: string;
  readonly title: string;
  readonly indexData?: IndexData;
  readonly by: ActorId;
}

export interface RecordState {
  readonly record: RecordReference;
  readonly recordType: string;
  readonly title: string;
  readonly indexData: IndexData;
  /** Closed for the files (zdA): nothing in it changes any more until it is opened again, which is a logged act. */
  readonly closed: boolean;
}

export interface StoreDocument {
  readonly documentId: DocumentId;
  readonly record: RecordReference;
  /** Our own document type; adapters map it to theirs by configuration. */
  readonly documentType: string;
  readonly title: string;
  /** As the sender called it; the store makes it safe. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: ByteStream;
  /** Where known: checked against what arrives. */
  readonly expected?: ContentDigest;
  readonly indexData?: IndexData;
  readonly retentionUntil?: CalendarDay;
  readonly by: ActorId;
}

/** What identifies bytes. `sha256` is lower-case hexadecimal, `size` counts bytes. */
export interface ContentDigest {
  readonly sha256: string;
  readonly size: number;
}

export interface AddVersion {
  readonly documentId: DocumentId;
  /** The number the new version shall have: one more than the latest. Makes a repeated call recognisable. */
  readonly version: number;
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: ByteStream;
  readonly expected?: ContentDigest;
  readonly by: ActorId;
}

export interface DocumentVersion extends ContentDigest {
  readonly version: number;
  readonly fileName: string;
  readonly mediaType: string;
  /** ISO 8601 instant in UTC. */
  readonly createdAt: string;
  readonly createdBy: ActorId;
}

export interface DocumentState {
  readonly documentId: DocumentId;
  readonly record: RecordReference;
  readonly documentType: string;
  readonly title: string;
  readonly indexData: IndexData;
  /** In order, the first is number 1; at least one. */
  readonly versions: readonly DocumentVersion[];
  /** The last day on which the document must be kept. */
  readonly retentionUntil?: CalendarDay;
  /** Reason of the legal hold, where there is one. */
  readonly legalHold?: string;
}

export interface DocumentContent {
  readonly version: DocumentVersion;
  /**
   * The bytes. The last of them is held back until the SHA-256 of all has been compared with the one kept when storing;
   * when they differ the stream fails with INTEGRITY_VIOLATION, so that nobody ever holds a complete changed document.
   */
  readonly stream: Readable;
}

export interface DocumentQuery {
  readonly record?: RecordReference;
  readonly documentType?: string;
  /** All given fields must have these values. */
  readonly indexData?: IndexData;
  /** 1 to 500; 50 where absent. */
  readonly limit?: number;
  readonly offset?: number;
}

export interface DocumentPage {
  readonly documents: readonly DocumentState[];
  readonly hasMore: boolean;
}

export interface RecordAct {
  readonly record: RecordReference;
  readonly by: ActorId;
}

export interface DocumentAct {
  readonly documentId: DocumentId;
  readonly by: ActorId;
}

/** How a store is. `detail` is readable and names what to do when it is not well. */
export interface StoreHealth {
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * Where documents are kept: the DMS of a town, or the built-in archive. Every method may be repeated after a failure of
 * unknown outcome and then has the effect of one call. Failures are {@link DocumentError}s; `retryable` says whether
 * waiting helps. One conformance suite (`#documents/conformance`) states this contract as tests; every adapter runs it.
 */
export interface DocumentStore {
  /** Technology and place in a few words, for screens and logs. */
  readonly name: string;

  /** Makes sure the record exists and answers its state. An existing record stays exactly as it is. */
  ensureRecord(request: EnsureRecord): Promise<RecordState>;

  /** The record, or undefined when the store does not have it. */
  describeRecord(record: RecordReference): Promise<RecordState | undefined>;

  /**
   * Stores version 1 of a document in an existing, open record. A document that is already there with the same id, the
   * same record and the same bytes is answered as it is.
   *
   * @throws RECORD_NOT_FOUND, RECORD_CLOSED, DOCUMENT_ID_CONFLICT (same id, other bytes or record), INTEGRITY_VIOLATION
   *   (the bytes differ from `expected`), CONTENT_TOO_LARGE, CONTENT_EMPTY, MEDIA_TYPE_MISMATCH, MALWARE_FOUND
   */
  store(request: StoreDocument): Promise<DocumentState>;

  /**
   * Adds a version; earlier ones stay retrievable unchanged. The same number with the same bytes again changes nothing.
   *
   * @throws DOCUMENT_NOT_FOUND, RECORD_CLOSED, VERSION_CONFLICT (another number is next, or it has other bytes)
   */
  addVersion(request: AddVersion): Promise<DocumentState>;

  /** @throws DOCUMENT_NOT_FOUND, VERSION_NOT_FOUND; the stream fails with INTEGRITY_VIOLATION */
  read(documentId: DocumentId, version?: number): Promise<DocumentContent>;

  /** @throws DOCUMENT_NOT_FOUND */
  describe(documentId: DocumentId): Promise<DocumentState>;

  /** @throws DOCUMENT_NOT_FOUND, RECORD_CLOSED, NOT_MAPPED (the adapter's configuration has no such field) */
  setIndexData(request: DocumentAct & { readonly indexData: IndexDataChange }): Promise<DocumentState>;

  search(query: DocumentQuery): Promise<DocumentPage>;

  /** Closes for the files (zdA). A closed record stays closed. @throws RECORD_NOT_FOUND */
  closeRecord(request: RecordAct): Promise<RecordState>;

  /** Opens a closed record again. @throws RECORD_NOT_FOUND, REASON_MISSING */
  reopenRecord(request: RecordAct & { readonly reason: string }): Promise<RecordState>;

  /**
   * Sets the last day on which the document must be kept; also in a closed record, whose closing usually decides it.
   *
   * @throws DOCUMENT_NOT_FOUND, REASON_MISSING (an earlier day than before needs a reason)
   */
  setRetention(
    request: DocumentAct & { readonly until: CalendarDay; readonly reason?: string },
  ): Promise<DocumentState>;

  /** Forbids deletion whatever the retention says, or lifts that with `hold: false`. @throws REASON_MISSING */
  setLegalHold(request: DocumentAct & { readonly hold: boolean; readonly reason: string }): Promise<DocumentState>;

  /**
   * Deletes a document with all its versions.
   *
   * @throws DOCUMENT_NOT_FOUND, REASON_MISSING, LEGAL_HOLD, RETENTION_NOT_EXPIRED (details.until names the day),
   *   RETENTION_MISSING (in a closed record only disposal after a retention date deletes)
   */
  delete(request: DocumentAct & { readonly reason: string }): Promise<void>;

  /** Never throws. */
  health(): Promise<StoreHealth>;
}
