import { describe, expect, it } from '@jest/globals';
import { exactInteger, ExactInteger, nearestNumbers, parseJson, stringifyJson } from './exact-integer.ts';

describe('whole numbers beyond what numbers are exact for', () => {
  it('given them in JSON, then they are known as exact, and anything else is as ever', () => {
    const parsed = parseJson(
      '{"a":9223372036854775807,"b":9007199254740991,"c":1234567890123456.5,"d":"9223372036854775807","e":[-9223372036854775808]}',
    );
    const { a, e, ...rest } = parsed as { a: string; e: string[] };
    expect(rest).toEqual({ b: 9007199254740991, c: 1234567890123456.5, d: '9223372036854775807' });
    expect(exactInteger(a)).toEqual(new ExactInteger('9223372036854775807'));
    expect(exactInteger(e[0] ?? '')).toEqual(new ExactInteger('-9223372036854775808'));
    expect(exactInteger('9223372036854775807')).toBeUndefined();
  });

  it('given text that only looks like numbers, then strings stay as they are', () => {
    const text = String.raw`{"a":"x \" 9223372036854775807 \\","9223372036854775807":1e30,"b":12345678901234567890e1,"c":[0.12345678901234567,-1e-12345678901234567890]}`;
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it.each(['9223372036854775807x', '{"a":09223372036854775807}', '{9223372036854775807:1}', '- 9223372036854775807'])(
    'given %s, then it is no JSON',
    (text) => {
      expect(() => parseJson(text)).toThrow();
    },
  );

  it('given exact numbers in an answer, then they are numbers of JSON', () => {
    expect(stringifyJson({ a: new ExactInteger('9223372036854775807'), b: ['9223372036854775807'] })).toBe(
      '{"a":9223372036854775807,"b":["9223372036854775807"]}',
    );
  });

  it('given exact numbers inside data, then they become the nearest numbers', () => {
    expect(nearestNumbers({ a: [new ExactInteger('9007199254740993')] })).toEqual({ a: [9007199254740992] });
  });
});
