import { expressionFault } from '../expression-faults.ts';
import { ExpressionSyntaxError } from '../expression-syntax-error.ts';

export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'string'; readonly value: string; readonly at: number }
  | { readonly kind: 'name'; readonly value: string; readonly at: number }
  | { readonly kind: 'symbol'; readonly value: string; readonly at: number }
  | { readonly kind: 'end'; readonly value: ''; readonly at: number };

const WHITESPACE = /\s+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[LlFfDd]?/y;
const NAME = /[\p{L}_$][\p{L}\p{Nd}_$]*/uy;
const SYMBOL = /->|&&|\|\||==|!=|<=|>=|[<>!+\-*/%?:.,()[\]{}]/y;

/** Reads one token of a `${…}` expression, starting at `from`. */
export function readToken(text: string, from: number): { token: Token; end: number } {
  WHITESPACE.lastIndex = from;
  const at = WHITESPACE.test(text) ? WHITESPACE.lastIndex : from;
  const character = text[at];
  if (character === undefined) return { token: { kind: 'end', value: '', at }, end: at };
  if (character === '"' || character === "'") return readString(text, at, character);
  const number = match(NUMBER, text, at);
  if (number !== undefined) {
    return { token: { kind: 'number', value: Number(number.replace(/[LlFfDd]$/, '')), at }, end: at + number.length };
  }
  const name = match(NAME, text, at);
  if (name !== undefined) return { token: { kind: 'name', value: name, at }, end: at + name.length };
  const symbol = match(SYMBOL, text, at);
  if (symbol !== undefined) return { token: { kind: 'symbol', value: symbol, at }, end: at + symbol.length };
  const cure = character === '=' ? '; write == to compare' : '';
  throw new ExpressionSyntaxError(
    `Expected an operator, a name or a literal, but found "${character}" at ${at}${cure}.`,
    at,
    expressionFault('SYNTAX_UNREADABLE', { found: character, cure: character === '=' ? 'doubleEquals' : '' }),
  );
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function readString(text: string, at: number, quote: string): { token: Token; end: number } {
  let value = '';
  for (let index = at + 1; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === quote) return { token: { kind: 'string', value, at }, end: index + 1 };
    if (character === '\\') {
      index++;
      value += text.charAt(index);
    } else {
      value += character;
    }
  }
  throw new ExpressionSyntaxError(
    `Expected a closing ${quote}, but the text that starts at ${at} never ends.`,
    at,
    expressionFault('TEXT_NOT_CLOSED', { quote }),
  );
}
