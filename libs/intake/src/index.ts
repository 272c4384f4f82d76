export { isGenuineCallback } from './fit-connect/callback.ts';
export { FitConnectSource } from './fit-connect/fit-connect-source.ts';
export type { FitConnectSettings } from './fit-connect/fit-connect-settings.ts';
export {
  type CaseRequest,
  type CaseStarter,
  type IntakeChannel,
  IntakeHoldError,
  isIntakeHoldError,
} from './port/case-starter.ts';
export { IntakeSourceError, type Fetched, type IntakeSource } from './port/intake-source.ts';
export type { IntakeDecision, IntakeRegister, RegisteredEntry, SourceContact } from './port/intake-register.ts';
export { type IntakeEntry, type IntakeState, type IntakeStore, type KeptProblems } from './port/intake-store.ts';
export { intakeMigrations } from './intake-migrations.ts';
export { eraseArrivals, type ErasureLimits } from './store/erase-arrivals.ts';
export { PostgresIntakeStore } from './store/postgres-intake-store.ts';
export type { IntakeFile, IntakeProblem, Submission } from './port/submission.ts';
export { caseKey, finish, takeIn, type IntakeRound } from './take-in.ts';
export type { CatalogueFinding } from './catalogue/catalogue-finding.ts';
export type { IntakeService, OnlineForm } from './catalogue/intake-service.ts';
export { mapSubmission, type MappedSubmission, type SubmissionFacts } from './catalogue/map-submission.ts';
export { checkMapping } from './catalogue/read-services.ts';
export { DeployedServices } from './catalogue/deployed-services.ts';
export { INTAKE_FILE } from './catalogue/intake-file.ts';
export { ServiceCatalogue, type ServiceFile } from './catalogue/service-catalogue.ts';
export { serviceFileCheck } from './catalogue/service-file-check.ts';
export { type MailedReceipt, RuntimeCaseStarter } from './case/runtime-case-starter.ts';
export { readConnectionFile, type FitConnectConnection } from './fit-connect/connection-file.ts';
export { FolderSource } from './folder/folder-source.ts';
export { OnlineFormSource } from './online-form/online-form-source.ts';
export { StatusSecrets } from './status/status-secrets.ts';
export { type ChangedMapping, PostgresMappings } from './store/postgres-mappings.ts';
export { readApplication } from './data/read-application.ts';
export { DATA_ERROR_CODES, DataError } from './data/data-error.ts';
export { fileTypeOf } from './data/file-type.ts';
export { readJson } from './data/read-json.ts';
export { harmfulFiles } from './data/malware.ts';
export { checkFormData, type CheckedFormData, type FormFault } from './online-form/check-form-data.ts';
