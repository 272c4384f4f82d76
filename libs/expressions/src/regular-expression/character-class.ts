/** Character classes of XML Schema regular expressions, written for the host's `v` flag (XML Schema 2, appendix F). */

/** Code point ranges of the Unicode blocks most models mention, by their name in `\p{Is…}`. */
const BLOCKS = new Map<string, readonly [number, number]>([
  ['BasicLatin', [0x0000, 0x007f]],
  ['Latin-1Supplement', [0x0080, 0x00ff]],
  ['LatinExtended-A', [0x0100, 0x017f]],
  ['LatinExtended-B', [0x0180, 0x024f]],
  ['IPAExtensions', [0x0250, 0x02af]],
  ['SpacingModifierLetters', [0x02b0, 0x02ff]],
  ['CombiningDiacriticalMarks', [0x0300, 0x036f]],
  ['Greek', [0x0370, 0x03ff]],
  ['GreekandCoptic', [0x0370, 0x03ff]],
  ['Cyrillic', [0x0400, 0x04ff]],
  ['Armenian', [0x0530, 0x058f]],
  ['Hebrew', [0x0590, 0x05ff]],
  ['Arabic', [0x0600, 0x06ff]],
  ['Syriac', [0x0700, 0x074f]],
  ['Thaana', [0x0780, 0x07bf]],
  ['Devanagari', [0x0900, 0x097f]],
  ['Bengali', [0x0980, 0x09ff]],
  ['Gurmukhi', [0x0a00, 0x0a7f]],
  ['Gujarati', [0x0a80, 0x0aff]],
  ['Oriya', [0x0b00, 0x0b7f]],
  ['Tamil', [0x0b80, 0x0bff]],
  ['Telugu', [0x0c00, 0x0c7f]],
  ['Kannada', [0x0c80, 0x0cff]],
  ['Malayalam', [0x0d00, 0x0d7f]],
  ['Sinhala', [0x0d80, 0x0dff]],
  ['Thai', [0x0e00, 0x0e7f]],
  ['Lao', [0x0e80, 0x0eff]],
  ['Tibetan', [0x0f00, 0x0fff]],
  ['Myanmar', [0x1000, 0x109f]],
  ['Georgian', [0x10a0, 0x10ff]],
  ['HangulJamo', [0x1100, 0x11ff]],
  ['Ethiopic', [0x1200, 0x137f]],
  ['Cherokee', [0x13a0, 0x13ff]],
  ['Khmer', [0x1780, 0x17ff]],
  ['Mongolian', [0x1800, 0x18af]],
  ['LatinExtendedAdditional', [0x1e00, 0x1eff]],
  ['GreekExtended', [0x1f00, 0x1fff]],
  ['GeneralPunctuation', [0x2000, 0x206f]],
  ['SuperscriptsandSubscripts', [0x2070, 0x209f]],
  ['CurrencySymbols', [0x20a0, 0x20cf]],
  ['CombiningMarksforSymbols', [0x20d0, 0x20ff]],
  ['CombiningDiacriticalMarksforSymbols', [0x20d0, 0x20ff]],
  ['LetterlikeSymbols', [0x2100, 0x214f]],
  ['NumberForms', [0x2150, 0x218f]],
  ['Arrows', [0x2190, 0x21ff]],
  ['MathematicalOperators', [0x2200, 0x22ff]],
  ['MiscellaneousTechnical', [0x2300, 0x23ff]],
  ['BoxDrawing', [0x2500, 0x257f]],
  ['BlockElements', [0x2580, 0x259f]],
  ['GeometricShapes', [0x25a0, 0x25ff]],
  ['MiscellaneousSymbols', [0x2600, 0x26ff]],
  ['Dingbats', [0x2700, 0x27bf]],
  ['CJKSymbolsandPunctuation', [0x3000, 0x303f]],
  ['Hiragana', [0x3040, 0x309f]],
  ['Katakana', [0x30a0, 0x30ff]],
  ['CJKUnifiedIdeographs', [0x4e00, 0x9fff]],
  ['HangulSyllables', [0xac00, 0xd7a3]],
  ['PrivateUse', [0xe000, 0xf8ff]],
  ['AlphabeticPresentationForms', [0xfb00, 0xfb4f]],
  ['ArabicPresentationForms-A', [0xfb50, 0xfdff]],
  ['HalfwidthandFullwidthForms', [0xff00, 0xffef]],
]);

const CATEGORIES = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;

const NAME_START = String.raw`:A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}`;
const NAME_PART = String.raw`\-.0-9\u{B7}\u{300}-\u{36F}\u{203F}-\u{2040}`;

const MULTIPLE = new Map<string, string>([
  ['s', String.raw`[ \t\n\r]`],
  ['S', String.raw`[^ \t\n\r]`],
  ['d', String.raw`\p{Nd}`],
  ['D', String.raw`\P{Nd}`],
  ['w', String.raw`[^\p{P}\p{Z}\p{C}]`],
  ['W', String.raw`[\p{P}\p{Z}\p{C}]`],
  ['i', `[${NAME_START}]`],
  ['I', `[^${NAME_START}]`],
  ['c', `[${NAME_START}${NAME_PART}]`],
  ['C', `[^${NAME_START}${NAME_PART}]`],
]);

const SINGLE = 'nrt\\|.?*+(){}-[]^$';

/** One character written so that it stands for itself, inside and outside of classes. */
export function literalCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/**
 * Translates the escape behind a backslash.
 *
 * @returns the host's pattern, whether it stands for one character, and the offset behind; undefined if there is none such
 */
export function translateEscape(
  text: string,
  at: number,
): { pattern: string; single: string | undefined; end: number } | undefined {
  const character = text.charAt(at);
  const multiple = MULTIPLE.get(character);
  if (multiple !== undefined) return { pattern: multiple, single: undefined, end: at + 1 };
  if (character === 'p' || character === 'P') return translateProperty(text, at, character === 'P');
  if (character === '' || !SINGLE.includes(character)) return undefined;
  const single = character === 'n' ? '\n' : character === 'r' ? '\r' : character === 't' ? '\t' : character;
  return { pattern: literalCharacter(single), single, end: at + 1 };
}

function translateProperty(
  text: string,
  at: number,
  negated: boolean,
): { pattern: string; single: undefined; end: number } | undefined {
  const close = text.indexOf('}', at);
  if (text.charAt(at + 1) !== '{' || close < 0) return undefined;
  const name = text.slice(at + 2, close);
  if (CATEGORIES.test(name)) return { pattern: `\\${negated ? 'P' : 'p'}{${name}}`, single: undefined, end: close + 1 };
  const block = name.startsWith('Is') ? BLOCKS.get(name.slice(2)) : undefined;
  if (block === undefined) return undefined;
  const range = `${negated ? '^' : ''}\\u{${block[0].toString(16)}}-\\u{${block[1].toString(16)}}`;
  return { pattern: `[${range}]`, single: undefined, end: close + 1 };
}

/**
 * Translates a class expression with ranges, negation and subtraction (`[a-z-[aeiou]]`).
 *
 * @param at offset of the opening bracket
 */
export function translateClass(text: string, at: number, depth = 0): { pattern: string; end: number } | undefined {
  if (depth > 20) return undefined;
  let index = at + 1;
  const negated = text.charAt(index) === '^';
  if (negated) index++;
  let items = '';
  for (let first = true; ; first = false) {
    const character = text.charAt(index);
    if (character === '') return undefined;
    if (character === ']' && !first) return { pattern: `[${negated ? '^' : ''}${items}]`, end: index + 1 };
    if (character === '-' && text.charAt(index + 1) === '[' && !first) {
      const subtracted = translateClass(text, index + 1, depth + 1);
      if (subtracted === undefined || text.charAt(subtracted.end) !== ']') return undefined;
      return { pattern: `[[${negated ? '^' : ''}${items}]--${subtracted.pattern}]`, end: subtracted.end + 1 };
    }
    const item = readItem(text, index, first);
    if (item === undefined) return undefined;
    index = item.end;
    const rangeEnd = item.single === undefined ? undefined : readRangeEnd(text, index);
    if (rangeEnd === undefined) {
      items += item.pattern;
    } else {
      if (rangeEnd.single === undefined || (item.single ?? '') > rangeEnd.single) return undefined;
      items += `${item.pattern}-${rangeEnd.pattern}`;
      index = rangeEnd.end;
    }
  }
}

interface Item {
  readonly pattern: string;
  readonly single: string | undefined;
  readonly end: number;
}

function readItem(text: string, at: number, first: boolean): Item | undefined {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character === '\\') return translateEscape(text, at + 1);
  if (character === '[' || character === ']') return undefined;
  if (character === '-' && !first && text.charAt(at + 1) !== ']') return undefined;
  return { pattern: literalCharacter(character), single: character, end: at + character.length };
}

/** The upper end of `a-z`; undefined if the hyphen stands for itself or starts a subtraction. */
function readRangeEnd(text: string, at: number): Item | undefined {
  const next = text.charAt(at + 1);
  if (text.charAt(at) !== '-' || next === ']' || next === '[' || next === '') return undefined;
  if (next === '-') return undefined;
  return readItem(text, at + 1, true);
}
