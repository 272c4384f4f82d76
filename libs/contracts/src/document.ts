import type { Instant, JsonObject } from './json.ts';

/**
 * How far a document has come on its way to the DMS. `confirmed`: the DMS has it as it is here · `pending`: it is being
 * handed over, or will be tried again · `failed`: the DMS refuses, somebody must look.
 */
export const DELIVERY_STATES = ['confirmed', 'pending', 'failed'] as const;

export interface DocumentDelivery {
  readonly state: (typeof DELIVERY_STATES)[number];
  /** While pending after a failure: when it is tried again. */
  readonly nextAttemptAt?: Instant;
  /** Code of the last failure, e.g. `DMS_UNAVAILABLE`. */
  readonly code?: string;
  /** The DMS's own words. */
  readonly words?: string;
}

/** A document of a case as lists show it, with its latest version. */
export interface DocumentSummary {
  readonly documentId: string;
  readonly documentType: string;
  readonly title: string;
  readonly fileName: string;
  /** Type and subtype in lower case, as the bytes and the sender say. */
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly version: number;
  /** When and by whom the latest version was filed; `system:…` when a program did. */
  readonly filedAt: Instant;
  readonly filedBy: string;
  /** Absent where the built-in archive is the only place. */
  readonly delivery?: DocumentDelivery;
}

/** One version of a document. */
export interface DocumentVersionSummary {
  readonly version: number;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly filedAt: Instant;
  readonly filedBy: string;
}

/** `GET /api/instances/:id/documents/:documentId`. */
export interface DocumentDetail extends DocumentSummary {
  /** The first is number 1. */
  readonly versions: readonly DocumentVersionSummary[];
  /** What it is found by. */
  readonly indexData: JsonObject;
  /** Last day on which it must be kept, `YYYY-MM-DD`. */
  readonly retentionUntil?: string;
  /** Reason of a legal hold. */
  readonly legalHold?: string;
}

/** `GET /api/instances/:id/documents`: the record of a case; called cases share it. */
export interface CaseRecord {
  /** File reference or path as people write it; absent while nothing has been filed. */
  readonly reference?: string;
  readonly title?: string;
  /** Closed for the files: nothing can be added. */
  readonly closed: boolean;
  /** The DMS documents are handed over to; absent with the built-in archive alone. */
  readonly dms?: string;
  /** In the order they were filed. */
  readonly documents: readonly DocumentSummary[];
}

/**
 * Query of `POST /api/instances/:id/documents` and of `…/documents/:documentId/versions`. The body is the file itself
 * (`application/octet-stream`), or a form (`multipart/form-data`) with one file.
 */
export interface UploadDocumentQuery {
  /**
   * Needed unless a form names the file.
   * @maxLength 500
   */
  readonly fileName?: string;
  /**
   * What the file claims to be; found out from its first bytes when absent.
   * @maxLength 200
   */
  readonly mediaType?: string;
  /**
   * The file name when absent.
   * @maxLength 500
   */
  readonly title?: string;
  /**
   * `attachment` when absent.
   * @maxLength 100
   */
  readonly documentType?: string;
}

/** Query of `GET …/documents/:documentId/content`. */
export interface DocumentContentQuery {
  /**
   * The latest when absent.
   * @integer
   * @minimum 1
   */
  readonly version?: number;
  /** To be saved instead of shown. */
  readonly download?: boolean;
}
