import { describe, expect, it } from '@jest/globals';
import { checkedVariables } from './variables.ts';

function code(input: unknown): unknown {
  try {
    return checkedVariables(input);
  } catch (error) {
    return (error as { code: string; details: unknown }).code;
  }
}

describe('checkedVariables', () => {
  it('given plain JSON, then it is taken over as it is, on records without prototype', () => {
    const input = JSON.parse('{"a":[1,{"b":null}],"__proto__":{"polluted":true},"ü":"x"}') as unknown;
    const checked = checkedVariables(input);
    expect(JSON.parse(JSON.stringify(checked))).toEqual(input);
    expect(Object.getPrototypeOf(checked)).toBeNull();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('given nothing, then there are no variables', () => {
    expect(Object.keys(checkedVariables(undefined))).toEqual([]);
  });

  it.each([
    ['a list', []],
    ['a date', { at: new Date() }],
    ['a function', { f: () => 1 }],
    ['undefined inside', { a: { b: undefined } }],
    ['infinity', { n: Infinity }],
    ['U+0000', { t: 'a\0b' }],
    ['half a surrogate pair', { t: '\ud800' }],
    ['a name that is too long', { ['x'.repeat(300)]: 1 }],
    ['an empty name', { '': 1 }],
    ['too many', Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`v${index}`, 1]))],
    ['too deep', { a: Array.from({ length: 150 }).reduce((inner) => [inner], 1) }],
    ['too large', { a: 'x'.repeat(5_000_000) }],
  ])('given %s, then it is refused', (_, input) => {
    expect(code(input)).toBe('VARIABLES_INVALID');
  });

  it('given a bad value deep inside, then the message names the place', () => {
    expect(() => checkedVariables({ order: { lines: [{ price: Number.NaN }] } })).toThrow('order.lines[0].price');
  });
});
