import { describe, expect, it } from '@jest/globals';
import type { Value } from '#engine';
import { isSmall, largeValuesOf, NO_LARGE_VALUES, setApart } from './large-values.ts';

const large: Value = Array.from({ length: 2000 }, (_, index) => index);

function ids(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `value-${next}`;
  };
}

describe('large values', () => {
  it.each([
    ['a short text', 'x', true],
    ['a text at the limit', 'x'.repeat(4096), true],
    ['a long text', 'x'.repeat(4097), false],
    ['a number', 4711, true],
    ['null', null, true],
    ['a long list', large, false],
    ['a record with much inside', { a: { b: ['x'.repeat(5000)] } }, false],
    [
      'a record with many names',
      Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`n${index}`, 1])),
      false,
    ],
    ['a list of short texts', ['a', 'b', 'c'], true],
  ])('given %s, then it is known whether it is small', (_name, value: Value, small) => {
    expect(isSmall(value)).toBe(small);
  });

  it('given small variables only, then the data stays the very same', () => {
    const data = { variables: { a: 1 } };
    expect(setApart(data, NO_LARGE_VALUES, ids())).toEqual({ data, values: {}, added: [], gone: [] });
    expect(setApart(data, NO_LARGE_VALUES, ids()).data).toBe(data);
  });

  it('given a large value, then it is set apart once, and kept as long as it stays the very same', () => {
    const newId = ids();
    const first = setApart({ variables: { items: large, n: 1 } }, NO_LARGE_VALUES, newId);
    expect(first.data).toEqual({ variables: { n: 1 } });
    expect(first.added).toEqual([{ id: 'value-1', value: large }]);
    const second = setApart({ variables: { items: large, n: 2 } }, first.values, newId);
    expect(second).toEqual({ data: { variables: { n: 2 } }, values: first.values, added: [], gone: [] });
  });

  it('given a new value, a small one instead, or none, then the former is told to be gone', () => {
    const newId = ids();
    const { values } = setApart({ variables: { items: large } }, NO_LARGE_VALUES, newId);
    expect(setApart({ variables: { items: [...large, 1] } }, values, newId)).toMatchObject({
      added: [{ id: 'value-2' }],
      gone: ['value-1'],
    });
    expect(setApart({ variables: { items: 1 } }, values, newId)).toEqual({
      data: { variables: { items: 1 } },
      values: {},
      added: [],
      gone: ['value-1'],
    });
    expect(setApart({}, values, newId).gone).toEqual(['value-1']);
  });

  it('given a variable named __proto__, then it is a variable like any other', () => {
    const variables = JSON.parse(`{"__proto__": ${JSON.stringify(large)}}`) as Record<string, Value>;
    const { data, values } = setApart({ variables }, NO_LARGE_VALUES, ids());
    expect(JSON.stringify(data)).toBe('{"variables":{}}');
    expect(Object.keys(values)).toEqual(['__proto__']);
    const read = largeValuesOf({ variables }, JSON.parse('{"__proto__":"value-1"}') as Record<string, string>);
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(setApart({ variables }, read, ids()).added).toEqual([]);
  });
});
