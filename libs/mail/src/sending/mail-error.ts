/** A mail that cannot be sent as it is asked for; trying again would not help. */
export class MailRequestError extends Error {
  readonly code = 'MAIL_REQUEST_INVALID';
  constructor(message: string) {
    super(message);
    this.name = 'MailRequestError';
  }
}

export function isMailRequestError(error: unknown): error is MailRequestError {
  return error instanceof Error && error.name === 'MailRequestError';
}
