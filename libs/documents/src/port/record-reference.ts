import { DocumentError } from './document-error.ts';

/**
 * How a record (Akte) is named: by its file reference (Aktenzeichen), or by its path from the top of the filing
 * structure down. Both are names people use; no store's own number ever leaves its adapter.
 */
export type RecordReference = { readonly fileReference: string } | { readonly path: readonly string[] };

declare const recordKey: unique symbol;
/** The canonical text of a record reference: equal references have equal keys. */
export type RecordKey = string & { readonly [recordKey]: true };

const MAX_REFERENCE_LENGTH = 200;
const MAX_PATH_DEPTH = 12;
// C0, DEL, C1, line and paragraph separators and bidirectional controls never belong in a name.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

function checkName(name: string, what: string): string {
  const trimmed = name.normalize('NFC').trim();
  if (trimmed === '' || trimmed.length > MAX_REFERENCE_LENGTH || UNPRINTABLE.test(trimmed)) {
    throw new DocumentError(
      'INVALID_REQUEST',
      `Expected ${what} of 1 to ${MAX_REFERENCE_LENGTH} printable characters, but got ${JSON.stringify(name.slice(0, 80))}.`,
    );
  }
  return trimmed;
}

/**
 * The key of a reference (NFC, trimmed).
 *
 * @throws DocumentError INVALID_REQUEST for an empty, too long or unprintable name, or a path deeper than 12
 */
export function recordKeyOf(reference: RecordReference): RecordKey {
  if ('fileReference' in reference) {
    return `ref:${checkName(reference.fileReference, 'a file reference')}` as RecordKey;
  }
  if (reference.path.length === 0 || reference.path.length > MAX_PATH_DEPTH) {
    throw new DocumentError(
      'INVALID_REQUEST',
      `Expected a record path of 1 to ${MAX_PATH_DEPTH} names, but got ${reference.path.length}.`,
    );
  }
  return `path:${JSON.stringify(reference.path.map((name) => checkName(name, 'a name in a record path')))}` as RecordKey;
}

/** The reference a key was made from. The key must come from {@link recordKeyOf}. */
export function recordReferenceOf(key: RecordKey): RecordReference {
  if (key.startsWith('ref:')) return { fileReference: key.slice('ref:'.length) };
  const names: unknown = JSON.parse(key.slice('path:'.length));
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw new DocumentError('INVALID_REQUEST', `Expected a record key, but got ${JSON.stringify(key)}.`);
  }
  return { path: names };
}

/** The reference as people write it: the file reference itself, or the path with slashes. */
export function recordLabel(reference: RecordReference): string {
  return 'fileReference' in reference ? reference.fileReference : reference.path.join(' / ');
}
