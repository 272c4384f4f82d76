import { HttpException } from '@nestjs/common';
import { DEPLOY_LIMITS, type Finding } from '#contracts';
import { type DocumentError, type DocumentErrorCode, isDocumentError } from '#documents';
import { isIdentityError } from '#identity';
import { ProblemError } from '#platform';
import { isRuntimeError, type MigrationProblem, type RuntimeError, type RuntimeErrorCode } from '#runtime';

/** Status of what the runtime says no with; codes that are not here are 422. */
const RUNTIME_STATUS: Partial<Record<RuntimeErrorCode, number>> = {
  INPUT_INVALID: 400,
  DEPLOYMENT_NOT_FOUND: 404,
  RESOURCE_NOT_FOUND: 404,
  DEFINITION_NOT_FOUND: 404,
  INSTANCE_NOT_FOUND: 404,
  TASK_NOT_FOUND: 404,
  JOB_NOT_FOUND: 404,
  TIMER_NOT_FOUND: 404,
  VARIABLE_NOT_FOUND: 404,
  SUBSCRIPTION_NOT_FOUND: 404,
  INCIDENT_NOT_FOUND: 404,
  BATCH_NOT_FOUND: 404,
  BATCH_ENDED: 409,
  OPERATION_NOT_FOUND: 404,
  COMMENT_NOT_FOUND: 404,
  SCOPE_NOT_FOUND: 404,
  NO_MATCHING_SUBSCRIPTION: 404,
  DEFINITION_SUSPENDED: 409,
  DEFINITION_IN_USE: 409,
  BUSINESS_KEY_TAKEN: 409,
  INSTANCE_STILL_RUNNING: 409,
  INSTANCE_SUSPENDED: 409,
  TASK_TAKEN: 409,
  TASK_NOT_CLAIMED: 409,
  AMBIGUOUS_CORRELATION: 409,
  JOB_LOCK_LOST: 409,
  JOB_NOT_FAILED: 409,
  NOT_A_CANDIDATE: 403,
  SAME_PERSON: 403,
};

/** Codes of the runtime that have a name of their own in the contract. */
const CONTRACT_CODES: Partial<Record<RuntimeErrorCode, string>> = {
  INPUT_INVALID: 'REQUEST_INVALID',
  DEPLOYMENT_REFUSED: 'MODEL_INVALID',
  TASK_TAKEN: 'TASK_ALREADY_CLAIMED',
  NOT_A_CANDIDATE: 'TASK_NOT_YOURS',
  SAME_PERSON: 'TASK_NEEDS_SECOND_PERSON',
  NO_MATCHING_SUBSCRIPTION: 'MESSAGE_NOT_CORRELATED',
};

/** Status of what the documents room says no with; codes that are not here are 422. */
const DOCUMENT_STATUS: Partial<Record<DocumentErrorCode, number>> = {
  INVALID_REQUEST: 400,
  RECORD_NOT_FOUND: 404,
  DOCUMENT_NOT_FOUND: 404,
  VERSION_NOT_FOUND: 404,
  RECORD_CLOSED: 409,
  DOCUMENT_ID_CONFLICT: 409,
  VERSION_CONFLICT: 409,
  LEGAL_HOLD: 409,
  RETENTION_NOT_EXPIRED: 409,
  CONTENT_TOO_LARGE: 413,
  MEDIA_TYPE_MISMATCH: 415,
  MEDIA_TYPE_REFUSED: 415,
  INTEGRITY_VIOLATION: 500,
  DMS_UNAVAILABLE: 503,
  DELIVERY_PENDING: 503,
};

const REASONS_TOLD = 100;

/** Any error as a problem; undefined when it is none anybody expected, which is a 500 and belongs into the log. */
export function problemOf(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (isRuntimeError(error)) return runtimeProblem(error);
  if (isDocumentError(error)) return documentProblem(error);
  if (isIdentityError(error)) {
    const status =
      { CREDENTIALS_WRONG: 401, TOO_MANY_ATTEMPTS: 429, USER_NOT_FOUND: 404, USER_EXISTS: 409 }[error.code as string] ??
      422;
    const wait = error.retryAfterSeconds;
    return new ProblemError(status, error.code, error.message, wait === undefined ? {} : { retryAfterSeconds: wait });
  }
  if (error instanceof HttpException) return frameworkProblem(error.getStatus(), error.message);
  return parserProblem(error);
}

function documentProblem(error: DocumentError): ProblemError {
  const code = error.code === 'INVALID_REQUEST' ? 'REQUEST_INVALID' : error.code;
  return new ProblemError(DOCUMENT_STATUS[error.code] ?? 422, code, error.message, { cause: error });
}

function runtimeProblem(error: RuntimeError): ProblemError {
  const { findings, elementId } = error.details as {
    findings?: readonly (Finding & { resource?: string })[];
    elementId?: unknown;
  };
  const shown = error.code === 'MIGRATION_INVALID' ? migrationFindings(error) : findings?.map(findingOf);
  return new ProblemError(RUNTIME_STATUS[error.code] ?? 422, CONTRACT_CODES[error.code] ?? error.code, error.message, {
    cause: error,
    ...(shown === undefined ? {} : { findings: shown }),
    ...(typeof elementId === 'string' ? { elementId } : {}),
  });
}

/** What keeps cases from going on in another version, each at the element of the old one; undefined when the engine says it. */
function migrationFindings({ details }: RuntimeError): readonly Finding[] | undefined {
  const { problems } = details as { readonly problems?: readonly MigrationProblem[] };
  return problems?.slice(0, REASONS_TOLD).map(({ code, message, sourceId }) => ({
    ...{ code, severity: 'error' as const, message },
    ...(sourceId === undefined ? {} : { elementId: sourceId }),
  }));
}

/** The importer calls the file a resource; the contract calls it what people call it. */
export function findingOf({ resource, ...finding }: Finding & { readonly resource?: string }): Finding {
  return resource === undefined ? finding : { ...finding, file: resource };
}

function frameworkProblem(status: number, message: string): ProblemError {
  return new ProblemError(status, status >= 500 ? 'INTERNAL_ERROR' : 'REQUEST_INVALID', message);
}

/** Errors of the body parsers say what they are by `type` (JSON) or `code` (multipart). */
function parserProblem(error: unknown): ProblemError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { type, code, status } = error as Error & { type?: unknown; code?: unknown; status?: unknown };
  if (type === 'entity.too.large')
    return new ProblemError(413, 'TOO_LARGE', `Expected at most 8 MB of JSON, but the body is larger.`);
  if (type === 'entity.parse.failed')
    return new ProblemError(400, 'REQUEST_INVALID', `Expected JSON, but it cannot be read: ${error.message}`);
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new ProblemError(415, 'MEDIA_TYPE_UNSUPPORTED', error.message);
  if (code === 'LIMIT_FILE_SIZE' || code === 'LIMIT_FILE_COUNT') {
    const megabytes = DEPLOY_LIMITS.fileBytes / 1024 / 1024;
    return new ProblemError(
      413,
      'TOO_LARGE',
      `Expected at most ${DEPLOY_LIMITS.files} files of at most ${megabytes} MB, but there is more.`,
    );
  }
  if (typeof code === 'string' && code.startsWith('LIMIT_'))
    return new ProblemError(400, 'REQUEST_INVALID', `The upload is not as described: ${error.message}.`);
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new ProblemError(status, 'REQUEST_INVALID', error.message);
  return undefined;
}
