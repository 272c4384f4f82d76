import { createHash } from 'node:crypto';
import { InvoiceSyntaxError } from '../xml/invoice-syntax-error.ts';
import { type EmbeddedFile, embeddedFiles } from './embedded-files.ts';
import { PdfDocument } from './pdf-document.ts';
import { type PdfDictionary } from './pdf-object.ts';
import { decodeStream } from './stream-filters.ts';

/** An invoice found inside a PDF. */
export interface PdfAttachment {
  readonly name: string;
  /** The bytes exactly as embedded. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/** Names invoices are embedded under, best first: Factur-X, XRechnung, ZUGFeRD 2.0 and 1.0, and the order of Order-X. */
const invoiceNames = ['factur-x.xml', 'xrechnung.xml', 'zugferd-invoice.xml', 'order-x.xml'] as const;

/** So many attachments of other names are looked into for an invoice; each may unpack to the bound below. */
const maximumCandidates = 10;
const maximumAttachmentBytes = 48 * 1024 * 1024;

/** Whether the bytes are a PDF; some producers put a few bytes before the header. */
export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).includes('%PDF-');
}

/**
 * Takes the invoice out of a ZUGFeRD or Factur-X file. Throws InvoiceSyntaxError when the file is protected by a
 * password, damaged, too large when unpacked, or holds no invoice.
 */
export function extractFromPdf(bytes: Uint8Array): PdfAttachment {
  const document = new PdfDocument(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  if (document.trailer('Encrypt') !== undefined) throw encrypted();
  const catalog = catalogOf(document);
  if (!catalog) throw unreadable();
  const files = [...embeddedFiles(document, catalog)];
  for (const name of invoiceNames) {
    const file = files.find((one) => one.name.toLowerCase() === name);
    if (file) return unpack(file) ?? fail(unreadable());
  }
  const others = files.filter((file) => file.name.toLowerCase().endsWith('.xml')).slice(0, maximumCandidates);
  for (const file of others) {
    const attachment = unpack(file);
    if (attachment && looksLikeInvoice(attachment.bytes)) return attachment;
  }
  throw withoutInvoice(files.length);
}

function catalogOf(document: PdfDocument): PdfDictionary | undefined {
  const root = document.dictionary(document.trailer('Root'));
  return root ?? [...document.dictionariesOfType('Catalog')].at(-1);
}

function unpack({ name, stream }: EmbeddedFile): PdfAttachment | undefined {
  const bytes = decodeStream(stream.dictionary, stream.raw, maximumAttachmentBytes);
  return bytes && { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Under another name an attachment counts as invoice only if its first element says so. */
function looksLikeInvoice(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4_096)).toString('latin1');
  const first = /<(?:[\w.-]+:)?([\w.-]+)[\s>]/.exec(head.replace(/<\?[^>]*>|<!--[\s\S]*?-->/g, ''))?.[1] ?? '';
  return ['CrossIndustryInvoice', 'CrossIndustryDocument', 'Invoice', 'CreditNote'].includes(first);
}

function fail(error: InvoiceSyntaxError): never {
  throw error;
}

function encrypted(): InvoiceSyntaxError {
  return new InvoiceSyntaxError(
    'PDF_ENCRYPTED',
    'Expected an open PDF, but the file is protected by a password. Send it without protection.',
    'Die PDF-Datei ist verschlüsselt. Bitte ohne Passwortschutz senden.',
  );
}

function unreadable(): InvoiceSyntaxError {
  return new InvoiceSyntaxError(
    'PDF_UNREADABLE',
    'Expected a complete PDF, but the file is damaged or cut off. Create and send it again.',
    'Die PDF-Datei ist beschädigt oder unvollständig. Bitte neu erzeugen und senden.',
  );
}

function withoutInvoice(files: number): InvoiceSyntaxError {
  return new InvoiceSyntaxError(
    'PDF_WITHOUT_INVOICE',
    `Expected an embedded invoice (factur-x.xml or xrechnung.xml), but the PDF has none among ${files} attachments. A plain PDF is not an electronic invoice; send ZUGFeRD, Factur-X or XRechnung.`,
    'Die PDF-Datei enthält keine eingebettete E-Rechnung. Ein reines PDF ist keine E-Rechnung; bitte ZUGFeRD ab EN 16931 oder XRechnung senden.',
  );
}
