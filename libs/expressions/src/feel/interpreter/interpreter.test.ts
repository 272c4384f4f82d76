import { describe, expect, it } from '@jest/globals';
import { parseFeel, parseUnaryTests } from '../syntax/parser.ts';
import { parseDateTime } from '../temporal/date-time.ts';
import { fromPlain, toPlain } from '../values/conversion.ts';
import { Environment } from './environment.ts';
import { Interpreter } from './interpreter.ts';
import { EMPTY_SCOPE } from './scope.ts';

function evaluate(text: string): unknown {
  const environment = new Environment(parseDateTime('2026-03-01T10:30:00@Europe/Berlin') ?? null);
  return toPlain(new Interpreter(environment).evaluate(parseFeel(text), EMPTY_SCOPE));
}

function test(tests: string, input: unknown): boolean | null {
  return new Interpreter(new Environment(null)).unaryTests(parseUnaryTests(tests), fromPlain(input), EMPTY_SCOPE);
}

describe('FEEL', () => {
  it.each([
    // Numbers are decimals of 34 digits (10.3.2.3.1).
    ['1 / 3 * 3 = 1', false],
    ['string(1 / 3)', '0.3333333333333333333333333333333333'],
    ['12345678901234567890 + 1 = 12345678901234567891', true],
    ['-2 ** 2', 4],
    ['2 ** 3 ** 2', 64],
    ['5 / 0', null],
    ['round half up(2.345, 2)', 2.35],
    ['decimal(2.345, 2)', 2.34],
    ['floor(-7.5) + ceiling(-7.5)', -15],
    ['round down(1789, -2)', 1700],
    ['modulo(-7, 3)', 2],
    // Three-valued logic (10.3.2.10).
    ['null and false', false],
    ['null or true', true],
    ['true and "x"', null],
    ['1 = "1"', null],
    ['[1, [2]] = [1, [2]]', true],
    // Time (10.3.2.3.3 to 10.3.2.3.7).
    ['@"2024-02-29" + @"P1Y"', '2025-02-28'],
    ['@"2024-03-31T10:00:00@Europe/Berlin" - @"2024-03-30T10:00:00@Europe/Berlin"', 'PT23H'],
    ['@"2024-03-30T10:00:00@Europe/Berlin" + @"PT24H"', '2024-03-31T11:00:00@Europe/Berlin'],
    ['@"23:30:00" + @"PT45M"', '00:15:00'],
    ['@"2024-01-31" - @"P1M"', '2023-12-31'],
    ['@"P1DT2H" * 1.5', 'P1DT15H'],
    ['@"P1Y" / @"P5M"', 2.4],
    ['@"2026-03-01".weekday', 7],
    ['@"10:00:00+01:00" = @"09:00:00Z"', true],
    ['is(@"10:00:00+01:00", @"09:00:00Z")', false],
    ['@"2026-03-01T10:00:00" < @"2026-03-01T10:00:00Z"', null],
    ['today() - @"2026-01-01"', 'P59D'],
    ['week of year(@"2027-01-03")', 53],
    ['date and time("2026-03-01T25:00:00")', null],
    ['time(12, 30, 15.5, @"PT2H")', '12:30:15.5+02:00'],
    ['@"-PT90M".minutes', -30],
    // Ranges (10.3.2.7).
    ['5 in (5..7]', false],
    ['5 in ]4..6[', true],
    ['5 in (< 5, >= 5)', true],
    ['@"2026-03-01" in [@"2026-01-01"..@"2026-12-31"]', true],
    ['(>= 5).start included', true],
    ['overlaps([1..5], (5..9])', false],
    ['overlaps before([1..5], [5..9])', true],
    ['meets([1..5], [5..9])', true],
    ['["a".."c"] instance of range<string>', true],
    ['range("[1..x]")', null],
    // Lists and contexts (10.3.2.5, 10.3.2.6).
    ['[5, 6, 7][-1]', 7],
    ['[{a: 1}, {b: 2}].a', [1, null]],
    ['[{a: 1, b: 2}, {a: 3, b: 4}][a > 2].b', [4]],
    ['{a: 1, a: 2}', null],
    ['{"a b": 1, c: a b + 1}.c', 2],
    ['sort([3, 1, 2], function(x, y) x > y)', [3, 2, 1]],
    ['list replace([1, 5, 3], function(item, newItem) item > 2, 0)', [1, 0, 0]],
    ['flatten([1, [2, [3]]])', [1, 2, 3]],
    ['distinct values([1, 2, 1, null, null])', [1, 2, null]],
    ['string join(["a", null, "b"], "-")', 'a-b'],
    ['count([]) + count([1])', 1],
    ['sublist([1, 2, 3, 4], -3, 2)', [2, 3]],
    ['every x in [] satisfies x > 1', true],
    ['some x in [1, null] satisfies x > 1', null],
    ['for i in 3..1 return i', [3, 2, 1]],
    ['for i in 0..4 return if i < 2 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3, 5]],
    ['for x in [1, 2], y in [x..2] return x * 10 + y', [11, 12, 22]],
    // Texts (10.3.4.3); characters are code points.
    ['string length("a😀")', 2],
    ['substring("a😀b", 2, 1)', '😀'],
    ['"tab\\tand \\u00e4"', 'tab\tand ä'],
    ['split("a1b22c", "[0-9]+")', ['a', 'b', 'c']],
    ['replace("Straße 7", "(\\w+)\\s(\\d)", "$2 $1")', '7 Straße'],
    ['number("1.234,5", ".", ",")', 1234.5],
    ['string({a: [1, "x"], b: @"P1D"})', '{a: [1, "x"], b: P1D}'],
    // Beyond the standard, for models drawn for Camunda 8.
    ['duplicate values([1, 2, 1, 3, 2, 1])', [1, 2]],
    ['partition([1, 2, 3], 2)', [[1, 2], [3]]],
    ['extract("a1 b22", "[0-9]+")', ['1', '22']],
    ['is defined(null) or is blank(" ")', true],
    ['last day of month(@"2028-02-03")', '2028-02-29'],
    // Functions and types (10.3.2.9, 10.3.2.13).
    ['(function(a: number, b: number) a - b)(b: 1, a: 5)', 4],
    ['(function(a: number) a)("x")', null],
    ['(function(a: number) a)([7])', 7],
    ['{fact: function(n) if n < 2 then 1 else n * fact(n - 1), r: fact(20)}.r = 2432902008176640000', true],
    ['sort([2, 1], before)', [1, 2]],
    ['{a: 1} instance of context<a: number>', true],
    ['[1, "a"] instance of list<number>', false],
    ['(function(x: string) 1) instance of function<string> -> number', true],
    ['null instance of Any', false],
    ['/* comment */ 1 + 1 // and this', 2],
  ])('given "%s", when it is evaluated, then the value is %j', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it.each([
    ['-', null, true],
    ['< 5', 4, true],
    ['[1..3], 7', 7, true],
    ['not("a", "b")', 'c', true],
    ['not("a", "b")', 'a', false],
    ['"a", null', null, true],
    ['? > 3 and ? < 5', 4, true],
    ['starts with(?, "A")', 'Ada', true],
    ['[1, 2, 3]', 2, true],
    ['true', true, true],
    ['true', false, false],
    ['> 5', null, null],
  ])(
    'given the unary tests %s and the input %j, when they are applied, then the answer is %j',
    (tests, input, expected) => {
      expect(test(tests, input)).toBe(expected);
    },
  );
});
