import { describe, expect, it } from '@jest/globals';
import { german } from '../language/german/german.ts';
import { readRows, rowFor, type EntryRow } from './entry-rows.ts';

const row = (part: Partial<EntryRow>): EntryRow => ({
  key: 1,
  name: 'n',
  kind: 'text',
  text: '',
  fixedName: false,
  ...part,
});

describe('data entered in the plain table', () => {
  it('given one line of each kind, when read, then values have the type of their kind', () => {
    const rows = [
      row({ name: 'note', text: ' as typed ' }),
      row({ name: 'amount', kind: 'number', text: '1.190,50' }),
      row({ name: 'due', kind: 'date', text: '2026-11-20' }),
      row({ name: 'complete', kind: 'boolean', text: 'true' }),
    ];
    expect(readRows(rows, 'de', german)).toEqual({
      variables: { note: ' as typed ', amount: 1190.5, due: '2026-11-20', complete: true },
      errors: [],
    });
  });

  it('given faulty lines, when read, then each says what is wrong with it', () => {
    const rows = [
      row({ key: 1, name: '', text: 'x' }),
      row({ key: 2, name: 'a', kind: 'number', text: 'viel' }),
      row({ key: 3, name: 'a', text: '1' }),
      row({ key: 4, name: 'b', kind: 'date', text: '' }),
    ];
    const { errors } = readRows(rows, 'de', german);
    expect(errors.map(({ key, field }) => `${key} ${field}`)).toEqual(['1 name', '2 value', '3 name', '4 value']);
  });

  it('given a list with a value a line, when read, then empty lines and blanks around values do not count', () => {
    const rows = [row({ name: 'offices', kind: 'list', text: ' Polizei\r\n\nFeuerwehr \n' })];
    expect(readRows(rows, 'de', german).variables).toEqual({ offices: ['Polizei', 'Feuerwehr'] });
  });

  it('given lists to change, when all are lines of text, then they come back as they were, and others get no line', () => {
    const line = rowFor('offices', ['Polizei', 'Feuerwehr'], 'de');
    expect(line?.kind).toBe('list');
    expect(readRows(line === undefined ? [] : [line], 'de', german).variables).toEqual({
      offices: ['Polizei', 'Feuerwehr'],
    });
    for (const list of [[1, 2], [''], ['zwei\nZeilen'], [{ a: 1 }]]) expect(rowFor('l', list, 'de')).toBeUndefined();
  });

  it('given a line left empty, when read, then it is not there', () => {
    expect(readRows([row({ name: ' ', text: '' })], 'de', german)).toEqual({ variables: {}, errors: [] });
  });

  it('given a name like a built-in, when read, then it is an ordinary variable', () => {
    expect(Object.keys(readRows([row({ name: '__proto__', text: 'x' })], 'de', german).variables)).toEqual([
      '__proto__',
    ]);
  });

  it('given a value to change, when it is a structure, then no line is offered', () => {
    expect(rowFor('a', { b: 1 }, 'de')).toBeUndefined();
    expect(rowFor('a', 1190.5, 'de')).toMatchObject({ kind: 'number', text: '1.190,5', fixedName: true });
  });
});
