import { PDFArray, PDFDict, PDFDocument, PDFRawStream, PDFStream } from 'pdf-lib';
import { checkActions } from './check-actions.ts';
import { checkFileStructure } from './check-file-structure.ts';
import { checkFonts } from './check-fonts.ts';
import { checkMetadata } from './check-metadata.ts';
import { checkOutputIntent } from './check-output-intent.ts';
import { checkStreams } from './check-streams.ts';
import { type PdfAFinding, type PdfUnderCheck } from './pdf-under-check.ts';

/** What the check found. */
export interface PdfAReport {
  readonly conforming: boolean;
  /** Claimed part and level, for example `2b`; absent when the file claims none. */
  readonly profile?: string;
  readonly findings: readonly PdfAFinding[];
}

const MAX_SIZE = 200 * 1024 * 1024;

/**
 * Checks the structure of a PDF against PDF/A (ISO 19005 parts 1 to 3, level B): identification, output intent, embedded
 * fonts, no encryption, no programs, no references to the outside. It does not look into page contents and glyph
 * programs; a validator of its own kind remains the judge of files that others made. Never throws. Unpacks compressed
 * objects without a limit of its own: files from outside belong into a process that may be stopped.
 */
export async function checkPdfA(bytes: Buffer): Promise<PdfAReport> {
  if (bytes.length > MAX_SIZE) return broken(`Expected at most ${MAX_SIZE} bytes, but the file has ${bytes.length}.`);
  const structure = checkFileStructure(bytes);
  try {
    return checkObjects(await load(bytes), structure);
  } catch (error) {
    return broken(
      `Expected a readable PDF, but ${error instanceof Error ? error.message : 'it is broken'}.`,
      structure,
    );
  }
}

async function load(bytes: Buffer): Promise<PDFDocument> {
  return PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true, throwOnInvalidObject: true });
}

function checkObjects(document: PDFDocument, structure: readonly PdfAFinding[]): PdfAReport {
  const { context, catalog } = document;
  const objects = context.enumerateIndirectObjects().map(([, object]) => object);
  const pdf: PdfUnderCheck = {
    context,
    catalog,
    trailer: context.trailerInfo,
    dictionaries: objects.flatMap((object) => [...dictionariesIn(object, 0)]),
    streams: objects.filter((object): object is PDFRawStream => object instanceof PDFRawStream),
  };
  const metadata = checkMetadata(pdf);
  const findings = [
    ...structure,
    ...(context.trailerInfo.Encrypt === undefined
      ? []
      : [{ rule: '6.1.3', message: 'Expected no encryption, but the trailer has an Encrypt entry.' }]),
    ...(context.trailerInfo.ID === undefined
      ? [{ rule: '6.1.3', message: 'Expected a file identifier in the trailer, but there is none.' }]
      : []),
    ...metadata.findings,
    ...checkOutputIntent(pdf),
    ...checkFonts(pdf),
    ...checkActions(pdf),
    ...checkStreams(pdf, metadata.part),
  ];
  const report = { conforming: findings.length === 0, findings };
  return metadata.profile === undefined ? report : { ...report, profile: metadata.profile };
}

function broken(message: string, findings: readonly PdfAFinding[] = []): PdfAReport {
  return { conforming: false, findings: [...findings, { rule: '6.1', message }] };
}

/** A dictionary and those directly within it; indirect ones come by themselves. */
function* dictionariesIn(object: unknown, depth: number): Generator<PDFDict> {
  if (depth > 50) return;
  const dictionary = object instanceof PDFStream ? object.dict : object;
  if (dictionary instanceof PDFDict) {
    yield dictionary;
    for (const value of dictionary.values()) yield* dictionariesIn(value, depth + 1);
  } else if (object instanceof PDFArray) {
    for (const value of object.asArray()) yield* dictionariesIn(value, depth + 1);
  }
}
