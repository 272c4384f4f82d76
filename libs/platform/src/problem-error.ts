import type { FieldError, Finding, MessageReceiver, ProblemDetails } from '#contracts';

/** What belongs to a problem beside its status, code and sentence. */
export interface ProblemExtras {
  readonly findings?: readonly Finding[];
  readonly errors?: readonly FieldError[];
  readonly elementId?: string;
  readonly receivers?: readonly MessageReceiver[];
  /** Answer header `Retry-After`. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** An expected failure at the edge: becomes an answer of RFC 9457 problem details. The message is its `detail`. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly extras: ProblemExtras;

  constructor(status: number, code: string, detail: string, extras: ProblemExtras = {}) {
    super(detail, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = 'ProblemError';
    this.status = status;
    this.code = code;
    this.extras = extras;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Log-in required',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'In conflict with the current state',
  410: 'No longer available',
  413: 'Too large',
  415: 'Media type not supported',
  422: 'The content cannot be processed',
  429: 'Too many requests',
  500: 'Something went wrong on the server',
  503: 'Not ready',
};

/** The body for an error; `instance` is the path of the request. */
export function problemDetails(error: ProblemError, instance: string, requestId: string): ProblemDetails {
  const { findings, errors, elementId, receivers } = error.extras;
  return {
    type: `/problems/${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: TITLES[error.status] ?? 'The request failed',
    status: error.status,
    code: error.code,
    detail: error.message,
    instance,
    requestId,
    ...(findings === undefined ? {} : { findings }),
    ...(errors === undefined ? {} : { errors }),
    ...(elementId === undefined ? {} : { elementId }),
    ...(receivers === undefined ? {} : { receivers }),
  };
}
