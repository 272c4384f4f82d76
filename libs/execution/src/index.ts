export { type Execution, type ExecutionSettings, openExecution } from './open-execution.ts';
export { createUuidSource } from './uuid-source.ts';
