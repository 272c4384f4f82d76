import { DocumentError } from '../port/document-error.ts';
import { type DocumentVersion } from '../port/document-store.ts';

/**
 * The list of versions as it is kept in one long text field of the DMS, written in the same call as the content: our
 * version numbers (by position) and hashes do not depend on how the DMS counts its history, and a repeated call is
 * recognised by it.
 */
export function formatVersions(versions: readonly DocumentVersion[]): string {
  return JSON.stringify(
    versions.map(({ sha256, size, mediaType, fileName, createdAt, createdBy }) => [
      sha256,
      size,
      mediaType,
      fileName,
      createdAt,
      createdBy,
    ]),
  );
}

/** @throws DocumentError INTEGRITY_VIOLATION when somebody changed the field to something else */
export function parseVersions(text: string, what: string): readonly DocumentVersion[] {
  const rows = parseRows(text);
  if (rows !== undefined && rows.length > 0) return rows;
  throw new DocumentError(
    'INTEGRITY_VIOLATION',
    `Expected the list of versions of ${what} in its field, but it holds ${JSON.stringify(text.slice(0, 80))}.`,
    { details: { what } },
  );
}

function parseRows(text: string): readonly DocumentVersion[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(json)) return undefined;
  const versions: DocumentVersion[] = [];
  for (const [i, row] of json.entries()) {
    const [sha256, size, mediaType, fileName, createdAt, createdBy] = Array.isArray(row) ? (row as unknown[]) : [];
    const texts = [sha256, mediaType, fileName, createdAt, createdBy];
    if (!texts.every((value): value is string => typeof value === 'string') || typeof size !== 'number')
      return undefined;
    const [hash = '', media = '', name = '', at = '', by = ''] = texts;
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
    versions.push({
      version: i + 1,
      sha256: hash,
      size,
      mediaType: media,
      fileName: name,
      createdAt: at,
      createdBy: by,
    });
  }
  return versions;
}
