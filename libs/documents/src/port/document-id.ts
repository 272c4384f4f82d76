import { DocumentError } from './document-error.ts';

declare const documentIdBrand: unique symbol;
/** Our own id of a document, a UUID in lower case. The caller chooses it: it is the idempotency key of storing. */
export type DocumentId = string & { readonly [documentIdBrand]: true };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @throws DocumentError INVALID_REQUEST when the text is not a UUID */
export function documentId(text: string): DocumentId {
  const lower = text.toLowerCase();
  if (!UUID.test(lower)) {
    throw new DocumentError(
      'INVALID_REQUEST',
      `Expected a document id in the form of a UUID, but got ${JSON.stringify(text.slice(0, 80))}.`,
    );
  }
  return lower as DocumentId;
}
