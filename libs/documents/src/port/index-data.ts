import { DocumentError } from './document-error.ts';

/** One value of index data. Dates are ISO 8601 texts. */
export type IndexValue = string | number | boolean;
/** What a document or record is found by: our own field names, mapped to the DMS's fields by configuration. */
export type IndexData = Readonly<Record<string, IndexValue>>;
/** A change of index data: a value sets the field, `null` clears it, an absent field stays as it is. */
export type IndexDataChange = Readonly<Record<string, IndexValue | null>>;

const MAX_FIELDS = 200;
const MAX_TEXT = 10_000;
// A surrogate without its partner is no character; PostgreSQL and JSON readers refuse it.
const LONE_SURROGATE = /\p{Cs}/u;
const NAME = /^[\p{L}_][\p{L}\p{N}_.-]{0,99}$/u;

/**
 * Checks names and values of index data, which may come from outside.
 *
 * @throws DocumentError INVALID_REQUEST naming the field
 */
export function checkIndexData(data: IndexDataChange): void {
  const entries = Object.entries(data);
  if (entries.length > MAX_FIELDS) {
    throw new DocumentError(
      'INVALID_REQUEST',
      `Expected at most ${MAX_FIELDS} index fields, but got ${entries.length}.`,
    );
  }
  for (const [name, value] of entries) {
    if (!NAME.test(name)) {
      throw new DocumentError(
        'INVALID_REQUEST',
        `Expected an index field name of letters, digits, ".", "_" and "-", but got ${JSON.stringify(name.slice(0, 80))}.`,
      );
    }
    const problem = problemOf(value);
    if (problem !== undefined) {
      throw new DocumentError('INVALID_REQUEST', `Expected a plain value in index field "${name}", but ${problem}.`);
    }
  }
}

function problemOf(value: unknown): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'the number is not finite';
  if (typeof value !== 'string') return `it is of type ${typeof value}`;
  if (value.length > MAX_TEXT) return `the text has ${value.length} characters and ${MAX_TEXT} are allowed`;
  if (value.includes('\u0000')) return 'the text contains a NUL character';
  return !LONE_SURROGATE.test(value) ? undefined : 'the text is not well-formed Unicode';
}

/** Index data after a change. */
export function changedIndexData(before: IndexData, change: IndexDataChange): IndexData {
  const after: Record<string, IndexValue> = { ...before };
  for (const [name, value] of Object.entries(change)) {
    // A fresh object is built instead of deleting: field names are data and must not reach the prototype.
    if (value === null) Reflect.deleteProperty(after, name);
    else after[name] = value;
  }
  return after;
}
