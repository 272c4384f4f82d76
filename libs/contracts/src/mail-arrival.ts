import type { Instant } from './json.ts';

/** A mail that arrived in the mailbox of the invoices and that a person has to look at. */
export interface MailForReview {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly sender?: string;
  readonly subject?: string;
  /** Why nothing could be taken in, in German. */
  readonly reason: string;
  /**
   * Bytes.
   * @integer
   */
  readonly size: number;
  readonly attachments: readonly {
    readonly fileName: string;
    readonly mediaType: string;
    /** @integer */
    readonly size: number;
  }[];
}
