/**
 * A template for a letter or another document. Every text may have placeholders; `body` is the small Markdown of
 * {@link parseTemplate}.
 */
export interface DocumentTemplate {
  /** `letter`: DIN 5008 Form B with address field and information block; `document`: from the top of the page. */
  readonly layout: 'letter' | 'document';
  /** Title of the PDF, and name in the record. */
  readonly title: string;
  readonly body: string;
  /** Who writes; of a letter. */
  readonly sender?: {
    /** Name in the letterhead. */
    readonly name: string;
    /** Small line above the address: the sender in one line. */
    readonly returnLine: string;
    /** Foot of the first page: address, hours, bank, one column each; line breaks as `\n`. */
    readonly foot?: readonly string[];
  };
  /** Lines of the address field, at most six; empty lines are left out. */
  readonly recipient?: readonly string[];
  /** Remark above the address, for example "Persönlich" or "Gegen Zustellungsurkunde". */
  readonly remark?: string;
  /** Lines of the information block: reference, contact, telephone, date. */
  readonly information?: readonly { readonly label: string; readonly value: string }[];
  /** Subject line of a letter; bold, without the word "Betreff". */
  readonly subject?: string;
}
