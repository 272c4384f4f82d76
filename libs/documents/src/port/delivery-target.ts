import { type DocumentId } from './document-id.ts';
import { type DocumentStore } from './document-store.ts';
import { type RecordReference } from './record-reference.ts';

/**
 * A store that documents are handed over to. When a call ended without a clear answer, the partner may still act on it
 * later; `reconcile` looks again and brings what was stored twice back to one.
 */
export interface DeliveryTarget extends DocumentStore {
  /** What people call it, for screens. */
  readonly product: string;
  /** Makes sure the record, or the document in it, is there at most once. Answers how many superfluous copies were removed. */
  reconcile(record: RecordReference, documentId?: DocumentId): Promise<number>;
}
