import { type PDFCatalog, type PDFContext, PDFDict, PDFName, type PDFRawStream } from 'pdf-lib';

/** A violation, with the clause of ISO 19005-2 (the clauses of the other parts are numbered much alike). */
export interface PdfAFinding {
  readonly rule: string;
  readonly message: string;
}

/** A PDF taken apart. */
export interface PdfUnderCheck {
  readonly context: PDFContext;
  readonly catalog: PDFCatalog;
  readonly trailer: PDFContext['trailerInfo'];
  /** Every dictionary of the file, also those of streams. */
  readonly dictionaries: readonly PDFDict[];
  readonly streams: readonly PDFRawStream[];
}

/** The name under a key, without its slash. */
export function nameIn(dictionary: PDFDict, key: string): string | undefined {
  const value = dictionary.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : undefined;
}

/** The dictionary under a key. */
export function dictIn(dictionary: PDFDict, key: string): PDFDict | undefined {
  const value = dictionary.lookup(PDFName.of(key));
  return value instanceof PDFDict ? value : undefined;
}
