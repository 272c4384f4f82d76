import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileXPathRegex, replaceAll } from './xpath-regex.ts';

function matches(input: string, pattern: string, flags: string | null = null): boolean | undefined {
  return compileXPathRegex(pattern, flags, input.length)?.test(input);
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
      expect(compileXPathRegex(pattern, null, 1)).toBeUndefined();
    },
  );

  it('given nested repetitions, when they would run on a long text, then they are refused instead of hanging', () => {
    expect(matches('aaaa', '^(a+)+$')).toBe(true);
    expect(matches('a'.repeat(40) + 'b', '^(a+)+$')).toBeUndefined();
    expect(matches('a'.repeat(40), '^(ab)+$')).toBe(false);
  });

  it('given a replacement, when it is applied, then groups and escapes count', () => {
    const regex = compileXPathRegex('(\\d)(\\d)?', null, 10);
    if (regex === undefined) throw new Error('Expected a regular expression, but found none.');
    expect(replaceAll('12 3', regex, '[$2$1|$0|$10|\\$]', false)).toBe('[21|12|10|$] [3|3|30|$]');
    expect(replaceAll('12', regex, '$x', false)).toBeUndefined();
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
        expect(() => compileXPathRegex(parts.join(''), flags, 5)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });
});
