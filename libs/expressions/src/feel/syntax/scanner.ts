import { expressionFault } from '../../expression-faults.ts';
import { ExpressionSyntaxError } from '../../expression-syntax-error.ts';
import { type SyntaxTerm, syntaxWords } from '../../syntax-term.ts';
import { matchName, normalizeName, SIMPLE_NAME } from './name.ts';

const MAX_LENGTH = 100_000;
const BLANK = /(?:\s|\uFEFF|\/\/[^\n\r]*|\/\*[^]*?\*\/)+/uy;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
/** A name up to the character or word that ends it; names may hold spaces and the signs . / - ' + * (rule 27). */
const LONG_NAME = String.raw`[?\p{L}\p{Nl}_\u{10000}-\u{EFFFF}][?\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}_·‿-⁀\u{10000}-\u{EFFFF}\s.\/\-'+*’]{0,200}?`;
const BEFORE_COLON = new RegExp(String.raw`(${LONG_NAME})\s*:`, 'uy');
const BEFORE_COLON_COMMA_PAREN = new RegExp(String.raw`(${LONG_NAME})\s*(?=[:,)])`, 'uy');
const BEFORE_IN = new RegExp(String.raw`(${LONG_NAME})\s+in(?![\p{L}\p{Nd}_])`, 'uy');
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
]);

/** Reads the pieces of a FEEL text; white space and comments in front of a piece are skipped. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    if (text.length > MAX_LENGTH) {
      throw new ExpressionSyntaxError(
        `Expected at most ${MAX_LENGTH} characters, but the expression has ${text.length}.`,
        0,
        expressionFault('EXPRESSION_TOO_LONG', { most: MAX_LENGTH, found: text.length }),
      );
    }
    this.text = text;
  }

  /** Skips blanks and tells where the next piece starts. */
  start(): number {
    BLANK.lastIndex = this.at;
    if (BLANK.test(this.text)) this.at = BLANK.lastIndex;
    return this.at;
  }

  atEnd(): boolean {
    return this.start() >= this.text.length;
  }

  peekSymbol(symbol: string): boolean {
    return this.text.startsWith(symbol, this.start());
  }

  takeSymbol(symbol: string): boolean {
    if (!this.peekSymbol(symbol)) return false;
    this.at += symbol.length;
    return true;
  }

  /** Takes the first of the symbols that is there; longer ones must come first. */
  takeFirstSymbol<T extends string>(symbols: readonly T[]): T | undefined {
    return symbols.find((symbol) => this.takeSymbol(symbol));
  }

  requireSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.expected(`"${symbol}"`);
  }

  takeWord(word: string): boolean {
    const end = matchName(word, this.text, this.start());
    if (end < 0) return false;
    this.at = end;
    return true;
  }

  requireWord(word: string): void {
    if (!this.takeWord(word)) throw this.expected(`"${word}"`);
  }

  takeName(): string | undefined {
    return this.#take(SIMPLE_NAME)?.[0];
  }

  takeNumber(): string | undefined {
    return this.#take(NUMBER)?.[0];
  }

  /** `name :` in front of an argument. */
  takeArgumentName(): string | undefined {
    const name = this.#take(BEFORE_COLON)?.[1];
    return name === undefined ? undefined : normalizeName(name);
  }

  /** The name of a parameter, up to `:`, `,` or `)`. */
  takeParameterName(): string | undefined {
    const name = this.#take(BEFORE_COLON_COMMA_PAREN)?.[1];
    return name === undefined ? undefined : normalizeName(name);
  }

  /** `name in` in front of a domain. */
  takeIteratorName(): string | undefined {
    const name = this.#take(BEFORE_IN)?.[1];
    return name === undefined ? undefined : normalizeName(name);
  }

  /** The key of a context entry with its colon: a name or a text. */
  takeKey(): string | undefined {
    const text = this.takeString();
    if (text === undefined) return this.takeArgumentName();
    this.requireSymbol(':');
    return text;
  }

  /** A type's name, which may be qualified (`model.tPerson`) or hold spaces if it is known. */
  takeTypeName(match: (text: string, at: number) => { name: string; end: number } | undefined): string | undefined {
    const parts: string[] = [];
    do {
      const known = match(this.text, this.start());
      const part = known?.name ?? this.takeName();
      if (known !== undefined) this.at = known.end;
      if (part === undefined) return undefined;
      parts.push(part);
    } while (this.takeSymbol('.'));
    return parts.join('.');
  }

  /** A text in double quotes with its escapes resolved (rule 35). */
  takeString(): string | undefined {
    if (!this.peekSymbol('"')) return undefined;
    const start = this.at;
    let value = '';
    for (let index = start + 1; index < this.text.length;) {
      const character = this.text.charAt(index);
      if (character === '"') {
        this.at = index + 1;
        return value;
      }
      const escape = character === '\\' ? this.#escape(index) : { value: character, length: 1 };
      value += escape.value;
      index += escape.length;
    }
    throw new ExpressionSyntaxError(
      `Expected a closing ", but the text that starts at ${start} never ends.`,
      start,
      expressionFault('TEXT_NOT_CLOSED', { quote: '"' }),
    );
  }

  /** An unknown escape keeps its backslash, so that `"\s"` is a regular expression's white space. */
  #escape(at: number): { value: string; length: number } {
    const next = this.text.charAt(at + 1);
    const simple = ESCAPES.get(next);
    if (simple !== undefined) return { value: simple, length: 2 };
    const digits = next === 'u' ? 4 : next === 'U' ? 6 : 0;
    const code = this.text.slice(at + 2, at + 2 + digits);
    const point = Number.parseInt(code, 16);
    if (digits > 0 && code.length === digits && /^[\da-fA-F]+$/.test(code) && point <= 0x10ffff) {
      return { value: String.fromCodePoint(point), length: 2 + digits };
    }
    return { value: '\\', length: 1 };
  }

  expected(expected: SyntaxTerm): ExpressionSyntaxError {
    const at = this.start();
    const found = this.text.slice(at, at + 20);
    return new ExpressionSyntaxError(
      `Expected ${syntaxWords(expected)}, but found ${found === '' ? 'the end of the expression' : `"${found}"`} at ${at}.`,
      at,
      found === ''
        ? expressionFault('SYNTAX_ENDS_EARLY', { expected })
        : expressionFault('SYNTAX_UNEXPECTED', { expected, found }),
    );
  }

  /** @param what the things there are too many of, in English */
  tooNested(most: number, what: string): ExpressionSyntaxError {
    const at = this.start();
    const message = `Expected at most ${most} ${what}, but found more at ${at}.`;
    return new ExpressionSyntaxError(message, at, expressionFault('EXPRESSION_TOO_NESTED', { most }));
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.start();
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    this.at = pattern.lastIndex;
    return match;
  }
}
