export { type Adapter } from './adapter.ts';
export { type Execution, type ExecutionSettings, openExecution } from './open-execution.ts';
export { type Installation, installationMigrations, openInstallation } from './open-installation.ts';
export type { Invoices } from './open-invoices.ts';
export { type Intake } from './open-intake.ts';
export { openEnaio } from './open-enaio.ts';
export { type Mailbox } from './open-mailbox.ts';
export { type Payments } from './open-payments.ts';
export { createUuidSource } from './uuid-source.ts';
