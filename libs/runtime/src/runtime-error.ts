import type { Rejection } from '#engine';

/**
 * Every reason a use case says no. A caller maps the code, never the text.
 *
 * - `…_NOT_FOUND`: there is no such thing (or not any more: a completed task, a finished instance).
 * - `…_CONFLICT`, `…_TAKEN`, `NOT_…`: it exists, but its state or its owner forbids this.
 * - `…_INVALID`, `…_REFUSED`, `…_MISSING`, `…_UNKNOWN`: the input is wrong; `details` names the place.
 * All codes of the engine's {@link Rejection} are handed through unchanged.
 */
export const RUNTIME_ERROR_CODES = [
  // input
  'INPUT_INVALID',
  'VARIABLES_INVALID',
  'DEPLOYMENT_REFUSED',
  'DEPLOYMENT_EMPTY',
  // definitions
  'DEPLOYMENT_NOT_FOUND',
  'RESOURCE_NOT_FOUND',
  'DEFINITION_NOT_FOUND',
  'DEFINITION_SUSPENDED',
  'DEFINITION_IN_USE',
  'DECISION_UNREADABLE',
  // instances
  'BUSINESS_KEY_TAKEN',
  'INSTANCE_STILL_RUNNING',
  'BATCH_NOT_FOUND',
  'BATCH_ENDED',
  'OPERATION_NOT_FOUND',
  'COMMENT_NOT_FOUND',
  // people's work
  'TASK_TAKEN',
  'TASK_NOT_CLAIMED',
  'NOT_A_CANDIDATE',
  'SAME_PERSON',
  // messages
  'NO_MATCHING_SUBSCRIPTION',
  'AMBIGUOUS_CORRELATION',
  // workers' work
  'JOB_LOCK_LOST',
  'JOB_NOT_FAILED',
  // the engine's rejections
  'INSTANCE_NOT_FOUND',
  'INSTANCE_SUSPENDED',
  'TASK_NOT_FOUND',
  'JOB_NOT_FOUND',
  'TIMER_NOT_FOUND',
  'SUBSCRIPTION_NOT_FOUND',
  'INCIDENT_NOT_FOUND',
  'SCOPE_NOT_FOUND',
  'VARIABLE_NOT_FOUND',
  'NODE_NOT_FOUND',
  'START_NOT_POSSIBLE',
  'ANSWER_MISSING',
  'ANSWER_UNKNOWN',
  'DATE_INVALID',
  'ERROR_NOT_CAUGHT',
  'MODIFICATION_INVALID',
  'MIGRATION_INVALID',
  'LIMIT_EXCEEDED',
  'EXPRESSION_FAILED',
] as const satisfies readonly (Rejection['code'] | (string & {}))[];

export type RuntimeErrorCode = (typeof RUNTIME_ERROR_CODES)[number];

/**
 * An expected failure of a use case: nothing has been changed. `message` says "Expected …, but …"; `details` carries the
 * data (ids, names, findings) for a machine. In tests compare `code`, never `instanceof`.
 */
export class RuntimeError extends Error {
  readonly code: RuntimeErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: RuntimeErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'RuntimeError';
    this.code = code;
    this.details = details;
  }
}

/** Is it an expected failure (and not a bug or a lost database)? Works across module registries. */
export function isRuntimeError(error: unknown): error is RuntimeError {
  return error instanceof Error && error.name === 'RuntimeError' && 'code' in error && 'details' in error;
}
