export { type ArchiveAct, type ArchiveLogEntry } from './archive/archive-log-entry.ts';
export { type LoggedEntry } from './archive/archive-log.ts';
export { BuiltInArchive, type BuiltInArchiveOptions } from './archive/built-in-archive.ts';
export {
  type AuditFinding,
  type AuditOptions,
  type AuditReport,
  type ChainAnchor,
  verifyArchive,
} from './archive/verify-archive.ts';
export { type CaseFacts, type FindCase } from './cases/case-facts.ts';
export { RecordCaseFiles } from './cases/record-case-files.ts';
export { createDocumentConnectors, type DocumentConnectorOptions } from './connectors/document-connectors.ts';
export { type ContentPolicy, DEFAULT_CONTENT_POLICY } from './content/content-policy.ts';
export { inspectedStream, type InspectedStream } from './content/inspected-stream.ts';
export { reconcileMediaType, sniffMediaType, type SniffedType } from './content/media-type.ts';
export { safeFileName } from './content/safe-file-name.ts';
export { type IntegrityAlarm, type IntegrityViolation, readAll } from './content/verified-stream.ts';
export { createDatabaseMutex } from './delivery/database-mutex.ts';
export {
  DeliveringDocumentStore,
  type DeliveringDocumentStoreOptions,
  type SweepResult,
} from './delivery/delivering-document-store.ts';
export { DEFAULT_DELIVERY_POLICY, type DeliveryPolicy, type DeliveryState } from './delivery/delivery-state.ts';
export { createKeyedMutex, type Exclusive } from './delivery/keyed-mutex.ts';
export { documentMigrations } from './document-migrations.ts';
export { type DmsCredentials } from './enaio/enaio-client.ts';
export {
  type DocumentMapping,
  type EnaioConfiguration,
  type FieldMapping,
  type FieldType,
  parseEnaioConfiguration,
  type RecordMapping,
} from './enaio/enaio-configuration.ts';
export { EnaioDocumentStore, type EnaioDocumentStoreOptions } from './enaio/enaio-document-store.ts';
export { type MappingFinding } from './enaio/mapping-check.ts';
export { type DeliveryTarget } from './port/delivery-target.ts';
export { DmsError, type DmsFailure, isDmsError } from './port/dms-error.ts';
export {
  DOCUMENT_ERROR_CODES,
  DocumentError,
  type DocumentErrorCode,
  type DocumentErrorDetails,
  isDocumentError,
} from './port/document-error.ts';
export { documentId, type DocumentId } from './port/document-id.ts';
export {
  type ActorId,
  type AddVersion,
  type ByteStream,
  type CalendarDay,
  type ContentDigest,
  type DocumentAct,
  type DocumentContent,
  type DocumentPage,
  type DocumentQuery,
  type DocumentState,
  type DocumentStore,
  type DocumentVersion,
  type EnsureRecord,
  type RecordAct,
  type RecordState,
  type StoreDocument,
  type StoreHealth,
} from './port/document-store.ts';
export { type IndexData, type IndexDataChange, type IndexValue } from './port/index-data.ts';
export { recordLabel, type RecordReference } from './port/record-reference.ts';
export { germanDate, germanLongDate, germanMoney, germanNumber, germanText } from './rendering/german-typography.ts';
export { type TemplateData } from './rendering/fill-template.ts';
export { type DocumentTemplate } from './rendering/letter-template.ts';
export { checkPdfA, type PdfAReport } from './rendering/pdf-a/check-pdf-a.ts';
export { type PdfAFinding } from './rendering/pdf-a/pdf-under-check.ts';
export { templateFileCheck } from './rendering/template-file-check.ts';
export {
  renderDocument,
  type RenderedDocument,
  type RenderRequest,
  templateProblems,
} from './rendering/render-document.ts';
