import type { Fault } from '#engine';

/** A mail that cannot be sent as it is asked for; trying again would not help. */
export class MailRequestError extends Error {
  readonly code = 'MAIL_REQUEST_INVALID';
  readonly fault: Fault;
  constructor(message: string, fault: Fault) {
    super(message);
    this.name = 'MailRequestError';
    this.fault = fault;
  }
}

export function isMailRequestError(error: unknown): error is MailRequestError {
  return error instanceof Error && error.name === 'MailRequestError';
}
