import { type Pool, type PoolClient } from 'pg';
import { type ReceivedContent } from '../content/content-directory.ts';
import { DocumentError } from '../port/document-error.ts';
import { type DocumentId } from '../port/document-id.ts';
import { type DocumentState, type RecordState } from '../port/document-store.ts';
import { type RecordKey, recordLabel, type RecordReference } from '../port/record-reference.ts';
import { selectDocument, selectRecord, type StoredDocument } from './archive-rows.ts';
import { lockName } from './transaction.ts';

/** @throws DOCUMENT_NOT_FOUND where it never was or has been deleted */
export async function existingDocument(db: Pool | PoolClient, id: DocumentId): Promise<StoredDocument> {
  const document = await selectDocument(db, id);
  if (document === undefined || document.deleted) {
    throw new DocumentError('DOCUMENT_NOT_FOUND', `Expected document ${id} in the archive, but it is not there.`);
  }
  return document;
}

/**
 * Locks record and document in this order everywhere, so that no two acts wait for each other.
 *
 * @throws DOCUMENT_NOT_FOUND, RECORD_NOT_FOUND
 */
export async function lockDocument(
  client: PoolClient,
  id: DocumentId,
): Promise<{ readonly document: StoredDocument; readonly recordState: RecordState }> {
  const { recordKey, state } = await existingDocument(client, id);
  await lockName(client, recordKey);
  await lockName(client, id);
  const recordState = await selectRecord(client, recordKey);
  if (recordState === undefined) throw recordNotFound(state.record);
  return { document: await existingDocument(client, id), recordState };
}

/** @throws RECORD_NOT_FOUND, RECORD_CLOSED */
export async function assertRecordOpen(client: PoolClient, key: RecordKey, record: RecordReference): Promise<void> {
  const state = await selectRecord(client, key);
  if (state === undefined) throw recordNotFound(record);
  assertOpen(state);
}

/** @throws RECORD_CLOSED */
export function assertOpen(record: RecordState): void {
  if (!record.closed) return;
  throw new DocumentError(
    'RECORD_CLOSED',
    `Expected an open record, but "${recordLabel(record.record)}" is closed for the files; open it again first.`,
  );
}

/** Storing a document again answers the first one. @throws DOCUMENT_ID_CONFLICT where it is another one */
export function assertSameDocument(present: StoredDocument, key: RecordKey, received: ReceivedContent): DocumentState {
  const first = present.state.versions[0];
  if (!present.deleted && present.recordKey === key && first?.sha256 === received.sha256) return present.state;
  throw new DocumentError(
    'DOCUMENT_ID_CONFLICT',
    `Expected a new document id or the same document again, but ${present.state.documentId} is ` +
      (present.deleted ? 'a deleted document.' : 'another document.'),
  );
}

export function recordNotFound(record: RecordReference): DocumentError {
  return new DocumentError('RECORD_NOT_FOUND', `Expected record "${recordLabel(record)}", but it does not exist.`);
}
