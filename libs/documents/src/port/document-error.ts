/** Every way the documents room says no. Stable: callers and screens decide by these codes, never by the message. */
export const DOCUMENT_ERROR_CODES = [
  'RECORD_NOT_FOUND',
  'RECORD_CLOSED',
  'DOCUMENT_NOT_FOUND',
  'VERSION_NOT_FOUND',
  'DOCUMENT_ID_CONFLICT',
  'VERSION_CONFLICT',
  'RETENTION_NOT_EXPIRED',
  'RETENTION_MISSING',
  'LEGAL_HOLD',
  'REASON_MISSING',
  'INVALID_REQUEST',
  'INTEGRITY_VIOLATION',
  'CONTENT_TOO_LARGE',
  'CONTENT_EMPTY',
  'MEDIA_TYPE_MISMATCH',
  'MEDIA_TYPE_REFUSED',
  'MALWARE_FOUND',
  'NOT_MAPPED',
  'CONFIGURATION_INVALID',
  'DMS_UNAVAILABLE',
  'DMS_UNAUTHORIZED',
  'DMS_REFUSED',
  'DMS_NOT_FOUND',
  'DMS_PROTOCOL',
  'DMS_DUPLICATE',
  'DELIVERY_PENDING',
  'DELIVERY_FAILED',
  'TEMPLATE_INVALID',
  'PDF_INVALID',
] as const;

export type DocumentErrorCode = (typeof DOCUMENT_ERROR_CODES)[number];

/** What an error may carry for programs: the date of a retention, the expected hash, the path of a file. */
export type DocumentErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/**
 * An expected failure of the documents room. `retryable` says whether the same call can succeed later without anybody
 * changing anything (the partner is down); everything else needs a person or another request.
 */
export class DocumentError extends Error {
  readonly code: DocumentErrorCode;
  readonly retryable: boolean;
  readonly details: DocumentErrorDetails;

  constructor(
    code: DocumentErrorCode,
    message: string,
    options: { readonly retryable?: boolean; readonly details?: DocumentErrorDetails; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DocumentError';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = options.details ?? {};
  }
}

/** True when the error carries a code of this room; decides by shape, because test runners load classes twice. */
export function isDocumentError(error: unknown): error is DocumentError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    'retryable' in error &&
    'name' in error &&
    (error.name === 'DocumentError' || error.name === 'DmsError')
  );
}
