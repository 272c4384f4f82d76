import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A file as a file dialog hands it over. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A paper of one page with a line of words on it. */
export async function smallPdf(name: string, words: string): Promise<ChosenFile> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage().drawText(words, { x: 60, y: 760, size: 16, font });
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(await document.save()) };
}
