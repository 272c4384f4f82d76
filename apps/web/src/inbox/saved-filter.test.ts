import { describe, expect, it } from '@jest/globals';
import { german } from '../language/german/german.ts';
import { filterName, filterOf, filterOfQuery, filterQuery } from './saved-filter.ts';

describe('saved filters of the inbox', () => {
  it('given words looked for in a list, then they can be kept and have a name that says what is in it', () => {
    const filter = { scope: 'groups', group: 'Amt 66 & Bauhof', search: 'Müller' } as const;
    expect(filterOf(filter)).toEqual(filter);
    expect(filterQuery(filter)).toBe('scope=groups&group=Amt+66+%26+Bauhof&search=M%C3%BCller');
    expect(filterOfQuery(filterQuery(filter))).toEqual(filter);
    expect(filterName(filter, german)).toBe('„Müller“ in Amt 66 & Bauhof');
    expect(filterName({ scope: 'late', search: 'RE-2026' }, german)).toBe('„RE-2026“ in Überfällig');
  });

  it('given a fixed filter, or more than is kept, then there is nothing to keep', () => {
    expect(filterOf({ scope: 'mine', group: undefined, search: '' })).toBeUndefined();
    expect(filterOf({ scope: 'mine', group: undefined, search: 'x'.repeat(201) })).toBeUndefined();
    expect(filterOf({ scope: 'groups', group: 'x'.repeat(201), search: 'x' })).toBeUndefined();
    expect(filterOf({ scope: 'groups', group: '', search: 'x'.repeat(200) })).toEqual({
      scope: 'groups',
      search: 'x'.repeat(200),
    });
  });

  it('given nonsense as a query, then it is no filter, or one of the first list', () => {
    expect(filterOfQuery('scope=none')).toBeUndefined();
    expect(filterOfQuery('%%%')).toBeUndefined();
    expect(filterOfQuery('scope=__proto__&search=__proto__')).toEqual({ scope: 'mine', search: '__proto__' });
  });
});
