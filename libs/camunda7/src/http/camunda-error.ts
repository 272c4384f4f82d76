import { isRuntimeError, type RuntimeErrorCode } from '#runtime';

/** Exception names Camunda 7.24 answers in the field `type`; clients switch on them. */
export type CamundaErrorType =
  | 'InvalidRequestException'
  | 'RestException'
  | 'ParseException'
  | 'ProcessEngineException'
  | 'MismatchingMessageCorrelationException'
  | 'AuthorizationException'
  | 'NotFoundException'
  | 'BadUserRequestException'
  | 'NotValidException'
  | 'NullValueException'
  | 'TaskAlreadyClaimedException'
  | 'MigrationPlanValidationException'
  | 'MigratingProcessInstanceValidationException'
  | 'DmnEngineException'
  | 'JsonParseException'
  | 'MismatchedInputException'
  | 'NotAllowedException'
  | 'NotAcceptableException'
  | 'NotSupportedException';

/** Failures of the engine itself: Camunda 7 gives them the code 0 where nobody has set another one. */
const OF_ENGINE: ReadonlySet<CamundaErrorType> = new Set<CamundaErrorType>([
  'ProcessEngineException',
  'ParseException',
  'MismatchingMessageCorrelationException',
  'AuthorizationException',
  'BadUserRequestException',
  'NotValidException',
  'NullValueException',
  'TaskAlreadyClaimedException',
  'MigrationPlanValidationException',
  'MigratingProcessInstanceValidationException',
]);

/** A refusal in Camunda 7's own words: `{ type, message, code }` with an HTTP status. */
export class CamundaError extends Error {
  readonly status: number;
  readonly type: CamundaErrorType;
  readonly code: number | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Headers of the answer, e.g. what is possible instead. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    type: CamundaErrorType,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'CamundaError';
    this.status = status;
    this.type = type;
    this.code = OF_ENGINE.has(type) ? 0 : null;
    this.details = details;
    this.headers = headers;
  }
}

/** The request itself cannot be understood. */
export function invalid(message: string): CamundaError {
  return new CamundaError(400, 'InvalidRequestException', message);
}

/** What the path names does not exist. */
export function notFound(message: string): CamundaError {
  return new CamundaError(404, 'InvalidRequestException', message);
}

/** The caller may not do this; in the shape Camunda 7 tells a missing authorisation. */
export function forbidden(
  userId: string,
  missing: {
    readonly permission: string;
    readonly resource: string;
    readonly resourceId: string | null;
    readonly message: string;
  },
): CamundaError {
  const { permission: permissionName, resource: resourceName, resourceId, message } = missing;
  return new CamundaError(403, 'AuthorizationException', message, {
    userId,
    permissionName,
    resourceName,
    resourceId,
    missingAuthorizations: [{ permissionName, resourceName, resourceId }],
  });
}

const REFUSALS: Partial<Readonly<Record<RuntimeErrorCode, readonly [number, CamundaErrorType]>>> = {
  DEPLOYMENT_REFUSED: [400, 'ParseException'],
  DEPLOYMENT_EMPTY: [400, 'InvalidRequestException'],
  DEPLOYMENT_NOT_FOUND: [404, 'InvalidRequestException'],
  RESOURCE_NOT_FOUND: [404, 'InvalidRequestException'],
  DEFINITION_NOT_FOUND: [404, 'RestException'],
  INSTANCE_NOT_FOUND: [404, 'InvalidRequestException'],
  JOB_NOT_FOUND: [404, 'RestException'],
  TIMER_NOT_FOUND: [404, 'InvalidRequestException'],
  INCIDENT_NOT_FOUND: [404, 'InvalidRequestException'],
  SCOPE_NOT_FOUND: [404, 'InvalidRequestException'],
  VARIABLE_NOT_FOUND: [404, 'InvalidRequestException'],
  BATCH_NOT_FOUND: [404, 'InvalidRequestException'],
  BATCH_ENDED: [400, 'BadUserRequestException'],
  OPERATION_NOT_FOUND: [400, 'BadUserRequestException'],
  COMMENT_NOT_FOUND: [400, 'InvalidRequestException'],
  NO_MATCHING_SUBSCRIPTION: [400, 'MismatchingMessageCorrelationException'],
  AMBIGUOUS_CORRELATION: [400, 'MismatchingMessageCorrelationException'],
  VARIABLES_INVALID: [400, 'InvalidRequestException'],
  INPUT_INVALID: [400, 'InvalidRequestException'],
  MODIFICATION_INVALID: [400, 'InvalidRequestException'],
  NODE_NOT_FOUND: [400, 'InvalidRequestException'],
  MIGRATION_INVALID: [400, 'MigratingProcessInstanceValidationException'],
  TASK_NOT_FOUND: [500, 'NullValueException'],
  SAME_PERSON: [403, 'AuthorizationException'],
  TASK_TAKEN: [500, 'TaskAlreadyClaimedException'],
  JOB_LOCK_LOST: [400, 'RestException'],
  ERROR_NOT_CAUGHT: [500, 'ProcessEngineException'],
  DATE_INVALID: [400, 'InvalidRequestException'],
};

/**
 * Translates any failure. An expected failure of the runtime keeps its message; a bug becomes a bare 500 whose text says
 * nothing about the inside.
 */
export function toCamundaError(failure: unknown): CamundaError {
  if (failure instanceof CamundaError) return failure;
  if (!isRuntimeError(failure)) return new CamundaError(500, 'RestException', 'The engine failed; the log says why.');
  const [status, type] = REFUSALS[failure.code] ?? [500, 'ProcessEngineException'];
  if (failure.code !== 'DEPLOYMENT_REFUSED') return new CamundaError(status, type, failure.message);
  // Camunda Modeler knows by these first words that the diagram is at fault.
  const message = `ENGINE-09005 Could not parse BPMN process. Errors: ${failure.message}`;
  return new CamundaError(status, type, message, { details: parseReport(failure.details['findings']) });
}

/** Findings by resource, in the shape Camunda Modeler shows them. */
function parseReport(findings: unknown): Record<string, unknown> {
  const byResource = new Map<string, { errors: unknown[]; warnings: unknown[] }>();
  for (const finding of Array.isArray(findings) ? (findings as Record<string, unknown>[]) : []) {
    const resource = typeof finding['resource'] === 'string' ? finding['resource'] : '';
    const report = byResource.get(resource) ?? { errors: [], warnings: [] };
    byResource.set(resource, report);
    const elementId = finding['elementId'] ?? null;
    (finding['severity'] === 'error' ? report.errors : report.warnings).push({
      message: [finding['message'], finding['rule']].filter((it) => typeof it === 'string').join(' '),
      line: finding['line'] ?? 0,
      column: finding['column'] ?? 0,
      mainElementId: elementId,
      elementIds: elementId === null ? [] : [elementId],
    });
  }
  return Object.fromEntries(byResource);
}
