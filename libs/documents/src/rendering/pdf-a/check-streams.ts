import { PDFArray, PDFName, PDFNumber } from 'pdf-lib';
import { nameIn, type PdfAFinding, type PdfUnderCheck } from './pdf-under-check.ts';

/** Streams, attachments and transparency (ISO 19005-2, 6.1.7, 6.8; ISO 19005-1, 6.4 forbids transparency at all). */
export function checkStreams(pdf: PdfUnderCheck, part: number | undefined): readonly PdfAFinding[] {
  const findings: PdfAFinding[] = [];
  for (const { dict } of pdf.streams) {
    const filter = dict.lookup(PDFName.of('Filter'));
    const filters = filter instanceof PDFArray ? filter.asArray().map(String) : [String(filter ?? '')];
    if (filters.some((name) => name === '/LZWDecode' || name === '/Crypt')) {
      findings.push({
        rule: '6.1.7.2',
        message: `Expected no filter LZW or Crypt, but a stream has ${filters.join(' ')}.`,
      });
    }
    if (dict.has(PDFName.of('F'))) {
      findings.push({
        rule: '6.1.7.1',
        message: 'Expected all streams within the file, but one refers to another file.',
      });
    }
  }
  for (const dictionary of pdf.dictionaries) {
    if (dictionary.has(PDFName.of('EF'))) findings.push(...checkAttachment(dictionary, part));
    if (part !== 1) continue;
    const opacity = ['CA', 'ca'].map((key) => dictionary.lookup(PDFName.of(key)));
    const mask = dictionary.lookup(PDFName.of('SMask'));
    const transparent = opacity.some((value) => value instanceof PDFNumber && value.asNumber() < 1);
    if (transparent || (mask !== undefined && mask.toString() !== '/None')) {
      findings.push({ rule: '6.4', message: 'Expected no transparency in PDF/A-1, but there is some.' });
    }
  }
  return findings;
}

function checkAttachment(file: Parameters<typeof nameIn>[0], part: number | undefined): readonly PdfAFinding[] {
  if (part !== 3)
    return [{ rule: '6.8', message: `Expected no attached file in PDF/A-${part ?? '?'}, but there is one.` }];
  if (nameIn(file, 'AFRelationship') !== undefined) return [];
  return [
    {
      rule: '6.8',
      message: 'Expected every attached file to state its relationship (AFRelationship), but one does not.',
    },
  ];
}
