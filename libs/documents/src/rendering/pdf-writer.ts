import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as pdfmake from 'pdfmake';
import { type TDocumentDefinitions } from 'pdfmake/interfaces.js';

type PdfMake = Pick<typeof pdfmake, 'createPdf' | 'setFonts' | 'setLocalAccessPolicy' | 'setUrlAccessPolicy'>;

const require = createRequire(import.meta.url);
const FONT_FOLDER = join(dirname(require.resolve('pdfmake/package.json')), 'fonts', 'Roboto');

/** Roboto (Apache License 2.0) comes with pdfmake; its glyphs are embedded as a subset into every document. */
const FONTS = {
  Roboto: {
    normal: join(FONT_FOLDER, 'Roboto-Regular.ttf'),
    bold: join(FONT_FOLDER, 'Roboto-Medium.ttf'),
    italics: join(FONT_FOLDER, 'Roboto-Italic.ttf'),
    bolditalics: join(FONT_FOLDER, 'Roboto-MediumItalic.ttf'),
  },
};

let prepared: PdfMake | undefined;

/** pdfmake with our fonts, and without any access to the network or to other files: definitions are made from data. */
function pdfMake(): PdfMake {
  if (prepared !== undefined) return prepared;
  const loaded = require('pdfmake') as PdfMake;
  const fontFiles = new Set(Object.values(FONTS.Roboto));
  loaded.setFonts(FONTS);
  loaded.setUrlAccessPolicy(() => false);
  loaded.setLocalAccessPolicy((path) => fontFiles.has(path));
  prepared = loaded;
  return loaded;
}

/** What a PDF says about itself. */
export interface PdfMetadata {
  readonly title: string;
  readonly author: string;
  readonly createdAt: Date;
}

/** Writes a definition as PDF/A-2b (ISO 19005-2): fonts embedded, sRGB output intent, XMP metadata. */
export async function writePdf(definition: TDocumentDefinitions, metadata: PdfMetadata): Promise<Buffer> {
  const document: TDocumentDefinitions = {
    ...definition,
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.2 },
    language: 'de-DE',
    version: '1.7',
    subset: 'PDF/A-2b',
    displayTitle: true,
    info: {
      title: metadata.title,
      author: metadata.author,
      creator: 'Laufzettel',
      producer: 'Laufzettel',
      creationDate: metadata.createdAt,
    },
  };
  return pdfMake().createPdf(document).getBuffer();
}
