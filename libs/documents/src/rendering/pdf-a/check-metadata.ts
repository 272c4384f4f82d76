import { decodePDFRawStream, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import { SaxesParser } from 'saxes';
import { type PdfAFinding, type PdfUnderCheck } from './pdf-under-check.ts';

const PDFAID = 'http://www.aiim.org/pdfa/ns/id/';
const DC = 'http://purl.org/dc/elements/1.1/';
const MAX_XMP = 4 * 1024 * 1024;
const LEVELS: Readonly<Record<number, string>> = { 1: 'AB', 2: 'ABU', 3: 'ABU' };

interface MetadataCheck {
  readonly findings: readonly PdfAFinding[];
  readonly part?: number;
  readonly profile?: string;
}

/** The XMP packet identifies the file as PDF/A and agrees with the information dictionary (ISO 19005-2, 6.6). */
export function checkMetadata(pdf: PdfUnderCheck): MetadataCheck {
  const stream = pdf.catalog.lookup(PDFName.of('Metadata'));
  if (!(stream instanceof PDFRawStream))
    return { findings: [{ rule: '6.6.2.1', message: 'Expected XMP metadata in the catalog, but there are none.' }] };
  const xml = Buffer.from(decodePDFRawStream(stream).decode()).toString('utf8');
  let xmp: ReadonlyMap<string, string>;
  try {
    xmp = readXmp(xml);
  } catch (error) {
    return {
      findings: [
        {
          rule: '6.6.2.1',
          message: `Expected well-formed XMP metadata, but ${error instanceof Error ? error.message : 'they are not'}.`,
        },
      ],
    };
  }
  const findings: PdfAFinding[] = [];
  const part = Number(xmp.get(`${PDFAID}part`) ?? NaN);
  const level = xmp.get(`${PDFAID}conformance`) ?? '';
  const known = LEVELS[part];
  if (known === undefined || !known.includes(level) || level.length !== 1) {
    findings.push({
      rule: '6.6.4',
      message: `Expected an identification as PDF/A part 1 to 3, level A, B or U, but found part "${xmp.get(`${PDFAID}part`) ?? ''}", level "${level}".`,
    });
  }
  const title = infoText(pdf, 'Title');
  const xmpTitle = xmp.get(`${DC}title`);
  if (title !== undefined && xmpTitle !== title) {
    findings.push({
      rule: '6.6.3',
      message: `Expected the title "${title}" of the information dictionary in the XMP metadata, but found "${xmpTitle ?? ''}".`,
    });
  }
  if (known === undefined) return { findings };
  return { findings, part, profile: `${part}${level.toLowerCase()}` };
}

/** Values by namespace and name: of elements (the first text within) and of attributes of rdf:Description. */
function readXmp(xml: string): ReadonlyMap<string, string> {
  if (xml.length > MAX_XMP) throw new Error(`they have more than ${MAX_XMP} characters`);
  const values = new Map<string, string>();
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw new Error('they have a DOCTYPE');
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    open.push(`${tag.uri}${tag.local}`);
    for (const attribute of Object.values(tag.attributes))
      values.set(`${attribute.uri}${attribute.local}`, attribute.value);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (text) => {
    if (text.trim() === '') return;
    // A title lies within rdf:Alt and rdf:li; it counts for the property around them.
    const property = open.findLast((name) => !name.includes('rdf-syntax-ns'));
    if (property !== undefined && !values.has(property)) values.set(property, text);
  });
  parser.write(xml.replace(/^\ufeff/, '')).close();
  return values;
}

function infoText(pdf: PdfUnderCheck, key: string): string | undefined {
  const info = pdf.trailer.Info === undefined ? undefined : pdf.context.lookup(pdf.trailer.Info);
  if (!(info instanceof PDFDict)) return undefined;
  const value = info.lookup(PDFName.of(key));
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;
}
