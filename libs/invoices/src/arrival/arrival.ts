import type { InvoiceChannel, InvoiceState, InvoiceVerdict } from '#contracts';
import type { Examination } from '../reading/examine-invoice.ts';

/** A file that arrived as an invoice, and what has become of it. */
export interface Arrival {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly fileName: string;
  readonly channel: InvoiceChannel;
  readonly sender: string | null;
  readonly messageId: string | null;
  readonly receivedAt: string;
  readonly state: InvoiceState;
  readonly caseNumber: string | null;
  readonly instanceId: string | null;
  /** Null until it has been looked into. */
  readonly examination: Examination | null;
}

/** A line of the list: what was read and what follows for today. Dates are `YYYY-MM-DD`, amounts exact decimals. */
export interface ArrivalLine extends Omit<Arrival, 'examination' | 'sha256' | 'size' | 'messageId'> {
  readonly verdict: InvoiceVerdict | null;
  readonly kind: 'invoice' | 'creditNote' | null;
  readonly supplier: string | null;
  readonly invoiceNumber: string | null;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly leitwegId: string | null;
  readonly leitwegIdValid: boolean | null;
  readonly orderNumber: string | null;
  /** The next discount that can still be had, else the last one. */
  readonly discountUntil: string | null;
  readonly discountPercent: string | null;
  readonly discountSaving: string | null;
  readonly likelyDuplicates: number;
}

/** One tier of a discount as it is kept. */
export interface DiscountRow {
  readonly until: string;
  readonly days: number;
  readonly percent: string;
  readonly base: string;
  readonly saving: string;
  readonly payable: string;
}

/** Why another arrival is likely the same invoice. */
export type DuplicateReason = 'sameXml' | 'sameNumber' | 'sameAmount';
