import { type DocumentId } from '../port/document-id.ts';
import { type ActorId, type CalendarDay, type DocumentVersion } from '../port/document-store.ts';
import { type IndexData } from '../port/index-data.ts';
import { type RecordKey } from '../port/record-reference.ts';

/**
 * One act in the log of the built-in archive: who did what to which record or document, when, with old and new values
 * and the reason. The tables of the archive hold nothing that cannot be folded from these entries; this is what
 * verification compares them with, and what a delivery to a DMS replays. An entry's old meaning never changes.
 */
export type ArchiveAct =
  | {
      readonly act: 'RecordCreated';
      readonly recordType: string;
      readonly title: string;
      readonly indexData: IndexData;
    }
  | { readonly act: 'RecordClosed' }
  | { readonly act: 'RecordReopened'; readonly reason: string }
  | {
      readonly act: 'DocumentStored';
      readonly documentId: DocumentId;
      readonly documentType: string;
      readonly title: string;
      readonly indexData: IndexData;
      readonly retentionUntil: CalendarDay | null;
      readonly version: DocumentVersion;
    }
  | { readonly act: 'VersionAdded'; readonly documentId: DocumentId; readonly version: DocumentVersion }
  | {
      readonly act: 'IndexDataChanged';
      readonly documentId: DocumentId;
      readonly before: IndexData;
      readonly after: IndexData;
    }
  | {
      readonly act: 'RetentionSet';
      readonly documentId: DocumentId;
      readonly before: CalendarDay | null;
      readonly after: CalendarDay;
      readonly reason: string | null;
    }
  | {
      readonly act: 'LegalHoldSet' | 'LegalHoldLifted';
      readonly documentId: DocumentId;
      readonly reason: string;
    }
  | {
      readonly act: 'DocumentDeleted';
      readonly documentId: DocumentId;
      readonly reason: string;
      readonly sha256: readonly string[];
    };

/** An act with its circumstances, as it is written to the log. `at` is an ISO 8601 instant in UTC, never decreasing. */
export type ArchiveLogEntry = ArchiveAct & {
  readonly recordKey: RecordKey;
  readonly at: string;
  readonly by: ActorId;
};

/** What an entry is about: the document's id, or the record's key. The index of the log. */
export function subjectOf(entry: ArchiveLogEntry): string {
  return 'documentId' in entry ? entry.documentId : entry.recordKey;
}
