/** What is wrong with the bytes before any rule can be asked. */
export type DocumentFault =
  | 'DOCUMENT_TOO_LARGE'
  | 'DOCUMENT_EMPTY'
  | 'NOT_XML'
  | 'ENCODING_NOT_SUPPORTED'
  | 'ENCODING_BROKEN'
  | 'DOCTYPE_FORBIDDEN'
  | 'XML_NOT_WELL_FORMED'
  | 'XML_TOO_DEEP'
  | 'XML_TOO_MANY_ELEMENTS'
  | 'XML_TOO_MANY_ATTRIBUTES'
  | 'XML_NAME_TOO_LONG'
  | 'ROOT_NOT_INVOICE'
  | 'PDF_UNREADABLE'
  | 'PDF_ENCRYPTED'
  | 'PDF_TOO_LARGE'
  | 'PDF_WITHOUT_INVOICE'
  | 'ARCHIVE_INSTEAD_OF_INVOICE';

/** The document cannot be read at all; `code` says why, `line` where, counted from 1. */
export class InvoiceSyntaxError extends Error {
  constructor(
    readonly code: DocumentFault,
    message: string,
    readonly messageDe: string,
    readonly line?: number,
  ) {
    super(message);
    this.name = 'InvoiceSyntaxError';
  }
}
