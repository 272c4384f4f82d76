/**
 * Why a link cannot be used. `LINK_UNKNOWN`: there is none, or the secret is wrong · `LINK_EXPIRED`: the deadline has passed,
 * or the case needs no answer any more · `LINK_ANSWERED`: it was answered before · `ANSWER_INVALID`: the answer does not fit
 * the form or its limits · `LINK_INVALID`: the model asks for a link that cannot be made.
 */
export const PARTICIPATION_ERROR_CODES = [
  'LINK_UNKNOWN',
  'LINK_EXPIRED',
  'LINK_ANSWERED',
  'ANSWER_INVALID',
  'LINK_INVALID',
] as const;

export type ParticipationErrorCode = (typeof PARTICIPATION_ERROR_CODES)[number];

/** An expected failure of this room. */
export class ParticipationError extends Error {
  readonly code: ParticipationErrorCode;

  constructor(code: ParticipationErrorCode, message: string) {
    super(message);
    this.name = 'ParticipationError';
    this.code = code;
  }
}

/** Works across copies of the class, as under a test runner. */
export function isParticipationError(error: unknown): error is ParticipationError {
  return error instanceof Error && error.name === 'ParticipationError' && 'code' in error;
}
