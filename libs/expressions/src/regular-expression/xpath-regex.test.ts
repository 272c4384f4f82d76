import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileXPathRegex, replaceAll } from './xpath-regex.ts';

/** Counts the work and lets nobody do more than an evaluation may. */
function spender(): (steps: number) => void {
  let left = 500_000;
  return (steps) => {
    left -= steps;
    if (left < 0) throw new Error('Expected less work, but the steps are used up.');
  };
}

function matches(input: string, pattern: string, flags: string | null = null): boolean | undefined {
  return compileXPathRegex(pattern, flags)?.test(input, spender());
}

describe('a regular expression of XPath', () => {
  it.each([
    ['Gießen', '^\\p{Lu}\\p{Ll}+$', null, true],
    ['b', '[a-z-[aeiou]]', null, true],
    ['e', '[a-z-[aeiou]]', null, false],
    ['a.b', 'a\\.b', null, true],
    ['one\ntwo', '^two$', 'm', true],
    ['one\ntwo', 'one.two', null, false],
    ['one\ntwo', 'one.two', 's', true],
    ['HELLO', 'h e l l o', 'ix', true],
    ['a+b', 'a+b', 'q', true],
    ['abab', '^(ab)\\1$', null, true],
    ['ä', '\\p{IsLatin-1Supplement}', null, true],
    ['x-y', '[\\-x]-', null, true],
    ['a_1', '^\\i\\c*$', null, true],
  ])(
    'given "%s" and %s with flags %s, when it is matched, then the answer is %j',
    (input, pattern, flags, expected) => {
      expect(matches(input, pattern, flags)).toBe(expected);
    },
  );

  it.each(['(?=a)', '(?<n>a)', 'a{2', '[z-a]', '\\q', '\\p{Foo}', '*a', '(a', 'a)', '\\1', '[[a]'])(
    'given %s, when it is compiled, then it is refused',
    (pattern) => {
      expect(compileXPathRegex(pattern, null)).toBeUndefined();
    },
  );

  it.each([
    ['a'.repeat(5_000) + '!', '^(a+)+$', false],
    ['a'.repeat(5_000) + '!', '(a|aa)+$', false],
    ['a'.repeat(5_000) + 'b', '(a|a?)+b$', true],
    ['a'.repeat(20_000), 'a*a*a*a*a*b', false],
    ['a'.repeat(20_000), '(.*)(.*)(.*)(.*)x', false],
    ['ab'.repeat(2_000), '^(([a-z])+.)+[A-Z]([a-z])+$', false],
    ['a'.repeat(500), '(a?){30}a{30}b', false],
    ['a'.repeat(2_000), '(?:a{1,20}){1,20}b', false],
  ])(
    'given a text of %#, when %s could match it in very many ways, then the answer comes at once',
    (text, pattern, is) => {
      expect(matches(text, pattern)).toBe(is);
    },
  );

  it('given back-references that could match in very many ways, when they run, then they are stopped', () => {
    expect(matches('abab', '^(ab)\\1$')).toBe(true);
    expect(() => matches('a'.repeat(200) + 'b', '^(a*)*\\1(a*)*\\2$')).toThrow('steps are used up');
  });

  it('given a counted repetition of counted repetitions, when its program would be too long, then it is refused', () => {
    expect(compileXPathRegex('(a{1000}){1000}', null)).toBeUndefined();
    expect(compileXPathRegex('('.repeat(500) + ')'.repeat(500), null)).toBeUndefined();
  });

  it('given any pattern both notations share, when texts are searched, then it finds what the host finds', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '(?:ab|a)', '(a|b)', 'c');
    const piece = fc
      .tuple(atom, fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '{2}', '{1,2}', '{0,2}?', '{2,}'))
      .map((parts) => parts.join(''));
    const sequence = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
    // Where a repeated part may be empty, implementations differ in what they take first, not in whether they match.
    const filled = fc.constantFrom('a', 'b+', '[ab]c?', 'a{1,2}?', '(?:ab|a)', 'c', '.');
    const pattern = fc.oneof(
      sequence,
      fc.tuple(sequence, sequence).map((options) => options.join('|')),
      fc
        .tuple(filled, filled, fc.constantFrom('', '*', '+', '?', '*?', '+?'))
        .map(([a, b, times]) => `(?:${a}|${b})${times}c?`),
      sequence.map((inner) => `^${inner}$`),
    );
    fc.assert(
      fc.property(
        pattern,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '\n'), maxLength: 12 }),
        (text, input) => {
          const mine = compileXPathRegex(text, null)
            ?.matches(input, spender())
            .map(({ start, end }) => [start, end]);
          const host = Array.from(input.matchAll(new RegExp(text.replaceAll('.', '[^\\n\\r]'), 'gu')), (match) => [
            match.index,
            match.index + match[0].length,
          ]);
          expect(mine).toEqual(host);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('given a replacement, when it is applied, then groups and escapes count', () => {
    const regex = compileXPathRegex('(\\d)(\\d)?', null);
    if (regex === undefined) throw new Error('Expected a regular expression, but found none.');
    expect(replaceAll('12 3', regex, '[$2$1|$0|$10|\\$]', false, spender())).toBe('[21|12|10|$] [3|3|30|$]');
    expect(replaceAll('12', regex, '$x', false, spender())).toBeUndefined();
  });

  it('given plain text under the q flag, when it is searched, then it is found as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, text) => {
        expect(matches(before + text, text, 'q')).toBe(true);
      }),
    );
  });

  it('given any pattern, when it is compiled, then it is valid or refused and never throws', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      '-',
      '^',
      '$',
      '\\',
      '{',
      '}',
      '1',
      'a',
      '*',
      '+',
      '?',
      '|',
      '.',
      'p{L}',
      '&&',
      '--',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom(null, 'i', 'x', 'sm', 'q'), (parts, flags) => {
        expect(() => compileXPathRegex(parts.join(''), flags)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });
});
