import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';
import { nameIn, type PdfAFinding, type PdfUnderCheck } from './pdf-under-check.ts';

const COMPONENTS: Readonly<Record<string, number>> = { GRAY: 1, 'RGB ': 3, CMYK: 4 };

/** Colours mean something: an output intent with an ICC profile that fits (ISO 19005-2, 6.2.3). */
export function checkOutputIntent(pdf: PdfUnderCheck): readonly PdfAFinding[] {
  const intents = pdf.catalog.lookup(PDFName.of('OutputIntents'));
  const all = intents instanceof PDFArray ? intents.asArray().map((entry) => pdf.context.lookup(entry)) : [];
  const intent = all.find((entry): entry is PDFDict => entry instanceof PDFDict && nameIn(entry, 'S') === 'GTS_PDFA1');
  if (intent === undefined)
    return [{ rule: '6.2.3', message: 'Expected an output intent GTS_PDFA1, but there is none.' }];
  const profile = intent.lookup(PDFName.of('DestOutputProfile'));
  if (!(profile instanceof PDFRawStream)) {
    return [{ rule: '6.2.3', message: 'Expected an ICC profile in the output intent, but there is none.' }];
  }
  const icc = Buffer.from(decodePDFRawStream(profile).decode());
  const space = icc.subarray(16, 20).toString('latin1');
  const components = COMPONENTS[space];
  if (
    icc.subarray(36, 40).toString('latin1') !== 'acsp' ||
    components === undefined ||
    icc.readUInt32BE(0) !== icc.length
  ) {
    return [
      {
        rule: '6.2.3',
        message: 'Expected an ICC profile for gray, RGB or CMYK in the output intent, but it is none or is cut.',
      },
    ];
  }
  const n = profile.dict.lookup(PDFName.of('N'));
  if (n instanceof PDFNumber && n.asNumber() === components) return [];
  return [
    {
      rule: '6.2.4.2',
      message: `Expected N to be ${components} for the colour space ${space.trim()} of the output intent, but it is not.`,
    },
  ];
}
