import { BoundedCache } from '../bounded-cache.ts';
import { literalCharacter, translateClass, translateEscape } from './character-class.ts';

const MAX_PATTERN = 2_000;
const MAX_INPUT = 100_000;
/** Nested repetitions such as `(a+)+` may take 2^n steps on n characters; up to here that is milliseconds. */
const MAX_INPUT_NESTED = 22;
const CACHED = 500;

interface Translation {
  readonly source: string;
  readonly flags: string;
  readonly nested: boolean;
}

const cache = new BoundedCache<Translation | null>(CACHED);

/**
 * Compiles a regular expression of XPath (Functions and Operators, clause 5.6.1), the notation FEEL's matches(),
 * replace() and split() use: XML Schema syntax with anchors, reluctant quantifiers and back-references.
 *
 * @param flags of s, m, i, x and q, or null
 * @param inputLength characters it will be run on; a pattern that may take exponential time is refused for long inputs
 * @returns undefined if pattern or flags are not valid
 */
export function compileXPathRegex(pattern: string, flags: string | null, inputLength: number): RegExp | undefined {
  if (pattern.length > MAX_PATTERN || inputLength > MAX_INPUT || !/^[smixq]*$/.test(flags ?? '')) return undefined;
  const translation = cache.get(`${flags ?? ''}/${pattern}`, () => translate(pattern, flags ?? ''));
  if (translation === null || (translation.nested && inputLength > MAX_INPUT_NESTED)) return undefined;
  return new RegExp(translation.source, translation.flags);
}

function translate(pattern: string, flags: string): Translation | null {
  const hostFlags = flags.includes('i') ? 'iv' : 'v';
  if (flags.includes('q'))
    return { source: Array.from(pattern, literalCharacter).join(''), flags: hostFlags, nested: false };
  const translator = new Translator(flags.includes('x') ? removeBlanks(pattern) : pattern, flags);
  const source = translator.run();
  if (source === undefined) return null;
  try {
    new RegExp(source, hostFlags);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return { source, flags: hostFlags, nested: translator.nested };
}

/** The x flag: white space outside of class expressions does not count. */
function removeBlanks(pattern: string): string {
  let result = '';
  let depth = 0;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === '\\') {
      // Blanks go first, so that an escape reaches over them to the next character.
      while (depth === 0 && /[ \t\n\r]/.test(pattern.charAt(index + 1))) index++;
      result += character + pattern.charAt(++index);
      continue;
    }
    if (character === '[') depth++;
    if (character === ']') depth--;
    if (depth > 0 || !/[ \t\n\r]/.test(character)) result += character;
  }
  return result;
}

class Translator {
  readonly #text: string;
  readonly #flags: string;
  /** Numbers of the groups that are open, innermost last; 0 for groups that capture nothing. */
  readonly #open: { number: number; repeats: boolean }[] = [];
  readonly #closed = new Set<number>();
  #groups = 0;
  /** Whether an unbounded repetition holds another one. */
  nested = false;

  constructor(text: string, flags: string) {
    this.#text = text;
    this.#flags = flags;
  }

  run(): string | undefined {
    let source = '';
    let at = 0;
    let repeatable = false;
    let lastRepeats = false;
    while (at < this.#text.length) {
      const quantifier = /^(?:[?*+]|\{\d{1,4}(?:,\d{0,4})?\})\??/.exec(this.#text.slice(at, at + 14))?.[0];
      if (quantifier !== undefined) {
        if (!repeatable) return undefined;
        this.#noteRepetition(quantifier, lastRepeats);
        source += quantifier;
        at += quantifier.length;
        repeatable = false;
        continue;
      }
      const piece = this.#piece(at);
      if (piece === undefined) return undefined;
      source += piece.pattern;
      at = piece.end;
      repeatable = piece.repeatable;
      lastRepeats = piece.repeats ?? false;
    }
    return this.#open.length === 0 ? source : undefined;
  }

  #noteRepetition(quantifier: string, inner: boolean): void {
    const unbounded = /^(?:[*+]|\{\d+,\})/.test(quantifier) || /^\{\d*,?\d{2,}\}/.test(quantifier);
    if (!unbounded) return;
    if (inner) this.nested = true;
    for (const group of this.#open) group.repeats = true;
  }

  #piece(at: number): { pattern: string; end: number; repeatable: boolean; repeats?: boolean } | undefined {
    const character = String.fromCodePoint(this.#text.codePointAt(at) ?? 0);
    switch (character) {
      case '(':
        return this.#openGroup(at);
      case ')': {
        const group = this.#open.pop();
        if (group === undefined) return undefined;
        this.#closed.add(group.number);
        const outer = this.#open.at(-1);
        if (outer !== undefined && group.repeats) outer.repeats = true;
        return { pattern: ')', end: at + 1, repeatable: true, repeats: group.repeats };
      }
      case '[': {
        const translated = translateClass(this.#text, at);
        return translated === undefined ? undefined : { ...translated, repeatable: true };
      }
      case '\\':
        return this.#escape(at + 1);
      case '.':
        return {
          pattern: this.#flags.includes('s') ? String.raw`[\s\S]` : String.raw`[^\n\r]`,
          end: at + 1,
          repeatable: true,
        };
      case '^':
        return {
          pattern: this.#flags.includes('m') ? String.raw`(?:^|(?<=\n)(?!$))` : '^',
          end: at + 1,
          repeatable: false,
        };
      case '$':
        return { pattern: this.#flags.includes('m') ? String.raw`(?=\n|$)` : '$', end: at + 1, repeatable: false };
      case '|':
        return { pattern: '|', end: at + 1, repeatable: false };
      case '{':
      case '}':
      case ']':
        return undefined;
      default:
        return { pattern: literalCharacter(character), end: at + character.length, repeatable: true };
    }
  }

  #openGroup(at: number): { pattern: string; end: number; repeatable: boolean } | undefined {
    if (this.#text.startsWith('(?:', at)) {
      this.#open.push({ number: 0, repeats: false });
      return { pattern: '(?:', end: at + 3, repeatable: false };
    }
    if (this.#text.charAt(at + 1) === '?') return undefined;
    this.#groups++;
    this.#open.push({ number: this.#groups, repeats: false });
    return { pattern: '(', end: at + 1, repeatable: false };
  }

  /** A back-reference takes as many digits as there are groups for, and its group must be closed by then. */
  #escape(at: number): { pattern: string; end: number; repeatable: boolean } | undefined {
    const digits = /^[1-9]\d*/.exec(this.#text.slice(at, at + 4))?.[0];
    if (digits === undefined) {
      const translated = translateEscape(this.#text, at);
      return translated === undefined ? undefined : { ...translated, repeatable: true };
    }
    let reference = digits;
    while (reference.length > 1 && Number(reference) > this.#groups) reference = reference.slice(0, -1);
    if (!this.#closed.has(Number(reference))) return undefined;
    return { pattern: `(?:\\${reference})`, end: at + reference.length, repeatable: true };
  }
}

/**
 * Replaces every match. In the replacement `$1` … stand for groups, `$0` for the match, `\$` and `\\` for themselves.
 *
 * @returns undefined if the replacement is not valid
 */
export function replaceAll(input: string, regex: RegExp, replacement: string, literal: boolean): string | undefined {
  const template = literal ? [replacement] : parseReplacement(replacement);
  if (template === undefined) return undefined;
  const global = new RegExp(regex.source, `${regex.flags}g`);
  return input.replace(global, (...args: unknown[]) => {
    const groups = args.slice(
      0,
      args.findIndex((item) => typeof item === 'number'),
    );
    return template.map((part) => (typeof part === 'string' ? part : groupText(groups, part.group))).join('');
  });
}

/** Digits that name no group are literal text behind the longest number that does. */
function groupText(groups: readonly unknown[], number: string): string {
  for (let length = number.length; length > 0; length--) {
    const index = Number(number.slice(0, length));
    if (index < groups.length) {
      const text = groups[index];
      return (typeof text === 'string' ? text : '') + number.slice(length);
    }
  }
  return number.slice(1);
}

function parseReplacement(replacement: string): (string | { group: string })[] | undefined {
  const parts: (string | { group: string })[] = [];
  for (let at = 0; at < replacement.length;) {
    const piece = /^(?:\$(\d+)|\\([$\\])|([^$\\]+))/.exec(replacement.slice(at));
    if (piece === null) return undefined;
    const [whole, group, escaped, text] = piece;
    parts.push(group === undefined ? (escaped ?? text ?? '') : { group });
    at += whole.length;
  }
  return parts;
}
