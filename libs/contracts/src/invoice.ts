/** One fault (or remark) of an electronic invoice. */
export interface InvoiceFinding {
  /** Id of the broken rule (`BR-CO-10`), or of the gate that stopped the document (`DOCTYPE_FORBIDDEN`). */
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'information';
  /** What is wrong and what to change, in English. */
  readonly message: string;
  /** The same in plain German, ready for an answer to the supplier. */
  readonly messageDe: string;
  /** Where: XPath and line in the XML; null when the document could not be read that far. */
  readonly location: {
    readonly path: string;
    /** @integer */
    readonly line: number;
  } | null;
}

/** 200 of `POST /api/invoices/validate`. */
export interface InvoiceValidation {
  /** True when no finding is of level error. */
  readonly accepted: boolean;
  /** `ubl-invoice`, `ubl-creditnote`, `cii`, or null when it is none. */
  readonly syntax: string | null;
  /** By the specification identifier (BT-24), e.g. `xrechnung`; null when the document could not be read that far. */
  readonly profile: string | null;
  readonly findings: readonly InvoiceFinding[];
  readonly durationMs: number;
  /** What was judged: the file itself, or the XML inside a PDF with its hash over the bytes exactly as embedded. */
  readonly source: {
    readonly attachmentName: string | null;
    readonly sha256: string;
  } | null;
}

/** 200 of `GET /api/invoices/leitweg-id/:value`. */
export interface LeitwegIdCheck {
  readonly value: string;
  readonly valid: boolean;
  /** `ok`, or what is wrong: `checksum`, `missing-check-digits`, `format`, `characters`, `length-coarse`, `length-fine`, `state`. */
  readonly reason: string;
  readonly message: string;
  readonly messageDe: string;
}
