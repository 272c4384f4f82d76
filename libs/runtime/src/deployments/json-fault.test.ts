import { describe, expect, it } from '@jest/globals';
import { jsonFault } from './json-fault.ts';

describe('the place where a text stops being JSON', () => {
  it.each([
    ['{"a": 1,\n "b": }', { line: 2, column: 7 }],
    ['{"a": 1', { line: 1, column: 8 }],
    ['', { line: 1, column: 1 }],
    ['[1,\n2,]', { line: 2, column: 3 }],
    ['{"a" 1}', { line: 1, column: 6 }],
    ['{"a": "x\ny"}', { line: 1, column: 7 }],
    ['{"a": 01}', { line: 1, column: 7 }],
    ['{} {}', { line: 1, column: 4 }],
    ['{"a": 1,}', { line: 1, column: 9 }],
    ['[1 2]', { line: 1, column: 4 }],
    ['{"a": 1]', { line: 1, column: 8 }],
    ['nul', { line: 1, column: 1 }],
    ["{'a': 1}", { line: 1, column: 2 }],
    ['[1]\n]', { line: 2, column: 1 }],
  ])('given %j, then it is %o', (text, place) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(jsonFault(text)).toEqual(place);
  });

  it.each(['{}', '[]', ' {"a":[1,-2.5e3,{"b":null}],"c":"\\u00e4\\n"}\n', '"x"', 'true', '0', '[[],{}]'])(
    'given %j, which is JSON, then there is none',
    (text) => {
      JSON.parse(text);
      expect(jsonFault(text)).toBeUndefined();
    },
  );

  it('given a text nested a hundred thousand times, then it is looked through all the same', () => {
    expect(jsonFault('['.repeat(100_000))).toEqual({ line: 1, column: 100_001 });
  });
});
