import type { InvoiceAttachment } from '#contracts';
import { attachmentMediaTypes } from '../code-lists/media-types.ts';
import type { Group } from '../model/business-term.ts';
import { type InvoiceSource, invoiceXmlOf, readDocument, readTerms } from '../read-document.ts';
import { InvoiceSyntaxError } from '../xml/invoice-syntax-error.ts';
import { given, textOf } from './term-values.ts';

/** A file inside an invoice, unpacked. */
export interface AttachedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What the first bytes of each allowed type are; the two spreadsheet types are packed (ZIP). */
const marks: Readonly<Record<string, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': [0x50, 0x4b, 0x03, 0x04],
  'application/vnd.oasis.opendocument.spreadsheet': [0x50, 0x4b, 0x03, 0x04],
};

/**
 * The files an invoice brings or names (BG-24), and last the XML inside a PDF. A type outside the list of BR-CL-24, or
 * bytes that are not what the type says, make a file that is named but cannot be opened.
 */
export function attachmentsOf(
  invoice: Group | undefined,
  embeddedAs: { readonly name: string; readonly size: number } | null,
): readonly InvoiceAttachment[] {
  const listed = (invoice?.groups('BG-24') ?? []).map((group, index): InvoiceAttachment => {
    const encoded = group.term('BT-125')?.value ?? '';
    const mediaType = textOf(group, 'BT-125-1');
    const uri = textOf(group, 'BT-124');
    const embedded = encoded.trim() !== '';
    return {
      index,
      kind: embedded ? 'embedded' : 'external',
      available: embedded && mediaType !== undefined && isWhatItSays(mediaType, decoded(encoded.slice(0, 4_096))),
      ...given({
        id: textOf(group, 'BT-122'),
        description: textOf(group, 'BT-123'),
        fileName: textOf(group, 'BT-125-2'),
        mediaType,
        size: embedded ? sizeOf(encoded) : undefined,
        uri,
      }),
    };
  });
  if (embeddedAs === null) return listed;
  const { name: fileName, size } = embeddedAs;
  const index = listed.length;
  return [...listed, { index, kind: 'invoiceXml', fileName, mediaType: 'application/xml', size, available: true }];
}

/**
 * Unpacks one attachment by its place in {@link attachmentsOf}; undefined when there is none there or it must not be opened.
 * @throws InvoiceSyntaxError when the file cannot be read at all
 */
export function readAttachment(file: Uint8Array, index: number): AttachedFile | undefined {
  const { xml, source } = invoiceXmlOf(file);
  const invoice = invoiceIn(xml, source);
  const embeddedAs = source.attachmentName === null ? null : { name: source.attachmentName, size: xml.length };
  const attachment = attachmentsOf(invoice, embeddedAs).find((one) => one.index === index);
  if (attachment?.available !== true) return undefined;
  if (attachment.kind === 'invoiceXml')
    return { fileName: attachment.fileName ?? 'invoice.xml', mediaType: 'application/xml', bytes: xml };
  const group = invoice?.groups('BG-24')[index];
  const { mediaType } = attachment;
  if (group === undefined || mediaType === undefined) return undefined;
  return {
    fileName: attachment.fileName ?? attachment.id ?? `attachment-${index + 1}`,
    mediaType,
    bytes: decoded(group.term('BT-125')?.value ?? ''),
  };
}

/** The invoice by business terms; undefined where the XML cannot be read: inside a PDF it is there all the same. */
function invoiceIn(xml: Uint8Array, source: InvoiceSource): Group | undefined {
  try {
    const { root, syntax } = readDocument(xml, source);
    return syntax && readTerms(root, syntax);
  } catch (error) {
    if (error instanceof InvoiceSyntaxError && source.attachmentName !== null) return undefined;
    throw error;
  }
}

function decoded(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}

function sizeOf(base64: string): number {
  return Buffer.byteLength(base64.replace(/\s/g, ''), 'base64');
}

function isWhatItSays(mediaType: string, head: Buffer): boolean {
  if (!attachmentMediaTypes.has(mediaType)) return false;
  const mark = marks[mediaType];
  // A table as text has no mark; it must be text.
  if (mark === undefined) return !head.includes(0);
  return head.subarray(0, mark.length).equals(Buffer.from(mark));
}
