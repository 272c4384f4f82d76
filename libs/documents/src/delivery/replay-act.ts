import { type ArchiveLogEntry } from '../archive/archive-log-entry.ts';
import { type DeliveryTarget } from '../port/delivery-target.ts';
import { type DocumentError, isDocumentError } from '../port/document-error.ts';
import { type DocumentId } from '../port/document-id.ts';
import { type DocumentContent, type DocumentVersion } from '../port/document-store.ts';
import { type IndexDataChange } from '../port/index-data.ts';
import { recordReferenceOf } from '../port/record-reference.ts';

/** Reads one version from the archive; fails with DOCUMENT_NOT_FOUND when the document has been deleted meanwhile. */
export type ReadVersion = (id: DocumentId, version: number) => Promise<DocumentContent>;

/**
 * Does in the DMS what was done in the archive. Every act of the port may be repeated, therefore a replay may be, too.
 * A document that was deleted before it was handed over is not handed over any more.
 */
export async function replayAct(entry: ArchiveLogEntry, target: DeliveryTarget, read: ReadVersion): Promise<void> {
  const { by } = entry;
  const record = recordReferenceOf(entry.recordKey);
  switch (entry.act) {
    case 'RecordCreated': {
      const { recordType, title, indexData } = entry;
      await target.ensureRecord({ record, recordType, title, indexData, by });
      return;
    }
    case 'RecordClosed':
      await target.closeRecord({ record, by });
      return;
    case 'RecordReopened':
      await target.reopenRecord({ record, by, reason: entry.reason });
      return;
    case 'DocumentStored': {
      const { documentId, documentType, title, indexData, version, retentionUntil } = entry;
      await withContent(read, documentId, version, async (content) => {
        await target.store({
          ...content,
          documentId,
          record,
          documentType,
          title,
          indexData,
          by,
          ...(retentionUntil === null ? {} : { retentionUntil }),
        });
      });
      return;
    }
    case 'VersionAdded': {
      const { documentId, version } = entry;
      await withContent(read, documentId, version, async (content) => {
        await target.addVersion({ ...content, documentId, version: version.version, by });
      });
      return;
    }
    case 'IndexDataChanged':
      await unlessGone(read, entry.documentId, async () =>
        target.setIndexData({ documentId: entry.documentId, indexData: changeOf(entry), by }),
      );
      return;
    case 'RetentionSet': {
      const { documentId, after: until, reason } = entry;
      await unlessGone(read, documentId, async () =>
        target.setRetention({ documentId, until, by, ...(reason === null ? {} : { reason }) }),
      );
      return;
    }
    case 'LegalHoldSet':
    case 'LegalHoldLifted': {
      const { documentId, reason } = entry;
      const hold = entry.act === 'LegalHoldSet';
      await unlessGone(read, documentId, async () => target.setLegalHold({ documentId, hold, reason, by }));
      return;
    }
    case 'DocumentDeleted':
      try {
        await target.delete({ documentId: entry.documentId, reason: entry.reason, by });
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
      return;
  }
}

/** The fields that differ, those that are gone as `null`. */
function changeOf(entry: Extract<ArchiveLogEntry, { readonly act: 'IndexDataChanged' }>): IndexDataChange {
  const gone = Object.keys(entry.before).filter((name) => !Object.hasOwn(entry.after, name));
  return { ...entry.after, ...Object.fromEntries(gone.map((name) => [name, null])) };
}

async function withContent(
  read: ReadVersion,
  id: DocumentId,
  version: DocumentVersion,
  work: (content: {
    readonly fileName: string;
    readonly mediaType: string;
    readonly expected: DocumentVersion;
    readonly content: DocumentContent['stream'];
  }) => Promise<void>,
): Promise<void> {
  const content = await read(id, version.version).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
  if (content === undefined) return;
  try {
    await work({
      fileName: version.fileName,
      mediaType: version.mediaType,
      expected: version,
      content: content.stream,
    });
  } finally {
    content.stream.destroy();
  }
}

/** Acts on a document that was deleted in the archive before its first hand-over have nothing to act on. */
async function unlessGone(read: ReadVersion, id: DocumentId, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const gone = await read(id, 1).then(
      (content) => {
        content.stream.destroy();
        return false;
      },
      (readError: unknown) => isNotFound(readError),
    );
    if (!gone) throw error;
  }
}

function isNotFound(error: unknown): error is DocumentError {
  return isDocumentError(error) && error.code === 'DOCUMENT_NOT_FOUND';
}
