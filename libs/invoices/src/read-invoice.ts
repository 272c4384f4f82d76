import { type Group } from './model/business-term.ts';
import { type InvoiceProfile, type InvoiceSyntax } from './model/profile.ts';
import { type InvoiceSource, invoiceXmlOf, readDocument, readTerms } from './read-document.ts';
import { InvoiceSyntaxError } from './xml/invoice-syntax-error.ts';

/** An invoice by business terms, without a verdict. */
export interface Invoice {
  readonly syntax: InvoiceSyntax;
  readonly profile: InvoiceProfile;
  readonly source: InvoiceSource;
  readonly model: Group;
}

/**
 * Reads XRechnung, Peppol BIS, ZUGFeRD or Factur-X (XML, or a PDF with the XML embedded) without validating it. Throws
 * InvoiceSyntaxError for files that cannot be read or are no invoice in a syntax of EN 16931.
 */
export function readInvoice(bytes: Uint8Array): Invoice {
  const { xml, source } = invoiceXmlOf(bytes);
  const { root, syntax, profile } = readDocument(xml, source);
  if (!syntax) {
    throw new InvoiceSyntaxError(
      'ROOT_NOT_INVOICE',
      `Expected a UBL Invoice or CreditNote or a CrossIndustryInvoice as root, but found ${root.name.slice(0, 200)}.`,
      'Die Datei ist keine E-Rechnung nach EN 16931.',
      root.line,
    );
  }
  return { syntax, profile, source, model: readTerms(root, syntax) };
}
