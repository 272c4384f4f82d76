export { isGenuineCallback } from './fit-connect/callback.ts';
export { FitConnectSource } from './fit-connect/fit-connect-source.ts';
export type { FitConnectSettings } from './fit-connect/fit-connect-settings.ts';
export type { CaseStarter } from './port/case-starter.ts';
export { IntakeSourceError, type Fetched, type IntakeSource } from './port/intake-source.ts';
export type { IntakeEntry, IntakeState, IntakeStore } from './port/intake-store.ts';
export type { IntakeFile, IntakeProblem, Submission } from './port/submission.ts';
export { takeIn, type IntakeRound } from './take-in.ts';
