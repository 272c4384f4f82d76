import { BoundedCache } from '../bounded-cache.ts';
import { PatternMatcher, type PatternMatch, type Spend } from './pattern-matcher.ts';
import { parsePattern } from './pattern-parser.ts';
import { assemble, type Program } from './pattern-program.ts';

const MAX_PATTERN = 2_000;
const CACHED = 500;
const CHARACTERS_PER_STEP = 16;

const cache = new BoundedCache<XPathRegex | null>(CACHED);

/** A compiled regular expression; the same one may serve any number of texts. */
export class XPathRegex {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  /** Whether the pattern matches anywhere in the text. */
  test(text: string, spend: Spend): boolean {
    return new PatternMatcher(this.#program, text, spend).find(0) !== undefined;
  }

  /** Whether the whole text matches, not only a part of it. */
  matchesWhole(text: string, spend: Spend): boolean {
    return new PatternMatcher(this.#program, text, spend).fits();
  }

  /** All matches from left to right that do not overlap; behind an empty one the search goes on one character later. */
  matches(text: string, spend: Spend): readonly PatternMatch[] {
    const matcher = new PatternMatcher(this.#program, text, spend);
    const found: PatternMatch[] = [];
    let match = matcher.find(0);
    while (match !== undefined) {
      found.push(match);
      spend(4);
      const width = (text.codePointAt(match.end) ?? 0) > 0xffff ? 2 : 1;
      match = matcher.find(match.end > match.start ? match.end : match.end + width);
    }
    return found;
  }
}

/**
 * Compiles a regular expression of XPath (Functions and Operators, clause 5.6.1), the notation FEEL's matches(),
 * replace() and split() use: XML Schema syntax with anchors, reluctant quantifiers and back-references.
 *
 * @param flags of s, m, i, x and q, or null
 * @returns undefined if pattern or flags are not valid
 */
export function compileXPathRegex(pattern: string, flags: string | null): XPathRegex | undefined {
  if (pattern.length > MAX_PATTERN || !/^[smixq]*$/.test(flags ?? '')) return undefined;
  return cache.get(`${flags ?? ''}/${pattern}`, () => compile(pattern, flags ?? '')) ?? undefined;
}

function compile(pattern: string, flags: string): XPathRegex | null {
  const parsed = parsePattern(pattern, flags);
  const program = parsed === undefined ? undefined : assemble(parsed);
  return program === undefined ? null : new XPathRegex(program);
}

/**
 * Replaces every match. In the replacement `$1` … stand for groups, `$0` for the match, `\$` and `\\` for themselves.
 *
 * @returns undefined if the replacement is not valid
 */
export function replaceAll(
  input: string,
  regex: XPathRegex,
  replacement: string,
  literal: boolean,
  spend: Spend,
): string | undefined {
  const template = literal ? [replacement] : parseReplacement(replacement);
  if (template === undefined) return undefined;
  let result = '';
  let from = 0;
  for (const { start, end, groups } of regex.matches(input, spend)) {
    const text = template.map((part) => (typeof part === 'string' ? part : groupText(groups, part.group))).join('');
    spend(Math.ceil(text.length / CHARACTERS_PER_STEP));
    result += input.slice(from, start) + text;
    from = end;
  }
  return result + input.slice(from);
}

/** Digits that name no group are literal text behind the longest number that does. */
function groupText(groups: PatternMatch['groups'], number: string): string {
  for (let length = number.length; length > 0; length--) {
    const index = Number(number.slice(0, length));
    if (index < groups.length) {
      return (groups[index] ?? '') + number.slice(length);
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
