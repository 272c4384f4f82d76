export { importBpmn, type BpmnImport, type ImportOptions } from './bpmn-import.ts';
export type { MessageFlow, Participant } from './reading/collaboration.ts';
export type { Bilingual, Finding, Fix, Severity } from './finding/finding.ts';
export { findingCatalogue, type FindingCode } from './finding/finding-catalogue.ts';
export type { FindingKind } from './finding/finding-kind.ts';
export { findingsPage } from './finding/findings-page.ts';
export { outline, type OutlineStep } from './outline.ts';
export { variableNames } from './variable-names.ts';
export { xmlEncoding } from './xml/decode-xml.ts';
