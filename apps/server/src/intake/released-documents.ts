import type { Variables } from '#engine';

/** The variable a process releases documents to the applicant with, see docs/how-to/describe-a-service.md. */
export const RELEASED_DOCUMENTS = 'bekanntgabe';
const MAXIMUM = 50;

/** A document as the applicant may see it: this version and no other. */
export interface ReleasedDocument {
  readonly documentId: string;
  readonly version: number;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  /** Instant; null when the process has not said it. */
  readonly releasedAt: string | null;
}

/**
 * What a case releases to its applicant: the documents listed in its variable `bekanntgabe`, with the instant in
 * `bekanntgegebenAm`. An entry that is no document of a record is left out; of a document listed again the last counts.
 */
export function releasedDocuments(variables: Variables): readonly ReleasedDocument[] {
  const listed = variables[RELEASED_DOCUMENTS];
  if (!Array.isArray(listed)) return [];
  const found = new Map<string, ReleasedDocument>();
  for (const one of listed.slice(-MAXIMUM) as readonly unknown[]) {
    const document = releasedDocument(one);
    if (document !== undefined) found.set(document.documentId, document);
  }
  return [...found.values()];
}

function releasedDocument(value: unknown): ReleasedDocument | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { documentId, version, title, fileName, mediaType, size, bekanntgegebenAm } = value as Readonly<
    Record<string, unknown>
  >;
  if (typeof documentId !== 'string' || !Number.isInteger(version) || !Number.isInteger(size)) return undefined;
  if (typeof fileName !== 'string' || typeof mediaType !== 'string') return undefined;
  const instant = typeof bekanntgegebenAm === 'string' ? Date.parse(bekanntgegebenAm) : Number.NaN;
  return {
    documentId,
    version: Number(version),
    title: typeof title === 'string' && title.trim() !== '' ? title : fileName,
    fileName,
    mediaType,
    size: Number(size),
    releasedAt: Number.isNaN(instant) ? null : new Date(instant).toISOString(),
  };
}
