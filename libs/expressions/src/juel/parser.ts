import { expressionFault } from '../expression-faults.ts';
import { type SyntaxTerm, syntaxWords } from '../syntax-term.ts';
import { ExpressionSyntaxError } from '../expression-syntax-error.ts';
import { type BinaryOperator, type JuelNode } from './node.ts';
import { readToken, type Token } from './tokenizer.ts';
import { isVariableFunction } from './variable-functions.ts';

const MAX_LENGTH = 50_000;
const MAX_DEPTH = 200;
/** Long chains (`a.b.c…`, `1+1+1…`) become deep trees as well; this keeps them within the call stack. */
const MAX_TOKENS = 4_000;

/** Binding power and meaning of every binary operator, weakest first (JSR 245, Expression Language 2.2, clause 1.14). */
const BINARY = new Map<string, readonly [power: number, operator: BinaryOperator]>([
  ['||', [1, 'or']],
  ['or', [1, 'or']],
  ['&&', [2, 'and']],
  ['and', [2, 'and']],
  ['==', [3, 'eq']],
  ['eq', [3, 'eq']],
  ['!=', [3, 'ne']],
  ['ne', [3, 'ne']],
  ['<', [4, 'lt']],
  ['lt', [4, 'lt']],
  ['>', [4, 'gt']],
  ['gt', [4, 'gt']],
  ['<=', [4, 'le']],
  ['le', [4, 'le']],
  ['>=', [4, 'ge']],
  ['ge', [4, 'ge']],
  ['+', [5, 'add']],
  ['-', [5, 'subtract']],
  ['*', [6, 'multiply']],
  ['/', [6, 'divide']],
  ['div', [6, 'divide']],
  ['%', [6, 'remainder']],
  ['mod', [6, 'remainder']],
]);

/** What to write instead of what other languages have. */
const CURES = new Map([
  ['instanceof', '; compare a value instead of its class'],
  ['matches', '; write name.matches("…")'],
  ['->', '; write the filter in FEEL'],
]);

const PREFIXED = /([\p{L}_$][\p{L}\p{Nd}_$]*):([\p{L}_$][\p{L}\p{Nd}_$]*)\(/uy;

const WORDS = new Set(['or', 'and', 'eq', 'ne', 'lt', 'gt', 'le', 'ge', 'div', 'mod', 'not', 'empty', 'instanceof']);

/**
 * Parses literal text with placeholders `${…}` and `#{…}`. A text that is exactly one placeholder keeps the type of its
 * value; anything else is joined to a string. `\$` and `\#` stand for the character itself.
 *
 * @throws ExpressionSyntaxError naming the place
 */
export function parseJuel(text: string): JuelNode {
  if (text.length > MAX_LENGTH) {
    throw new ExpressionSyntaxError(
      `Expected at most ${MAX_LENGTH} characters, but the expression has ${text.length}.`,
      0,
      expressionFault('EXPRESSION_TOO_LONG', { most: MAX_LENGTH, found: text.length }),
    );
  }
  const parts: JuelNode[] = [];
  let literal = '';
  let literalAt = 0;
  let index = 0;
  const flush = (): void => {
    if (literal !== '') parts.push({ kind: 'literal', value: literal, at: literalAt });
    literal = '';
  };
  while (index < text.length) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    if (character === '\\' && (next === '$' || next === '#')) {
      literal += next;
      index += 2;
    } else if ((character === '$' || character === '#') && next === '{') {
      flush();
      const parser = new Parser(text, index + 2);
      parts.push(parser.placeholder(index));
      index = parser.end;
      literalAt = index;
    } else {
      literal += character;
      index++;
    }
  }
  flush();
  const [only] = parts;
  if (only === undefined) return { kind: 'literal', value: '', at: 0 };
  return parts.length === 1 ? only : { kind: 'template', parts, at: 0 };
}

class Parser {
  readonly #text: string;
  #token: Token;
  #depth = 0;
  #tokens = 0;
  /** Choices whose first branch is being read. */
  #choices = 0;
  /** Offset behind the token that was read last. */
  end: number;

  constructor(text: string, from: number) {
    this.#text = text;
    const { token, end } = readToken(text, from);
    this.#token = token;
    this.end = end;
  }

  placeholder(at: number): JuelNode {
    const node = this.#expression();
    // The next token is literal text again: it must not be read with the rules of the expression.
    if (!this.#isSymbol('}')) throw this.#expected('"}"', at);
    return node;
  }

  #expression(): JuelNode {
    if (++this.#depth > MAX_DEPTH) {
      throw new ExpressionSyntaxError(
        `Expected at most ${MAX_DEPTH} nested terms, but found more.`,
        this.#token.at,
        expressionFault('EXPRESSION_TOO_NESTED', { most: MAX_DEPTH }),
      );
    }
    const test = this.#binary(0);
    let node = test;
    if (this.#isSymbol('?')) {
      this.#advance();
      this.#choices++;
      const then = this.#expression();
      this.#choices--;
      this.#expectSymbol(':');
      node = { kind: 'choice', test, then, otherwise: this.#expression(), at: test.at };
    }
    this.#depth--;
    return node;
  }

  #binary(minimum: number): JuelNode {
    let left = this.#unary();
    for (;;) {
      const token = this.#token;
      const entry = token.kind === 'symbol' || token.kind === 'name' ? BINARY.get(token.value) : undefined;
      if (entry === undefined || entry[0] <= minimum) return left;
      this.#advance();
      left = { kind: 'binary', operator: entry[1], left, right: this.#binary(entry[0]), at: token.at };
    }
  }

  #unary(): JuelNode {
    const { at } = this.#token;
    const operator = this.#prefixOperator();
    if (operator === undefined) return this.#postfix(this.#primary());
    this.#advance();
    if (++this.#depth > MAX_DEPTH)
      throw new ExpressionSyntaxError(
        `Expected at most ${MAX_DEPTH} nested terms, but found more.`,
        at,
        expressionFault('EXPRESSION_TOO_NESTED', { most: MAX_DEPTH }),
      );
    const operand = this.#unary();
    this.#depth--;
    return { kind: 'unary', operator, operand, at };
  }

  #prefixOperator(): 'not' | 'negate' | 'empty' | undefined {
    if (this.#isSymbol('!') || this.#isWord('not')) return 'not';
    if (this.#isSymbol('-')) return 'negate';
    return this.#isWord('empty') ? 'empty' : undefined;
  }

  #postfix(primary: JuelNode): JuelNode {
    let node = primary;
    for (;;) {
      const { at } = this.#token;
      if (this.#isSymbol('.')) {
        this.#advance();
        const token = this.#token;
        if (token.kind !== 'name') throw this.#expected('propertyName', at);
        this.#advance();
        node = this.#isSymbol('(')
          ? { kind: 'call', base: node, name: token.value, args: this.#arguments(), at: token.at }
          : { kind: 'index', base: node, key: { kind: 'literal', value: token.value, at: token.at }, at: token.at };
      } else if (this.#isSymbol('[')) {
        this.#advance();
        const key = this.#expression();
        this.#expectSymbol(']');
        node = { kind: 'index', base: node, key, at };
      } else {
        return node;
      }
    }
  }

  #primary(): JuelNode {
    const token = this.#token;
    if (token.kind === 'number' || token.kind === 'string') {
      this.#advance();
      return { kind: 'literal', value: token.value, at: token.at };
    }
    if (token.kind === 'name' && !WORDS.has(token.value)) {
      this.#advance();
      if (token.value === 'true' || token.value === 'false') {
        return { kind: 'literal', value: token.value === 'true', at: token.at };
      }
      if (token.value === 'null') return { kind: 'literal', value: null, at: token.at };
      const prefixed = this.#prefixedCall(token.value, token.at);
      if (prefixed !== undefined) return prefixed;
      if (this.#isSymbol('('))
        return { kind: 'call', base: undefined, name: token.value, args: this.#arguments(), at: token.at };
      return { kind: 'variable', name: token.value, at: token.at };
    }
    if (this.#isSymbol('(')) {
      this.#advance();
      const node = this.#expression();
      this.#expectSymbol(')');
      return node;
    }
    throw this.#expected('value', token.at);
  }

  /** `prefix:name(…)`, written without blanks. Between `?` and `:` only the known prefixes are taken for one. */
  #prefixedCall(prefix: string, at: number): JuelNode | undefined {
    PREFIXED.lastIndex = at;
    const match = PREFIXED.exec(this.#text);
    const [, written, local] = match ?? [];
    if (written !== prefix || local === undefined) return undefined;
    const name = `${prefix}:${local}`;
    if (this.#choices > 0 && !isVariableFunction(name)) return undefined;
    this.#advance();
    this.#advance();
    return { kind: 'call', base: undefined, name, args: this.#arguments(), at };
  }

  #arguments(): JuelNode[] {
    const args: JuelNode[] = [];
    this.#expectSymbol('(');
    while (!this.#isSymbol(')')) {
      if (args.length > 0) this.#expectSymbol(',');
      args.push(this.#expression());
    }
    this.#advance();
    return args;
  }

  #advance(): void {
    if (++this.#tokens > MAX_TOKENS) {
      throw new ExpressionSyntaxError(
        `Expected at most ${MAX_TOKENS} tokens, but found more.`,
        this.#token.at,
        expressionFault('EXPRESSION_TOO_NESTED', { most: MAX_TOKENS }),
      );
    }
    const { token, end } = readToken(this.#text, this.end);
    this.#token = token;
    this.end = end;
  }

  #isSymbol(value: string): boolean {
    return this.#token.kind === 'symbol' && this.#token.value === value;
  }

  #isWord(value: string): boolean {
    return this.#token.kind === 'name' && this.#token.value === value;
  }

  #expectSymbol(value: string): void {
    if (!this.#isSymbol(value)) throw this.#expected(`"${value}"`, this.#token.at);
    this.#advance();
  }

  #expected(expected: SyntaxTerm, at: number): ExpressionSyntaxError {
    const isEnd = this.#token.kind === 'end';
    const found = String(this.#token.value);
    const cure = CURES.get(found) ?? '';
    return new ExpressionSyntaxError(
      `Expected ${syntaxWords(expected)}, but found ${isEnd ? 'the end of the text' : `"${found}"`} at ${this.#token.at}${cure}.`,
      isEnd ? at : this.#token.at,
      isEnd
        ? expressionFault('SYNTAX_ENDS_EARLY', { expected })
        : expressionFault('SYNTAX_UNEXPECTED', { expected, found }),
    );
  }
}
