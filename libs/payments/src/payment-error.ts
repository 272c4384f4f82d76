/**
 * `UNAVAILABLE` no answer, or one that says to come back; `PROTOCOL` an answer that is none of XBezahldienste;
 * `REFUSED` a no in the service's own words; `EXISTS` the request id is known there already; `INVALID_REQUEST` what the
 * case hands in cannot be paid.
 */
export const PAYMENT_ERROR_CODES = [
  'PAYMENT_UNAVAILABLE',
  'PAYMENT_PROTOCOL',
  'PAYMENT_REFUSED',
  'PAYMENT_EXISTS',
  'PAYMENT_INVALID_REQUEST',
] as const;

export type PaymentErrorCode = (typeof PAYMENT_ERROR_CODES)[number];

export class PaymentError extends Error {
  readonly code: PaymentErrorCode;
  /** The transaction the service already has, where it says so (`PAYMENT_EXISTS`). */
  readonly transactionId: string | undefined;

  constructor(code: PaymentErrorCode, message: string, transactionId?: string) {
    super(message);
    this.name = 'PaymentError';
    this.code = code;
    this.transactionId = transactionId;
  }

  /** May the same call be tried again? */
  get passing(): boolean {
    return this.code === 'PAYMENT_UNAVAILABLE' || this.code === 'PAYMENT_PROTOCOL';
  }
}

export function isPaymentError(error: unknown): error is PaymentError {
  return error instanceof Error && error.name === 'PaymentError';
}
