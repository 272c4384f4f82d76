import { describe, expect, it } from '@jest/globals';
import { groupData } from './group-data.ts';

const groups = [
  {
    title: 'Antragsteller',
    fields: [
      { path: 'antragsteller.name', label: 'Ihr Name' },
      { path: 'antragsteller.email', label: 'E-Mail' },
    ],
  },
  { title: 'Steuer festsetzen', fields: [{ path: 'steuer', label: 'Steuer', unit: '€' }] },
];

describe('grouping the data of a case', () => {
  it('given data the forms name, then it stands in their groups, and what they do not name is the rest', () => {
    const data = { fristEnde: '2026-12-24', antragsteller: { name: 'Erika', alter: 44 }, fristen: { zahlung: 'P30D' } };
    expect(groupData(data, groups)).toEqual({
      groups: [{ title: 'Antragsteller', values: [{ field: groups[0]?.fields[0], value: 'Erika' }] }],
      rest: { fristEnde: '2026-12-24', antragsteller: { alter: 44 }, fristen: { zahlung: 'P30D' } },
    });
  });

  it('given an object whose parts are all named, then nothing of it is left', () => {
    const { groups: shown, rest } = groupData({ antragsteller: { name: 'Erika', email: null }, steuer: 0 }, groups);
    expect(shown.map(({ values }) => values.map(({ value }) => value))).toEqual([['Erika', null], [0]]);
    expect(rest).toEqual({});
  });

  it('given something else than the form expects, or names of the language itself, then it stays in the rest', () => {
    const data = { antragsteller: 'Erika', steuer: [1] };
    expect(
      groupData(data, [{ title: 'x', fields: [{ path: '__proto__.name', label: 'x' }, ...(groups[0]?.fields ?? [])] }]),
    ).toEqual({
      groups: [],
      rest: data,
    });
  });
});
