import { literalCharacter, translateClass, translateEscape } from './character-class.ts';
import { CharacterTest } from './character-test.ts';
import { type Pattern, type PatternNode } from './pattern-node.ts';

const MAX_DEPTH = 100;
const QUANTIFIER = /(?:[?*+]|\{(\d{1,4})(,(\d{0,4}))?\})(\??)/y;

/**
 * Parses a pattern in the notation of XPath: XML Schema syntax with anchors, reluctant quantifiers and back-references.
 *
 * @param flags valid flags, of s, m, i, x and q
 * @returns undefined if the pattern is not valid
 */
export function parsePattern(pattern: string, flags: string): Pattern | undefined {
  const caseless = flags.includes('i');
  if (flags.includes('q')) {
    const items = Array.from(pattern, (character) => characterNode(literalCharacter(character), caseless));
    return { root: { kind: 'sequence', items }, groups: 0, hasReferences: false, caseless };
  }
  const parser = new PatternParser(flags.includes('x') ? removeBlanks(pattern) : pattern, flags, caseless);
  try {
    const root = parser.run();
    if (root === undefined) return undefined;
    return { root, groups: parser.groups, hasReferences: parser.hasReferences, caseless };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function characterNode(source: string, caseless: boolean): PatternNode {
  return { kind: 'character', test: new CharacterTest(source, caseless ? 'iv' : 'v') };
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

class PatternParser {
  readonly #text: string;
  readonly #flags: string;
  readonly #caseless: boolean;
  readonly #closed = new Set<number>();
  #at = 0;
  #depth = 0;
  groups = 0;
  hasReferences = false;

  constructor(text: string, flags: string, caseless: boolean) {
    this.#text = text;
    this.#flags = flags;
    this.#caseless = caseless;
  }

  run(): PatternNode | undefined {
    const root = this.#choice();
    return root !== undefined && this.#at === this.#text.length ? root : undefined;
  }

  #choice(): PatternNode | undefined {
    if (++this.#depth > MAX_DEPTH) return undefined;
    const options: PatternNode[] = [];
    do {
      const option = this.#sequence();
      if (option === undefined) return undefined;
      options.push(option);
    } while (this.#take('|'));
    this.#depth--;
    const [only] = options;
    return options.length === 1 ? only : { kind: 'choice', options };
  }

  #sequence(): PatternNode | undefined {
    const items: PatternNode[] = [];
    while (this.#at < this.#text.length && !'|)'.includes(this.#text.charAt(this.#at))) {
      const piece = this.#piece();
      const item = piece === undefined ? undefined : this.#quantified(piece);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return { kind: 'sequence', items };
  }

  #quantified(piece: PatternNode): PatternNode | undefined {
    QUANTIFIER.lastIndex = this.#at;
    const match = QUANTIFIER.exec(this.#text);
    if (match === null) return piece;
    if (piece.kind === 'assertion') return undefined;
    this.#at = QUANTIFIER.lastIndex;
    const [whole, least, open, most, reluctant] = match;
    const sign = whole.charAt(0);
    const low = sign === '+' ? 1 : Number(least ?? 0);
    const high = sign === '?' ? 1 : sign !== '{' || most === '' ? Infinity : Number(open === undefined ? low : most);
    if (high < low) return undefined;
    return { kind: 'repetition', body: piece, least: low, most: high, greedy: reluctant === '' };
  }

  #piece(): PatternNode | undefined {
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    switch (character) {
      case '(':
        return this.#group();
      case '[': {
        const translated = translateClass(this.#text, this.#at);
        if (translated === undefined) return undefined;
        this.#at = translated.end;
        return characterNode(translated.pattern, this.#caseless);
      }
      case '\\':
        return this.#escape();
      case '.':
        this.#at++;
        return characterNode(this.#flags.includes('s') ? String.raw`[\s\S]` : String.raw`[^\n\r]`, false);
      case '^':
        this.#at++;
        return { kind: 'assertion', assertion: this.#flags.includes('m') ? 'line start' : 'start' };
      case '$':
        this.#at++;
        return { kind: 'assertion', assertion: this.#flags.includes('m') ? 'line end' : 'end' };
      case '?':
      case '*':
      case '+':
      case '{':
      case '}':
      case ']':
        return undefined;
      default:
        this.#at += character.length;
        return characterNode(literalCharacter(character), this.#caseless);
    }
  }

  #group(): PatternNode | undefined {
    const captures = !this.#text.startsWith('(?:', this.#at);
    if (captures && this.#text.charAt(this.#at + 1) === '?') return undefined;
    this.#at += captures ? 1 : 3;
    const number = captures ? ++this.groups : 0;
    const body = this.#choice();
    if (body === undefined || !this.#take(')')) return undefined;
    if (captures) this.#closed.add(number);
    return { kind: 'group', number, body };
  }

  /** A back-reference takes as many digits as there are groups for, and its group must be closed by then. */
  #escape(): PatternNode | undefined {
    const digits = /^[1-9]\d*/.exec(this.#text.slice(this.#at + 1, this.#at + 5))?.[0];
    if (digits === undefined) {
      const translated = translateEscape(this.#text, this.#at + 1);
      if (translated === undefined) return undefined;
      this.#at = translated.end;
      return characterNode(translated.pattern, this.#caseless);
    }
    let reference = digits;
    while (reference.length > 1 && Number(reference) > this.groups) reference = reference.slice(0, -1);
    const group = Number(reference);
    if (!this.#closed.has(group)) return undefined;
    this.#at += 1 + reference.length;
    this.hasReferences = true;
    return { kind: 'reference', group };
  }

  #take(symbol: string): boolean {
    if (!this.#text.startsWith(symbol, this.#at)) return false;
    this.#at += symbol.length;
    return true;
  }
}
