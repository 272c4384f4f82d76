import { describe, expect, it } from '@jest/globals';
import { german } from '../language/german/german.ts';
import { filterName, filterOf } from './saved-filter.ts';

describe('saved filters of the inbox', () => {
  it('given words looked for in a list, then they can be kept and have a name that says what is in it', () => {
    const filter = filterOf({ scope: 'groups', group: 'Amt 66 & Bauhof', search: 'Müller' });
    expect(filter).toBe('scope=groups&group=Amt+66+%26+Bauhof&search=M%C3%BCller');
    expect(filterName(filter ?? '', german)).toBe('„Müller“ in Amt 66 & Bauhof');
    expect(filterName('scope=late&search=RE-2026', german)).toBe('„RE-2026“ in Überfällig');
  });

  it('given a fixed filter, then there is nothing to keep; given nonsense, then it is still shown as something', () => {
    expect(filterOf({ scope: 'mine', group: undefined, search: '' })).toBeUndefined();
    expect(filterName('scope=none', german)).toBe('„“ in Meine Aufgaben');
  });
});
