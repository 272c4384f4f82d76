import { DataError } from './data-error.ts';

/** Levels of objects and lists inside each other; no form of an authority comes near. */
export const MAX_DEPTH = 64;
/** Values, names included; a list of ten thousand rows of ten columns fits. */
const MAX_VALUES = 200_000;

/** Counts while data is read, so that nothing larger than allowed is ever built. */
export class DataBudget {
  #values = 0;

  /** @throws DataError */
  spend(depth: number, name?: string): void {
    this.#values += 1;
    if (this.#values > MAX_VALUES)
      throw new DataError('TOO_MANY_VALUES', `Expected at most ${MAX_VALUES} values, but there are more.`);
    if (depth > MAX_DEPTH) throw new DataError('TOO_DEEP', `Expected at most ${MAX_DEPTH} levels, but there are more.`);
    if (name !== undefined && (name === '__proto__' || /[\0\p{Cs}]/u.test(name)))
      throw new DataError('NAME_REFUSED', 'Expected ordinary names, but one is "__proto__" or has a broken character.');
  }
}

/** No database stores NUL or half a character (a lone surrogate) in a text, and no application needs it. @throws DataError */
export function checkText(text: string): string {
  if (text.includes('\0')) throw new DataError('SYNTAX_INVALID', 'Expected text, but it has a NUL character.');
  if (/\p{Cs}/u.test(text)) throw new DataError('SYNTAX_INVALID', 'Expected text, but it has half a character.');
  return text;
}
