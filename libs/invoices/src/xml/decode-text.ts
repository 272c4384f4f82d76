import { InvoiceSyntaxError } from './invoice-syntax-error.ts';

/** Encodings an invoice may declare, by lower-case label, and the decoder that reads each of them. */
const decoders: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['utf-16', 'utf-16le'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['iso-8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
  ['iso-8859-15', 'iso-8859-15'],
  ['windows-1252', 'windows-1252'],
]);

/**
 * Decodes the bytes of an XML document (XML 1.0, 4.3.3 and appendix F): byte order mark first, then the declared
 * encoding, then UTF-8. Other encodings are refused: those nobody uses for invoices serve to smuggle content past a
 * check, UTF-7 above all. Throws InvoiceSyntaxError when bytes do not belong to the encoding.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new InvoiceSyntaxError(
      'ENCODING_BROKEN',
      `Expected text in ${encoding}, but the file contains bytes that are not ${encoding}. Save it again in UTF-8.`,
      `Die Datei soll in ${encoding} kodiert sein, enthält aber ungültige Bytes. Bitte in UTF-8 neu speichern.`,
    );
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0x3c && bytes[1] === 0x00) return 'utf-16le';
  if (bytes[0] === 0x00 && bytes[1] === 0x3c) return 'utf-16be';
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256)).toString('latin1');
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1]?.toLowerCase();
  if (declared === undefined) return 'utf-8';
  const decoder = decoders.get(declared);
  // A document declared as UTF-16 that could be read byte by byte up to here is not UTF-16.
  if (decoder === undefined || decoder.startsWith('utf-16')) {
    throw new InvoiceSyntaxError(
      'ENCODING_NOT_SUPPORTED',
      `Expected UTF-8, UTF-16 or ISO-8859-1, but the file declares the encoding "${declared}". Save it in UTF-8.`,
      `Die Zeichenkodierung „${declared}“ wird nicht angenommen. Bitte die Rechnung in UTF-8 speichern.`,
    );
  }
  return decoder;
}
