import type { InvoiceChannel, InvoiceDiscount, InvoiceState, InvoiceSummary, Money } from './invoice-list.ts';
import type { InvoiceFinding } from './invoice.ts';
import type { Instant } from './json.ts';

/** A word of the standard's code lists, as people say it. `de` and `en` are the code itself where the list has no word. */
export interface CodedText {
  readonly code: string;
  readonly de: string;
  readonly en: string;
}

/** A postal address, as far as it is given. */
export interface InvoiceAddress {
  readonly lines: readonly string[];
  readonly postCode?: string;
  readonly city?: string;
  readonly region?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: CodedText;
}

/** Somebody an invoice names. */
export interface InvoiceParty {
  readonly name?: string;
  readonly tradingName?: string;
  readonly address?: InvoiceAddress;
  readonly contact?: { readonly name?: string; readonly phone?: string; readonly email?: string };
  /** BT-31, BT-48, BT-63 */
  readonly vatId?: string;
  /** BT-32 */
  readonly taxNumber?: string;
  /** BT-30, BT-47, BT-61 */
  readonly registrationId?: string;
  /** BT-29, BT-46, BT-60, with the scheme where it is given. */
  readonly identifiers: readonly { readonly value: string; readonly scheme?: string }[];
  /** BT-34, BT-49 */
  readonly electronicAddress?: string;
}

/** One tier of the payment terms (BT-20), best first by date. */
export interface InvoiceDiscountTier extends Omit<InvoiceDiscount, 'atRisk'> {
  /**
   * After the date of the invoice.
   * @integer
   */
  readonly days: number;
  readonly baseAmount: Money;
  /** What is to be paid within the term. */
  readonly payable: Money;
}

/** BG-17, BG-18, BG-19: how it is to be paid. */
export interface InvoicePaymentMeans {
  /** BT-81 */
  readonly means?: CodedText;
  /** BT-82 */
  readonly text?: string;
  /** BT-83 */
  readonly remittance?: string;
  readonly account?: {
    /** BT-84, without blanks. */
    readonly iban: string;
    /** Check digits and length of the country. */
    readonly ibanValid: boolean;
    readonly holder?: string;
    readonly bic?: string;
    /** Invoices of this supplier that came before name another account only: look twice. */
    readonly unknownForSupplier: boolean;
  };
  readonly card?: { readonly number: string; readonly holder?: string };
  readonly directDebit?: { readonly mandate?: string; readonly creditorId?: string; readonly debitedAccount?: string };
}

/** BG-20, BG-21, BG-27, BG-28. */
export interface InvoiceAllowance {
  readonly kind: 'allowance' | 'charge';
  readonly amount: string;
  readonly baseAmount?: string;
  readonly percent?: string;
  readonly reason?: string;
}

/** BG-25. Amounts are decimals in the currency of the invoice. */
export interface InvoiceLine {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly note?: string;
  readonly quantity?: string;
  /** BT-130 */
  readonly unit?: CodedText;
  /** BT-146 */
  readonly netPrice?: string;
  /** BT-149 */
  readonly priceBase?: string;
  /** BT-131 */
  readonly netAmount?: string;
  /** BT-151 */
  readonly vatCategory?: CodedText;
  /** BT-152 */
  readonly vatRate?: string;
  readonly orderLine?: string;
  /** BT-133 */
  readonly accountingReference?: string;
  readonly sellerItemId?: string;
  readonly buyerItemId?: string;
  readonly period?: { readonly from?: string; readonly until?: string };
  readonly allowances: readonly InvoiceAllowance[];
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  /** Lines inside this line (extension of XRechnung). */
  readonly lines?: readonly InvoiceLine[];
}

/** BG-23. */
export interface InvoiceVatRow {
  readonly category: CodedText;
  readonly rate?: string;
  readonly taxableAmount: string;
  readonly taxAmount: string;
  readonly exemptionReason?: string;
  /** BT-121 (VATEX) */
  readonly exemptionCode?: CodedText;
}

/** A file inside the invoice: BG-24, the XML inside a PDF, or a document elsewhere that is named only. */
export interface InvoiceAttachment {
  /**
   * Place in the list, for `apiPaths.invoiceAttachment`.
   * @integer
   */
  readonly index: number;
  readonly kind: 'embedded' | 'external' | 'invoiceXml';
  /** BT-122 */
  readonly id?: string;
  /** BT-123 */
  readonly description?: string;
  readonly fileName?: string;
  readonly mediaType?: string;
  /** @integer */
  readonly size?: number;
  /** BT-124; never fetched by the server. */
  readonly uri?: string;
  /** False when the type is not allowed or the bytes are not what they say: it is named, but cannot be opened. */
  readonly available: boolean;
}

/** Another invoice that is likely the same, and why it is thought so. */
export interface InvoiceDuplicate {
  readonly id: string;
  readonly caseNumber?: string;
  readonly state: InvoiceState;
  readonly receivedAt: Instant;
  readonly channel: InvoiceChannel;
  readonly supplier?: string;
  readonly invoiceNumber?: string;
  /**
   * `sameXml`: the same XML, once alone and once inside a PDF · `sameNumber`: same supplier, number and year ·
   * `sameAmount`: same supplier, amount and date, another number.
   */
  readonly reason: 'sameXml' | 'sameNumber' | 'sameAmount';
}

/**
 * `GET /api/invoices/:id`: an invoice in the order a clerk needs. Terms are those of EN 16931 whatever the syntax was. The
 * parts read from the document are absent where it could not be read.
 */
export interface InvoiceDetail extends InvoiceSummary {
  /** One sentence: is it in order, and what follows. */
  readonly verdictSentence: { readonly de: string; readonly en: string };
  readonly findings: readonly InvoiceFinding[];
  readonly duplicates: readonly InvoiceDuplicate[];
  readonly seller?: InvoiceParty;
  readonly buyer?: InvoiceParty;
  readonly payee?: InvoiceParty;
  readonly taxRepresentative?: InvoiceParty;
  /** BT-3 */
  readonly type?: CodedText;
  readonly discounts: readonly InvoiceDiscountTier[];
  /** BT-20, as written. */
  readonly paymentTerms?: string;
  readonly references: {
    /** BT-13 */
    readonly order?: string;
    /** BT-14 */
    readonly sellerOrder?: string;
    /** BT-12 */
    readonly contract?: string;
    /** BT-11 */
    readonly project?: string;
    /** BT-19 */
    readonly accounting?: string;
    /** BT-10 */
    readonly buyerReference?: string;
    /** BT-15 */
    readonly receivingAdvice?: string;
    /** BT-16 */
    readonly despatchAdvice?: string;
    /** BT-17 */
    readonly tender?: string;
    /** BT-18 */
    readonly invoicedObject?: string;
    /** BG-3: the invoices this one corrects or follows. */
    readonly preceding: readonly { readonly number: string; readonly date?: string }[];
  };
  /** German sentence about the Leitweg-ID where something is wrong with it. */
  readonly leitwegIdHint?: { readonly de: string; readonly en: string };
  readonly delivery?: {
    readonly date?: string;
    readonly from?: string;
    readonly until?: string;
    readonly to?: string;
    readonly address?: InvoiceAddress;
  };
  readonly payment: readonly InvoicePaymentMeans[];
  readonly lines: readonly InvoiceLine[];
  /** How many lines the invoice has; `lines` holds the first 1000.
   * @integer
   */
  readonly lineCount: number;
  readonly allowances: readonly InvoiceAllowance[];
  readonly vat: readonly InvoiceVatRow[];
  readonly totals?: {
    /** BT-106 */
    readonly lines?: string;
    /** BT-107 */
    readonly allowances?: string;
    /** BT-108 */
    readonly charges?: string;
    /** BT-109 */
    readonly net?: string;
    /** Sum of BT-117. */
    readonly vat?: string;
    /** BT-112 */
    readonly gross?: string;
    /** BT-113 */
    readonly prepaid?: string;
    /** BT-114 */
    readonly rounding?: string;
    /** BT-115 */
    readonly payable: Money;
  };
  readonly notes: readonly string[];
  readonly attachments: readonly InvoiceAttachment[];
  /** The file as it arrived: `apiPaths.invoiceOriginal`. A PDF can be shown beside the data. */
  readonly original: { readonly mediaType: string; readonly size: number; readonly isPdf: boolean };
  readonly technical: {
    /** SHA-256 of the file as it arrived. */
    readonly sha256: string;
    /** SHA-256 of the XML, as embedded where it came inside a PDF. */
    readonly xmlSha256?: string;
    readonly embeddedAs?: string;
    readonly syntax?: string;
    readonly profile?: string;
    /** BT-24 */
    readonly specification?: string;
    /** BT-23 */
    readonly businessProcess?: string;
    readonly durationMs?: number;
    readonly messageId?: string;
  };
}
