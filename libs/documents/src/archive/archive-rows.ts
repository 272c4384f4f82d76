import { type Pool, type PoolClient } from 'pg';
import { documentId, type DocumentId } from '../port/document-id.ts';
import {
  type DocumentQuery,
  type DocumentState,
  type DocumentVersion,
  type RecordState,
} from '../port/document-store.ts';
import { type IndexData } from '../port/index-data.ts';
import { type RecordKey, recordKeyOf, recordReferenceOf } from '../port/record-reference.ts';

/** Either the pool or the client of a transaction. */
export type Queryable = Pick<Pool | PoolClient, 'query'>;

interface RecordRow {
  readonly record_key: RecordKey;
  readonly record_type: string;
  readonly title: string;
  readonly index_data: IndexData;
  readonly closed: boolean;
}

interface DocumentRow {
  readonly document_id: string;
  readonly record_key: RecordKey;
  readonly document_type: string;
  readonly title: string;
  readonly index_data: IndexData;
  readonly retention_until: string | null;
  readonly legal_hold: string | null;
  readonly deleted: boolean;
  readonly versions: readonly DocumentVersion[];
}

/** A document as the tables hold it, deleted or not. */
export interface StoredDocument {
  readonly state: DocumentState;
  readonly recordKey: RecordKey;
  readonly deleted: boolean;
}

const DOCUMENT_COLUMNS = `
  d.document_id, d.record_key, d.document_type, d.title, d.index_data, d.retention_until::text AS retention_until,
  d.legal_hold, d.deleted,
  (SELECT json_agg(json_build_object('version', v.version, 'fileName', v.file_name, 'mediaType', v.media_type,
     'size', v.size, 'sha256', v.sha256, 'createdAt', v.created_at, 'createdBy', v.created_by) ORDER BY v.version)
   FROM archive_version v WHERE v.document_id = d.document_id) AS versions`;

export async function selectRecord(db: Queryable, key: RecordKey): Promise<RecordState | undefined> {
  const { rows } = await db.query<RecordRow>('SELECT * FROM archive_record WHERE record_key = $1', [key]);
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    record: recordReferenceOf(row.record_key),
    recordType: row.record_type,
    title: row.title,
    indexData: row.index_data,
    closed: row.closed,
  };
}

export async function selectDocument(db: Queryable, id: DocumentId): Promise<StoredDocument | undefined> {
  const { rows } = await db.query<DocumentRow>(
    `SELECT ${DOCUMENT_COLUMNS} FROM archive_document d WHERE d.document_id = $1`,
    [id],
  );
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** Documents that are not deleted, in the order of their ids, one more than `limit` when there are more. */
export async function searchDocuments(
  db: Queryable,
  query: DocumentQuery,
  limit: number,
): Promise<readonly DocumentState[]> {
  const conditions = ['NOT d.deleted'];
  const values: unknown[] = [];
  const add = (condition: (parameter: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.record !== undefined) add((p) => `d.record_key = ${p}`, recordKeyOf(query.record));
  if (query.documentType !== undefined) add((p) => `d.document_type = ${p}`, query.documentType);
  if (query.indexData !== undefined) add((p) => `d.index_data @> ${p}::jsonb`, JSON.stringify(query.indexData));
  values.push(limit + 1, query.offset ?? 0);
  const { rows } = await db.query<DocumentRow>(
    `SELECT ${DOCUMENT_COLUMNS} FROM archive_document d WHERE ${conditions.join(' AND ')}
     ORDER BY d.document_id LIMIT $${values.length - 1} OFFSET $${values.length}`,
    values,
  );
  return rows.map((row) => fromRow(row).state);
}

export async function insertVersion(db: Queryable, id: DocumentId, version: DocumentVersion): Promise<void> {
  await db.query(
    `INSERT INTO archive_version (document_id, version, file_name, media_type, size, sha256, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      version.version,
      version.fileName,
      version.mediaType,
      version.size,
      version.sha256,
      version.createdAt,
      version.createdBy,
    ],
  );
}

function fromRow(row: DocumentRow): StoredDocument {
  return {
    state: {
      documentId: documentId(row.document_id),
      record: recordReferenceOf(row.record_key),
      documentType: row.document_type,
      title: row.title,
      indexData: row.index_data,
      versions: row.versions,
      ...(row.retention_until === null ? {} : { retentionUntil: row.retention_until }),
      ...(row.legal_hold === null ? {} : { legalHold: row.legal_hold }),
    },
    recordKey: row.record_key,
    deleted: row.deleted,
  };
}
