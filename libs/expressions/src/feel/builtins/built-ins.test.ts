import { describe, expect, it } from '@jest/globals';
import { isComplexName } from '../syntax/name.ts';
import { BUILT_IN_NAMES } from '../syntax/name-scope.ts';
import { BUILT_INS } from './built-ins.ts';

describe('the built-in functions', () => {
  it('given functions with spaces in their names, when the parser is asked, then it knows exactly these', () => {
    expect([...BUILT_IN_NAMES].sort()).toEqual([...BUILT_INS.keys()].filter(isComplexName).sort());
  });

  it('given null among the arguments, when a function is asked, then only these take it as a value', () => {
    const nullable = [...BUILT_INS].filter(([, overloads]) =>
      overloads.some(({ parameters }) => parameters.some((parameter) => parameter.nullable && !parameter.optional)),
    );
    expect(nullable.map(([name]) => name).sort()).toEqual([
      'context put',
      'get or else',
      'index of',
      'insert before',
      'is',
      'is defined',
      'list contains',
      'list replace',
      'number',
    ]);
  });
});
