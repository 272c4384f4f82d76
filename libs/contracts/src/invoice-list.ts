import type { Instant } from './json.ts';
import type { PageQuery } from './page.ts';

/**
 * How far an invoice is. `received`: kept, its case is about to begin · `formalReview`: formally wrong or unreadable,
 * somebody decides about the answer to the sender · `inReview`: being checked and released · `ordered`: the payment order is made, the treasury has to hand it over ·
 * `rejected`: sent back to the supplier, over · `settled`: a credit note or nothing to pay, settled without payment, over ·
 * `archived`: paid and filed, over.
 */
export const INVOICE_STATES = [
  'received',
  'formalReview',
  'inReview',
  'ordered',
  'rejected',
  'settled',
  'archived',
] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** States in which somebody still has to do something. */
export const OPEN_INVOICE_STATES = [
  'received',
  'formalReview',
  'inReview',
  'ordered',
] as const satisfies readonly InvoiceState[];

/** The way an invoice came in. */
export const INVOICE_CHANNELS = ['upload', 'folder', 'mail'] as const;
export type InvoiceChannel = (typeof INVOICE_CHANNELS)[number];

/** `accepted`: keeps every rule of its profile · `rejected`: breaks some · `unreadable`: no invoice could be read in it. */
export const INVOICE_VERDICTS = ['accepted', 'rejected', 'unreadable'] as const;
export type InvoiceVerdict = (typeof INVOICE_VERDICTS)[number];

/** An amount of money, exactly as written: a decimal number with a point and at least two places, never a float. */
export interface Money {
  readonly value: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** The best discount that can still be had; or, when all are over, the last one that was granted. */
export interface InvoiceDiscount {
  /** Last day on which it can be used, `YYYY-MM-DD`. */
  readonly until: string;
  /** `2.00` */
  readonly percent: string;
  /** What is saved. */
  readonly saving: Money;
  /** Days from today to `until`, negative when it is over.
   * @integer
   */
  readonly daysLeft: number;
  /** The invoice is not paid yet and the last day is near (see setting) or the discount is the next deadline. */
  readonly atRisk: boolean;
}

/** One line of the list of invoices. Everything read from the invoice is absent where it could not be read. */
export interface InvoiceSummary {
  readonly id: string;
  /** `RE-2026-0311`; absent until the case has begun. */
  readonly caseNumber?: string;
  readonly instanceId?: string;
  readonly state: InvoiceState;
  readonly verdict?: InvoiceVerdict;
  readonly kind?: 'invoice' | 'creditNote';
  readonly receivedAt: Instant;
  readonly channel: InvoiceChannel;
  /** Mail address, log-in name or folder it came from. */
  readonly sender?: string;
  readonly fileName: string;
  /** BT-27, or BT-28 where it is missing. */
  readonly supplier?: string;
  /** BT-1 */
  readonly invoiceNumber?: string;
  /** BT-2, `YYYY-MM-DD` */
  readonly issueDate?: string;
  /** BT-115 */
  readonly amount?: Money;
  /** BT-9, `YYYY-MM-DD` */
  readonly dueDate?: string;
  /** Days from today to the due date, negative when it has passed.
   * @integer
   */
  readonly dueInDays?: number;
  readonly discount?: InvoiceDiscount;
  /** BT-10 */
  readonly leitwegId?: string;
  /** Check digits and form of the Leitweg-ID. A wrong one is a warning, never a reason to reject. */
  readonly leitwegIdValid?: boolean;
  /** BT-13 */
  readonly orderNumber?: string;
  /** Names of the steps the case stands at, at most five: "where is it now?". */
  readonly currentSteps: readonly string[];
  /** How many other invoices are likely the same.
   * @integer
   */
  readonly likelyDuplicates: number;
}

/** Sort keys of the list; ties are broken by arrival, then id. Invoices without a value come last. */
export const INVOICE_SORTS = ['receivedAt', 'dueDate', 'discountUntil', 'amount', 'supplier', 'caseNumber'] as const;
export type InvoiceSort = (typeof INVOICE_SORTS)[number];

/** Query of `GET /api/invoices` → `Page<InvoiceSummary>`. Filters combine with "and". Newest first when no sort is named. */
export interface InvoiceQuery extends PageQuery {
  readonly state?: readonly InvoiceState[];
  /** Only those somebody still has to do something about (or only the others). */
  readonly open?: boolean;
  readonly verdict?: readonly InvoiceVerdict[];
  readonly channel?: readonly InvoiceChannel[];
  readonly kind?: 'invoice' | 'creditNote';
  /** Part of the supplier's name, any case. */
  readonly supplier?: string;
  /** Begins with. */
  readonly leitwegId?: string;
  /** Part of supplier, invoice number, case number, order number, Leitweg-ID or file name, any case. */
  readonly search?: string;
  /** `YYYY-MM-DD`, inclusive. */
  readonly dueFrom?: string;
  /** `YYYY-MM-DD`, inclusive. */
  readonly dueUntil?: string;
  /** Open and past the due date. */
  readonly overdue?: boolean;
  /** Open and the discount is about to be lost. */
  readonly discountAtRisk?: boolean;
  readonly likelyDuplicate?: boolean;
  /** Smallest amount payable, in the currency of the invoice. */
  readonly amountFrom?: number;
  readonly amountUntil?: number;
  readonly receivedAfter?: Instant;
  readonly receivedBefore?: Instant;
  readonly sort?: InvoiceSort;
  /** Highest, latest or last of the alphabet first. */
  readonly descending?: boolean;
}

/** `GET /api/invoices/counts`: the numbers beside the filters. */
export interface InvoiceCounts {
  /** @integer */
  readonly open: number;
  /** @integer */
  readonly overdue: number;
  /** @integer */
  readonly discountAtRisk: number;
  /** Sum of the savings of these discounts, EUR only. */
  readonly savingAtRisk: Money;
  /** @integer */
  readonly likelyDuplicates: number;
  readonly byState: Readonly<Record<string, number>>;
}

/**
 * 201 of `POST /api/invoices` (the raw file as body; its name in the query). The same bytes once more answer 200 with the
 * earlier arrival and `repeated`.
 */
export interface InvoiceReceipt {
  readonly invoice: InvoiceSummary;
  /** These bytes had arrived before: this is that arrival, nothing new has begun. */
  readonly repeated: boolean;
}

/** Query of `POST /api/invoices`. */
export interface InvoiceUploadQuery {
  /**
   * Name of the file as the person sees it.
   * @maxLength 255
   */
  readonly fileName: string;
}
