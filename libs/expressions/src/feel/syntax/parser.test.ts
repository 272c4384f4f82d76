import { describe, expect, it } from '@jest/globals';
import { ExpressionSyntaxError } from '../../expression-syntax-error.ts';
import { Environment } from '../interpreter/environment.ts';
import { Interpreter } from '../interpreter/interpreter.ts';
import { EMPTY_SCOPE } from '../interpreter/scope.ts';
import { toPlain } from '../values/conversion.ts';
import { freeNames } from './inspection.ts';
import { parseFeel, parseFeelGuessingNames, parseUnaryTests } from './parser.ts';

function refusal(parse: () => unknown): ExpressionSyntaxError {
  try {
    parse();
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return error;
    throw error;
  }
  throw new Error('Expected a syntax error, but there was none.');
}

describe('the FEEL parser', () => {
  it.each([
    ['a-b', ['a-b'], ['a-b']],
    ['a-b', ['a', 'b'], ['a', 'b']],
    ['a - b + a', ['a-b'], ['a-b', 'a']],
    ['order   total * 2', ['order total', 'order'], ['order total']],
    ['if in progress then 1 else 2', ['in progress'], ['in progress']],
    ['profit/loss', ['profit/loss'], ['profit/loss']],
    ["applicant's name", ["applicant's name"], ["applicant's name"]],
    ['a.b c.d', ['b c'], ['a']],
    ['🐎 + größe', [], ['🐎', 'größe']],
    ['for the item in the list return the item', ['the list'], ['the list']],
    ['{my key: 1, other: my key}.my key', [], []],
  ])('given "%s" with the names %j in scope, when it is parsed, then it reads %j', (text, names, expected) => {
    expect(freeNames(parseFeel(text, names))).toEqual(expected);
  });

  it.each([
    ['(', 1],
    ['1 + * 2', 4],
    ['[1..2', 5],
    ['{a 1}', 1],
    ['function(a b', 9],
    ['some x of y', 5],
    ['@2026', 1],
    ['1 2', 2],
    ['/* never closed', 0],
  ])('given "%s", when it is parsed, then the error tells position %i', (text, position) => {
    expect(refusal(() => parseFeel(text)).position).toBe(position);
  });

  it('given nesting, chains and length beyond the limits, when they are parsed, then they are refused', () => {
    expect(refusal(() => parseFeel('('.repeat(5_000))).message).toContain('nested');
    expect(refusal(() => parseFeel(`1${' + 1'.repeat(1_001)}`)).message).toContain('in a row');
    expect(refusal(() => parseFeel(`a${'.a'.repeat(1_001)}`)).message).toContain('in a row');
    expect(refusal(() => parseFeel(' '.repeat(100_001))).message).toContain('characters');
  });

  it('given brackets that could be tests or values at every level, when they are parsed, then the work is not doubled by each', () => {
    // A parser that tries every level twice would run into its own limit on terms instead of reaching the end.
    expect(refusal(() => parseFeel('1 in ('.repeat(70))).message).toContain('found the end of the expression');
    expect(refusal(() => parseFeel('a['.repeat(70))).message).not.toContain('terms');
  });

  it('given the longest chain that is allowed, when it is evaluated, then the stack holds', () => {
    const tree = parseFeel(`1${' + 1'.repeat(1_000)}`);
    expect(toPlain(new Interpreter(new Environment(null)).evaluate(tree, EMPTY_SCOPE))).toBe(1_001);
    expect(freeNames(tree)).toEqual([]);
    const nested = parseFeel(`${'('.repeat(140)}1${')'.repeat(140)}`);
    expect(toPlain(new Interpreter(new Environment(null)).evaluate(nested, EMPTY_SCOPE))).toBe(1);
  });

  it.each(['1,', 'not(1', '< ', '> 5 >', '-5, -', '1..2'])(
    'given the unary tests "%s", when they are parsed, then they are refused',
    (text) => {
      refusal(() => parseUnaryTests(text));
    },
  );

  it('given unknown words in a row, when names may be guessed, then keywords still end them', () => {
    expect(
      freeNames(parseFeelGuessingNames('if is old enough and has consent then yes or no else not sure yet')),
    ).toEqual(['is old enough', 'has consent', 'yes', 'no', 'not sure yet']);
  });
});
