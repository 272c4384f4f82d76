import { type DocumentErrorCode } from '../port/document-error.ts';
import { type DocumentId } from '../port/document-id.ts';
import { type RecordReference } from '../port/record-reference.ts';

/** How far the hand-over of one act has come. */
export interface DeliveryState {
  /** Number of the act in the archive's log. */
  readonly seq: number;
  readonly record: RecordReference;
  readonly documentId?: DocumentId;
  /** `pending`: will be tried (again); `confirmed`: the DMS has it; `failed`: a person must look, see `error`. */
  readonly state: 'pending' | 'confirmed' | 'failed';
  readonly attempts: number;
  /** ISO 8601 instant of the next attempt, while pending. */
  readonly nextAttemptAt?: string;
  /** Why the last attempt failed: our code, and the DMS's own words. */
  readonly error?: { readonly code: DocumentErrorCode | 'UNEXPECTED'; readonly words: string };
}

/** How deliveries are repeated. */
export interface DeliveryPolicy {
  /** Attempts before a retryable failure counts as failed. */
  readonly maxAttempts: number;
  /** Milliseconds before the second attempt, doubled for each further one, up to `maxDelayMs`. */
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** Milliseconds after which an act whose answer was once lost is looked at again: longer than the DMS works on a call. */
  readonly recheckAfterMs: number;
}

/** Twelve attempts over about a day. */
export const DEFAULT_DELIVERY_POLICY: DeliveryPolicy = {
  maxAttempts: 12,
  firstDelayMs: 15_000,
  maxDelayMs: 4 * 60 * 60 * 1000,
  recheckAfterMs: 30 * 60 * 1000,
};

/** The pause after so many attempts. */
export function delayAfter(attempts: number, policy: DeliveryPolicy): number {
  return Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** Math.max(0, attempts - 1));
}
