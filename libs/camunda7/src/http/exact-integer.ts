import { randomBytes } from 'node:crypto';

/** Marks exact numbers inside JSON text; nobody outside can know it. */
const MARK = randomBytes(16).toString('hex');
/** A string, to be passed over, or a whole number of so many digits that it may not be exact as a number. */
const STRING_OR_LONG = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g');

/** A whole number JavaScript has no exact number for; in an answer it is a number of JSON again. */
export class ExactInteger {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): string {
    return MARK + this.text;
  }
}

/** Reads JSON; whole numbers that are not exact as numbers are strings {@link exactInteger} knows. @throws SyntaxError */
export function parseJson(text: string): unknown {
  // As written first: what is no JSON must not become some.
  const parsed: unknown = JSON.parse(text);
  if (!/\d{16}/.test(text)) return parsed;
  const marked = text.replace(STRING_OR_LONG, (found) =>
    found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${MARK}${found}"`,
  );
  return marked === text ? parsed : JSON.parse(marked);
}

/** The exact number a string of {@link parseJson} stands for; undefined for any other one. */
export function exactInteger(text: string): ExactInteger | undefined {
  return text.startsWith(MARK) ? new ExactInteger(text.slice(MARK.length)) : undefined;
}

/** Data in which exact numbers inside are the nearest numbers, as ever in JSON; changed in place. */
export function nearestNumbers<T>(data: T): T {
  if (typeof data !== 'object' || data === null) return data;
  for (const [name, item] of Object.entries(data)) {
    if (item instanceof ExactInteger) (data as Record<string, unknown>)[name] = Number(item.text);
    else nearestNumbers(item);
  }
  return data;
}

/** JSON text of an answer, exact numbers as numbers. */
export function stringifyJson(body: unknown): string {
  const text = JSON.stringify(body);
  return text.includes(MARK) ? text.replace(MARKED, '$1') : text;
}
