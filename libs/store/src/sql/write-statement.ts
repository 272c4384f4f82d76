import type { Changes } from '#runtime';
import { LATE_PARTS, WRITE_PARTS, WRITE_SOURCES } from './write-parts.ts';

export interface PreparedWrite {
  /** Name of the prepared statement: the same combination of tables is parsed once per connection. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly string[];
}

const LISTS = Object.keys(WRITE_PARTS) as readonly (keyof Changes)[];
const texts = new Map<string, string>();

/** The statements that write these changes: one for all tables, then the rare late ones. */
export function writeStatements(changes: Changes): readonly PreparedWrite[] {
  const filled = LISTS.filter((list) => changes[list].length > 0);
  const early = filled.filter((list) => LATE_PARTS[list] === undefined);
  const statements: PreparedWrite[] = [];
  if (early.length > 0) {
    const name = nameOf(early);
    let text = texts.get(name);
    if (text === undefined) {
      text = compose(early);
      texts.set(name, text);
    }
    statements.push({ name, text, values: early.map((list) => JSON.stringify(changes[list])) });
  }
  for (const list of filled) {
    for (const [index, part] of (LATE_PARTS[list] ?? []).entries()) {
      statements.push({ name: `l_${list}_${index}`, text: part(1), values: [JSON.stringify(changes[list])] });
    }
  }
  return statements;
}

/**
 * One bit for each list, so that two combinations never share a name, however many lists there are. In base 36 a name has
 * room for 300 lists in the 63 characters PostgreSQL keeps of it.
 */
export function nameOf(lists: readonly (keyof Changes)[], all: readonly (keyof Changes)[] = LISTS): string {
  return `w${lists.reduce((bits, list) => bits | (1n << BigInt(all.indexOf(list))), 0n).toString(36)}`;
}

function compose(lists: readonly (keyof Changes)[]): string {
  const ctes: string[] = [];
  for (const [index, list] of lists.entries()) {
    const source = WRITE_SOURCES[list];
    if (source !== undefined) ctes.push(`${source.name} AS (${source.part(index + 1)})`);
    ctes.push(`part_${index} AS (${WRITE_PARTS[list](index + 1)})`);
  }
  return `WITH ${ctes.join(',\n')} SELECT 1`;
}
