import type { Instant, JsonObject } from './json.ts';

/** A document that was released to the person who was invited. */
export interface ParticipationDocument {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** @integer */
  readonly size: number;
}

/**
 * `GET /api/participation/:secret`: what somebody outside is asked, by a link that only they have. Only what the case has
 * released to this person is in it. `answered`: there is nothing more to do. `expired`: its time is over, or no answer is
 * needed any more; then form and documents are absent.
 */
export interface ParticipationView {
  readonly state: 'open' | 'answered' | 'expired';
  readonly title: string;
  readonly introduction: string;
  /** The person invited, as the case names them. */
  readonly recipientName: string;
  readonly town: string;
  readonly expiresAt: Instant;
  readonly answeredAt?: Instant;
  /** form-js schema of the answer. */
  readonly form?: JsonObject;
  /** Values the form shows. */
  readonly data?: JsonObject;
  readonly documents: readonly ParticipationDocument[];
  /** @integer */
  readonly maximumAttachments: number;
  /** Bytes of one file at most. @integer */
  readonly maximumFileBytes: number;
}

/** 201 of `POST /api/participation/:secret`: the answer is safe. Sent once only. */
export interface ParticipationReceipt {
  readonly answeredAt: Instant;
}
