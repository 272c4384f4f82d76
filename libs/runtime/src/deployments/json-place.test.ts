import { describe, expect, it } from '@jest/globals';
import { placeInJson } from './json-place.ts';

const TEXT = `{
  "services": [
    { "key": "a\\"b", "variables": { "x/y": "data.{[" } },
    {
      "key": "zwei", "n": -1.5e3,
      "liste": [ [], {}, null ]
    }
  ]
}`;

describe('the place of a value in a JSON text', () => {
  it.each([
    ['', 1, 1],
    ['/services', 2, 15],
    ['/services/0/key', 3, 14],
    ['/services/0/variables/x~1y', 3, 44],
    ['/services/1', 4, 5],
    ['/services/1/n', 5, 27],
    ['/services/1/liste/2', 6, 26],
  ])('given the pointer %s, then it is line %d, column %d', (pointer, line, column) => {
    expect(placeInJson(TEXT, pointer)).toEqual({ line, column });
  });

  it('given a member that is missing, then it is where it would stand', () => {
    expect(placeInJson(TEXT, '/services/1/process')).toEqual({ line: 4, column: 5 });
    expect(placeInJson(TEXT, '/other')).toEqual({ line: 1, column: 1 });
  });

  it.each(['', '{', '{"a": "', '{"a": [1, {"b"'])('given the broken text %j, then there is none', (text) => {
    expect(placeInJson(text, '/a/b')).toBeUndefined();
  });
});
