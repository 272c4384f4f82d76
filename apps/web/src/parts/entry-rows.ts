import type { JsonObject, JsonValue } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { formatNumber, type Language } from '../language/format.ts';
import { parseNumber } from '../language/parse-number.ts';

export type EntryKind = 'text' | 'number' | 'date' | 'boolean' | 'list';

/** One line of the plain table in which data is entered where no form says what to ask. */
export interface EntryRow {
  readonly key: number;
  readonly name: string;
  readonly kind: EntryKind;
  /** What stands in the field: free text, a number as typed, `2026-11-20`, `true` or `false`; of a list one value a line. */
  readonly text: string;
  /** Changes a value that is there already: its name cannot be altered. */
  readonly fixedName: boolean;
}

let nextKey = 1;

export function newRow(): EntryRow {
  return { key: nextKey++, name: '', kind: 'text', text: '', fixedName: false };
}

/** A line that changes an existing value; undefined for structures, which a line cannot hold. A list of texts is no structure. */
export function rowFor(name: string, value: JsonValue, language: Language): EntryRow | undefined {
  const base = { key: nextKey, name, fixedName: true };
  const row = scalarRow(base, value, language);
  if (row !== undefined) nextKey += 1;
  return row;
}

function scalarRow(
  base: Pick<EntryRow, 'key' | 'name' | 'fixedName'>,
  value: JsonValue,
  language: Language,
): EntryRow | undefined {
  if (value === null) return { ...base, kind: 'text', text: '' };
  if (typeof value === 'boolean') return { ...base, kind: 'boolean', text: String(value) };
  if (typeof value === 'number') return { ...base, kind: 'number', text: formatNumber(value, language) };
  if (Array.isArray(value) && value.every(isLineOfList)) return { ...base, kind: 'list', text: value.join('\n') };
  if (typeof value !== 'string') return undefined;
  return { ...base, kind: /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text', text: value };
}

/** Whether reading a list again gives this entry back unchanged. */
function isLineOfList(value: JsonValue): value is string {
  return typeof value === 'string' && value !== '' && value.trim() === value && !/[\r\n]/.test(value);
}

export interface EntryError {
  /** Row the error belongs to. */
  readonly key: number;
  readonly field: 'name' | 'value';
  readonly message: string;
}

/** What the lines say as variables, or what is wrong with them. Lines left entirely empty count as not there. */
export function readRows(
  rows: readonly EntryRow[],
  language: Language,
  text: Catalogue,
): { variables: JsonObject; errors: readonly EntryError[] } {
  const variables: [string, JsonValue][] = [];
  const errors: EntryError[] = [];
  const seen = new Set<string>();
  for (const [place, row] of rows.entries()) {
    const name = row.name.trim();
    if (name === '' && row.text.trim() === '') continue;
    if (name === '') errors.push({ key: row.key, field: 'name', message: text.entry.nameMissing(place + 1) });
    else if (seen.has(name)) errors.push({ key: row.key, field: 'name', message: text.entry.nameTwice(name) });
    seen.add(name);
    const value = readValue(row, language);
    if (value === undefined) {
      const message = row.kind === 'number' ? text.entry.numberWrong(name) : text.entry.dateWrong(name);
      errors.push({ key: row.key, field: 'value', message });
    } else variables.push([name, value]);
  }
  return { variables: Object.fromEntries(variables), errors };
}

function readValue(row: EntryRow, language: Language): JsonValue | undefined {
  if (row.kind === 'boolean') return row.text === 'true';
  if (row.kind === 'number') return parseNumber(row.text, language);
  if (row.kind === 'list') return linesOf(row.text);
  if (row.kind === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(row.text) ? row.text : undefined;
  return row.text;
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
