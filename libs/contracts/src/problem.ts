import type { Finding } from './finding.ts';
import type { MessageReceiver } from './message.ts';

/**
 * Body of every answer with a status of 400 and above (RFC 9457, `application/problem+json`). Programs branch on `code`
 * (stable, SCREAMING_SNAKE_CASE); `title`, `detail` and the details of `errors` are sentences for people in the language of the
 * request (`Accept-Language`, German or English). The English `detail` is of the form "Expected …, but …".
 */
export interface ProblemDetails {
  /** `/problems/<code in kebab-case>`, relative to the server. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Path of the request. */
  readonly instance: string;
  /** What a log line of the server can be found by. */
  readonly requestId: string;
  /** 422 on deploying: what is wrong, with element, line and column. */
  readonly findings?: readonly Finding[];
  /** 400 and 422: each faulty field of the request. */
  readonly errors?: readonly FieldError[];
  /** `MESSAGE_NOT_CORRELATED`, `AMBIGUOUS_CORRELATION`: who waits for a message of this name, for those who may see cases. */
  readonly receivers?: readonly MessageReceiver[];
  /** Element of the diagram the problem is about, where there is one. */
  readonly elementId?: string;
}

/** One faulty field: `pointer` is an RFC 6901 JSON pointer into the body, or the name of a query parameter after `?`. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** Codes every client should know; each error of a domain adds its own. Status in the comment. */
export const PROBLEM_CODES = {
  /** 400 */ requestInvalid: 'REQUEST_INVALID',
  /** 401 */ logInRequired: 'LOG_IN_REQUIRED',
  /** 401 */ credentialsWrong: 'CREDENTIALS_WRONG',
  /** 403 */ permissionMissing: 'PERMISSION_MISSING',
  /** 403 */ crossSiteRequest: 'CROSS_SITE_REQUEST',
  /** 403 */ taskNotYours: 'TASK_NOT_YOURS',
  /** 403 */ taskNeedsSecondPerson: 'TASK_NEEDS_SECOND_PERSON',
  /** 404 */ notFound: 'NOT_FOUND',
  /** 404 */ definitionNotFound: 'DEFINITION_NOT_FOUND',
  /** 404 */ instanceNotFound: 'INSTANCE_NOT_FOUND',
  /** 404 */ taskNotFound: 'TASK_NOT_FOUND',
  /** 404 */ incidentNotFound: 'INCIDENT_NOT_FOUND',
  /** 405 */ methodNotAllowed: 'METHOD_NOT_ALLOWED',
  /** 409 */ taskAlreadyClaimed: 'TASK_ALREADY_CLAIMED',
  /** 409 */ taskAlreadyCompleted: 'TASK_ALREADY_COMPLETED',
  /** 409 */ stepsStillOpen: 'STEPS_STILL_OPEN',
  /** 409 */ instanceSuspended: 'INSTANCE_SUSPENDED',
  /** 413 */ tooLarge: 'TOO_LARGE',
  /** 415 */ mediaTypeUnsupported: 'MEDIA_TYPE_UNSUPPORTED',
  /** 422 */ modelInvalid: 'MODEL_INVALID',
  /** 422 */ answerMissing: 'ANSWER_MISSING',
  /** 422 */ answerUnknown: 'ANSWER_UNKNOWN',
  /** 429 */ tooManyAttempts: 'TOO_MANY_ATTEMPTS',
  /** 500 */ internal: 'INTERNAL_ERROR',
  /** 503 */ notReady: 'NOT_READY',
} as const;
