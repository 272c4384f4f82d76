import { type DocumentVersion, type RecordState } from '../port/document-store.ts';
import { type IndexData } from '../port/index-data.ts';
import { type RecordKey, recordReferenceOf } from '../port/record-reference.ts';
import { type ArchiveLogEntry } from './archive-log-entry.ts';

/** A document as the log tells it. */
interface FoldedDocument {
  readonly recordKey: RecordKey;
  readonly documentType: string;
  readonly title: string;
  readonly indexData: IndexData;
  readonly retentionUntil: string | null;
  readonly legalHold: string | null;
  readonly deleted: boolean;
  readonly versions: readonly DocumentVersion[];
}

/** What the log says about one subject: a record or a document. */
export type FoldedSubject =
  | { readonly kind: 'record'; readonly state: RecordState }
  | { readonly kind: 'document'; readonly state: FoldedDocument };

/** Applies one entry. An entry that cannot follow the ones before (a change of nothing) leaves the state as it is. */
export function foldEntry(subject: FoldedSubject | undefined, entry: ArchiveLogEntry): FoldedSubject | undefined {
  if (entry.act === 'RecordCreated') {
    const { recordType, title, indexData } = entry;
    const state = { record: recordReferenceOf(entry.recordKey), recordType, title, indexData, closed: false };
    return { kind: 'record', state };
  }
  if (entry.act === 'DocumentStored') {
    const { recordKey, documentType, title, indexData, retentionUntil, version } = entry;
    const base = { recordKey, documentType, title, indexData, retentionUntil };
    return { kind: 'document', state: { ...base, legalHold: null, deleted: false, versions: [version] } };
  }
  if (subject?.kind === 'record') {
    if (entry.act !== 'RecordClosed' && entry.act !== 'RecordReopened') return subject;
    return { kind: 'record', state: { ...subject.state, closed: entry.act === 'RecordClosed' } };
  }
  return subject === undefined ? undefined : { kind: 'document', state: foldDocument(subject.state, entry) };
}

function foldDocument(state: FoldedDocument, entry: ArchiveLogEntry): FoldedDocument {
  switch (entry.act) {
    case 'VersionAdded':
      return { ...state, versions: [...state.versions, entry.version] };
    case 'IndexDataChanged':
      return { ...state, indexData: entry.after };
    case 'RetentionSet':
      return { ...state, retentionUntil: entry.after };
    case 'LegalHoldSet':
      return { ...state, legalHold: entry.reason };
    case 'LegalHoldLifted':
      return { ...state, legalHold: null };
    case 'DocumentDeleted':
      return { ...state, deleted: true };
    default:
      return state;
  }
}
