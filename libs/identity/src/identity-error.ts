export const IDENTITY_ERROR_CODES = [
  'CREDENTIALS_WRONG',
  'TOO_MANY_ATTEMPTS',
  'USER_EXISTS',
  'USER_NOT_FOUND',
  'USER_INVALID',
  'INBOX_MEMORY_INVALID',
  'TOO_MANY_FILTERS',
] as const;

/** An expected failure of identity; nothing has changed. */
export class IdentityError extends Error {
  readonly code: (typeof IDENTITY_ERROR_CODES)[number];
  /** With TOO_MANY_ATTEMPTS: when it is worth trying again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: IdentityError['code'], message: string, retryAfterSeconds?: number) {
    super(message);
    this.name = 'IdentityError';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export function isIdentityError(error: unknown): error is IdentityError {
  return error instanceof Error && error.name === 'IdentityError' && 'code' in error;
}
