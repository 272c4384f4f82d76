import { createHash } from 'node:crypto';
import { documentId, type DocumentId } from '../port/document-id.ts';

/**
 * The id of the document a case knows by `name`: always the same one, so that filing may be repeated. A UUID of version 8
 * (RFC 9562 clause 5.8) made from the SHA-256 of both.
 */
export function derivedDocumentId(instanceId: string, name: string): DocumentId {
  const hash = createHash('sha256')
    .update(JSON.stringify([instanceId, name]))
    .digest('hex');
  const variant = ((parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return documentId(
    `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`,
  );
}
