import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { ciiInvoice } from '../testing/cii-invoice.ts';
import { pdfWithAttachment } from '../testing/pdf-with-attachment.ts';
import { validateInvoice } from '../validate-invoice.ts';
import { InvoiceSyntaxError } from '../xml/invoice-syntax-error.ts';
import { extractFromPdf, isPdf } from './extract-from-pdf.ts';

const invoice = Buffer.from(`\ufeff${ciiInvoice}\r\n`);

function faultOf(pdf: Buffer): string | undefined {
  try {
    extractFromPdf(pdf);
    return undefined;
  } catch (error) {
    if (error instanceof InvoiceSyntaxError) return error.code;
    throw error;
  }
}

describe('given a PDF with an embedded invoice, when it is taken out', () => {
  it.each([
    ['unpacked', { filters: [] }],
    ['deflated', { filters: ['FlateDecode'] }],
    ['in hexadecimal', { filters: ['ASCIIHexDecode'] }],
    ['deflated and in base 85', { filters: ['ASCII85Decode', 'FlateDecode'] }],
    ['behind an object stream', { isPacked: true }],
    ['as xrechnung.xml', { name: 'xrechnung.xml' }],
    ['under a name of the producer', { name: 'Rechnung 4711.XML' }],
  ] as const)('then %s, its bytes are exactly those embedded', (_how, shape) => {
    const { bytes, sha256 } = extractFromPdf(pdfWithAttachment(invoice, shape));
    expect(Buffer.from(bytes).equals(invoice)).toBe(true);
    expect(sha256).toBe(createHash('sha256').update(invoice).digest('hex'));
  });

  it('then it is validated like the XML itself', () => {
    const result = validateInvoice(pdfWithAttachment(invoice));
    expect(result).toMatchObject({ accepted: true, syntax: 'cii', source: { attachmentName: 'factur-x.xml' } });
  });

  it('then of two versions in one file the later one counts', () => {
    const first = pdfWithAttachment(Buffer.from('<CrossIndustryInvoice>1</CrossIndustryInvoice>'));
    const second = pdfWithAttachment(invoice).subarray('%PDF-1.7\n'.length);
    expect(Buffer.from(extractFromPdf(Buffer.concat([first, second])).bytes).equals(invoice)).toBe(true);
  });

  it('then bytes in front of the header do no harm', () => {
    const pdf = Buffer.concat([Buffer.from('\r\n\r\n'), pdfWithAttachment(invoice)]);
    expect(isPdf(pdf)).toBe(true);
    expect(extractFromPdf(pdf).name).toBe('factur-x.xml');
  });
});

describe('given a PDF without a readable invoice, when one is looked for', () => {
  const empty = '%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF';
  it.each<[string, string, Buffer]>([
    ['PDF_WITHOUT_INVOICE', 'without attachments', Buffer.from(empty)],
    ['PDF_WITHOUT_INVOICE', 'with another attachment', pdfWithAttachment(invoice, { name: 'agb.txt' })],
    ['PDF_WITHOUT_INVOICE', 'with other XML', pdfWithAttachment(Buffer.from('<svg/>'), { name: 'logo.xml' })],
    ['PDF_ENCRYPTED', 'behind a password', pdfWithAttachment(invoice, { trailer: '/Encrypt 9 0 R' })],
    ['PDF_UNREADABLE', 'cut off', pdfWithAttachment(invoice).subarray(0, 40)],
    ['PDF_UNREADABLE', 'of noise', Buffer.from('%PDF-1.7\n\u0000\u0001')],
  ])('then %s tells of a file %s', (code, _what, pdf) => {
    expect(faultOf(pdf)).toBe(code);
  });
});

describe('given a PDF made to exhaust its reader, when it is read', () => {
  const repeated = (piece: string): Buffer => Buffer.from(`%PDF-1.7\n${piece.repeat(100_000)}`);
  it.each<[string, Buffer]>([
    ['an attachment that unpacks to 256 MB', pdfWithAttachment(deflateSync(Buffer.alloc(256 * 1024 * 1024)))],
    ['texts that never end', repeated('1 0 obj (')],
    ['comments that never end', repeated('1 0 obj %')],
    ['streams that never end', repeated('1 0 obj <<>> stream\n')],
    ['dictionaries that never end', repeated('1 0 obj <<')],
    ['names that never end', repeated('trailer')],
    ['trailers without content', repeated('trailer ')],
  ])('then %s are refused within seconds', (_what, pdf) => {
    const start = performance.now();
    expect(['PDF_TOO_LARGE', 'PDF_UNREADABLE']).toContain(faultOf(withTwoFilters(pdf)));
    expect(performance.now() - start).toBeLessThan(25_000);
  });

  it('then a page tree that contains itself ends', () => {
    const pdf =
      '%PDF-1.7\n1 0 obj << /Type /Catalog /Names << /EmbeddedFiles 1 0 R >> /Kids [1 0 R 2 0 R] >> endobj 2 0 obj 2 0 R endobj trailer << /Root 1 0 R >>';
    expect(faultOf(Buffer.from(pdf))).toBe('PDF_WITHOUT_INVOICE');
  });
});

/** The bomb is deflated once by the sample and once here; declare both. */
function withTwoFilters(pdf: Buffer): Buffer {
  return Buffer.from(pdf.toString('latin1').replace('[/FlateDecode]', '[/FlateDecode /FlateDecode]'), 'latin1');
}
