import { PDFArray, PDFDict, PDFName } from 'pdf-lib';
import { dictIn, nameIn, type PdfAFinding, type PdfUnderCheck } from './pdf-under-check.ts';

const FONT_FILES = ['FontFile', 'FontFile2', 'FontFile3'];
const SIMPLE = new Set(['Type1', 'MMType1', 'TrueType']);

/** Every font program is embedded (ISO 19005-2, 6.2.11.4); composite fonts name their mapping (6.2.11.3). */
export function checkFonts(pdf: PdfUnderCheck): readonly PdfAFinding[] {
  const findings: PdfAFinding[] = [];
  for (const font of pdf.dictionaries) {
    if (nameIn(font, 'Type') !== 'Font') continue;
    const subtype = nameIn(font, 'Subtype') ?? '';
    const name = nameIn(font, 'BaseFont') ?? 'without name';
    if (SIMPLE.has(subtype) && !isEmbedded(font)) {
      findings.push({ rule: '6.2.11.4', message: `Expected font ${name} to be embedded, but it is not.` });
    }
    if (subtype !== 'Type0') continue;
    const descendants = font.lookup(PDFName.of('DescendantFonts'));
    const descendant = descendants instanceof PDFArray ? descendants.lookup(0) : undefined;
    if (!(descendant instanceof PDFDict) || !isEmbedded(descendant)) {
      findings.push({ rule: '6.2.11.4', message: `Expected font ${name} to be embedded, but it is not.` });
      continue;
    }
    if (nameIn(descendant, 'Subtype') === 'CIDFontType2' && !descendant.has(PDFName.of('CIDToGIDMap'))) {
      findings.push({ rule: '6.2.11.3.2', message: `Expected a CIDToGIDMap in font ${name}, but there is none.` });
    }
    if (!font.has(PDFName.of('Encoding'))) {
      findings.push({ rule: '6.2.11.3.3', message: `Expected an encoding in font ${name}, but there is none.` });
    }
  }
  return findings;
}

function isEmbedded(font: PDFDict): boolean {
  const descriptor = dictIn(font, 'FontDescriptor');
  return descriptor !== undefined && FONT_FILES.some((key) => descriptor.lookup(PDFName.of(key)) !== undefined);
}
