import { describe, expect, it } from '@jest/globals';
import { likePattern } from './like-pattern.ts';

describe('LIKE', () => {
  it.each([
    ['abc', 'abc', true],
    ['abc', 'abcd', false],
    ['a%', 'abc', true],
    ['%c', 'abc', true],
    ['%b%', 'abc', true],
    ['%b%', 'aXc', false],
    ['a%c%e', 'abcde', true],
    ['a%e%c', 'abcde', false],
    ['%ab%ab%', 'ab', false],
    ['%ab%ab%', 'abab', true],
    ['a_c', 'abc', true],
    ['a_c', 'ac', false],
    ['_', 'ä', true],
    ['_', '😀', true],
    ['100\\%', '100%', true],
    ['100\\%', '1000', false],
    ['a\\_b', 'a_b', true],
    ['a\\_b', 'aXb', false],
    ['a.*', 'abc', false],
    ['%', '', true],
    ['', '', true],
    ['', 'a', false],
    ['%%', 'a\nb', true],
    ['a%a', 'a', false],
  ])('given %j and %j, then %s', (like, text, matches) => {
    expect(likePattern(like).test(text)).toBe(matches);
  });

  it('given a pattern made to take for ever, then it does not', () => {
    const began = performance.now();
    expect(likePattern(`${'%a'.repeat(200)}%b`).test('a'.repeat(5000))).toBe(false);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
