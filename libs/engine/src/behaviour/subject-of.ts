import type { Value } from '../model/expression.ts';
import { isRecord } from '../variables-record.ts';

/** What fits into a line beside the name of a step. */
const MOST_VALUES = 3;
const LONGEST_TEXT = 120;
/** A record inside a record may hold the name; deeper nobody looks for it. */
const DEEPEST = 2;
/** Members that say what a record is called, the first one present decides. */
const NAMES: readonly string[] = ['name', 'bezeichnung', 'title', 'titel', 'label', 'subject', 'betreff'];

type Told = string | number | boolean;

/**
 * The few values by which people tell one element of a collection from another: a text or number itself, of a record what it
 * is called (a member `name`, `title` …, else all that end in "name" such as first and last name, else its first values), of
 * a list its first entries. Empty when there is nothing to tell.
 */
export function subjectOf(element: Value | undefined): readonly Told[] {
  return told(element, DEEPEST).slice(0, MOST_VALUES);
}

function told(value: Value | undefined, depth: number): readonly Told[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number' || typeof value === 'boolean') return [value];
  if (depth === 0) return [];
  if (Array.isArray(value)) {
    return (value as readonly Value[]).slice(0, MOST_VALUES).flatMap((entry) => told(entry, 0));
  }
  if (!isRecord(value)) return [];
  const members = Object.entries(value);
  const scalars = (wanted: (key: string) => boolean): readonly Told[] =>
    members.flatMap(([key, member]) => (wanted(key.toLowerCase()) ? told(member, 0) : []));
  const called = NAMES.map((name) => scalars((key) => key === name)).find((values) => values.length > 0);
  if (called !== undefined) return called.slice(0, 1);
  const names = scalars((key) => key.endsWith('name'));
  if (names.length > 0) return names;
  const own = scalars(() => true);
  return own.length > 0 ? own : members.flatMap(([, member]) => told(member, depth - 1));
}

function textOf(text: string): readonly string[] {
  // Cut first: a text of many megabytes is not to be searched for blanks.
  const line = text
    .slice(0, 4 * LONGEST_TEXT)
    .replace(/\s+/gu, ' ')
    .trim();
  if (line === '') return [];
  const letters = Array.from(line);
  return [letters.length <= LONGEST_TEXT ? line : `${letters.slice(0, LONGEST_TEXT - 1).join('')}…`];
}
