import { createHash } from 'node:crypto';
import { readGroup } from './model/binding.ts';
import { type Group } from './model/business-term.ts';
import { ciiBinding } from './model/cii-binding.ts';
import { type InvoiceProfile, type InvoiceSyntax, profileOf, syntaxOf, unwrapEnvelope } from './model/profile.ts';
import { ublBinding } from './model/ubl-binding.ts';
import { extractFromPdf, isPdf } from './pdf/extract-from-pdf.ts';
import { InvoiceSyntaxError } from './xml/invoice-syntax-error.ts';
import { parseXml } from './xml/parse-xml.ts';
import { type XmlElement, normalizeSpace } from './xml/xml-element.ts';

/** Where the XML came from. */
export interface InvoiceSource {
  /** Name of the attachment inside the PDF, null where the file itself was XML. */
  readonly attachmentName: string | null;
  /** SHA-256 of the XML bytes exactly as received or embedded, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** An XML document that was read, whatever it is. */
export interface ReadDocument {
  readonly source: InvoiceSource;
  /** The invoice, taken out of its envelope; any other document as it is. */
  readonly root: XmlElement;
  /** Undefined when the document is no invoice in a syntax of EN 16931. */
  readonly syntax: InvoiceSyntax | undefined;
  readonly profile: InvoiceProfile;
}

/** Largest file that is looked at, in bytes. Invoices with many attachments reach some ten megabytes. */
export const maximumDocumentBytes = 64 * 1024 * 1024;

/** Gives the XML inside a file: the file itself, or the invoice embedded in a PDF. Throws InvoiceSyntaxError. */
export function invoiceXmlOf(
  bytes: Uint8Array,
  maximumBytes = maximumDocumentBytes,
): { xml: Uint8Array; source: InvoiceSource } {
  if (bytes.length > maximumBytes) {
    throw new InvoiceSyntaxError(
      'DOCUMENT_TOO_LARGE',
      `Expected at most ${maximumBytes} bytes, but the file has ${bytes.length}. Send large attachments separately.`,
      `Die Datei ist größer als ${Math.floor(maximumBytes / 1_048_576)} MB. Bitte große Anlagen getrennt senden.`,
    );
  }
  if (isPdf(bytes)) {
    const attachment = extractFromPdf(bytes);
    return { xml: attachment.bytes, source: { attachmentName: attachment.name, sha256: attachment.sha256 } };
  }
  refuseArchive(bytes);
  return { xml: bytes, source: { attachmentName: null, sha256: createHash('sha256').update(bytes).digest('hex') } };
}

/** Parses XML and recognises what it is. Throws InvoiceSyntaxError when it cannot be read. */
export function readDocument(xml: Uint8Array, source: InvoiceSource): ReadDocument {
  const outer = parseXml(xml);
  const root = unwrapEnvelope(outer) ?? outer;
  return { source, root, syntax: syntaxOf(root), profile: profileOf(specificationIdentifier(root)) };
}

/** The business terms of an invoice, whatever the syntax. */
export function readTerms(root: XmlElement, syntax: InvoiceSyntax): Group {
  return readGroup('BG-0', root, syntax === 'cii' ? ciiBinding : ublBinding);
}

/** BT-24, found by local names so that outdated document types can be recognised as well. */
function specificationIdentifier(root: XmlElement): string {
  const customization = root.child('cbc:CustomizationID');
  if (customization) return customization.text;
  for (const context of root.children.slice(0, 5)) {
    const guideline = context.children.find(
      (child) => child.localName === 'GuidelineSpecifiedDocumentContextParameter',
    );
    const id = guideline?.children.find((child) => child.localName === 'ID');
    if (id) return normalizeSpace(id.text) === id.text.trim() ? id.text.trim() : id.text;
  }
  return '';
}

function refuseArchive(bytes: Uint8Array): void {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isZip && !isGzip) return;
  throw new InvoiceSyntaxError(
    'ARCHIVE_INSTEAD_OF_INVOICE',
    'Expected an XML or PDF file, but found a packed archive. Unpack it and send the invoice itself.',
    'Die Datei ist ein gepacktes Archiv. Bitte entpacken und die Rechnung selbst senden.',
  );
}
