import { DocumentError, type DocumentErrorCode } from './document-error.ts';

/** How a call to a partner DMS ended when it did not end well. */
export interface DmsFailure {
  /** What the DMS itself said, readable, at most some hundred characters; empty when it said nothing. */
  readonly words: string;
  /** The HTTP status, where there was an answer. */
  readonly status?: number;
  /** True when the DMS may or may not have done what was asked (no answer, a broken one, an answer of a proxy). */
  readonly outcomeUnknown: boolean;
  readonly retryable: boolean;
  readonly cause?: unknown;
}

/** A failure on the side of a DMS. Carries its own words, because they are what its administrator understands. */
export class DmsError extends DocumentError {
  readonly words: string;
  readonly status: number | undefined;
  readonly outcomeUnknown: boolean;

  constructor(code: DocumentErrorCode, message: string, failure: DmsFailure) {
    super(code, message, {
      retryable: failure.retryable,
      details: { words: failure.words, status: failure.status, outcomeUnknown: failure.outcomeUnknown },
      cause: failure.cause,
    });
    this.name = 'DmsError';
    this.words = failure.words;
    this.status = failure.status;
    this.outcomeUnknown = failure.outcomeUnknown;
  }
}

/** True when the error came from a DMS; decides by shape, because test runners load classes twice. */
export function isDmsError(error: unknown): error is DmsError {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'DmsError';
}
