/** The embedded PostgreSQL could not be brought up; the message says what to do. */
export class EmbeddedPostgresError extends Error {
  readonly code:
    | 'EMBEDDED_POSTGRES_MISSING'
    | 'EMBEDDED_POSTGRES_NO_ACCOUNT'
    | 'EMBEDDED_POSTGRES_FAILED'
    | 'EMBEDDED_POSTGRES_IN_USE';

  constructor(code: EmbeddedPostgresError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
    this.code = code;
  }
}
