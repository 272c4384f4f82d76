import { describe, expect, it } from '@jest/globals';
import { checkFormData } from './check-form-data.ts';

const NOW = '2026-11-20T08:00:00.000Z';
const schema = {
  components: [
    { type: 'text', text: '# Hund anmelden' },
    { type: 'textfield', key: 'antragsteller.name', label: 'Name', validate: { required: true, maxLength: 20 } },
    { type: 'textfield', key: 'antragsteller.email', label: 'E-Mail', validate: { validationType: 'email' } },
    { type: 'textfield', key: 'antragsteller.plz', label: 'PLZ', validate: { pattern: '^[0-9]{5}$' } },
    { type: 'number', key: 'hunde', label: 'Hunde', decimalDigits: 0, validate: { min: 1, max: 5 } },
    { type: 'checkbox', key: 'befreit', label: 'Befreit' },
    {
      type: 'textfield',
      key: 'grund',
      label: 'Grund',
      validate: { required: true },
      conditional: { hide: '=befreit != true' },
    },
    { type: 'select', key: 'rasse', label: 'Rasse', values: [{ label: 'Dackel', value: 'dackel' }] },
    { type: 'checklist', key: 'merkmale', values: [{ value: 'chip' }, { value: 'tattoo' }] },
    { type: 'datetime', subtype: 'date', key: 'seit', label: 'Seit' },
    { type: 'group', path: 'adresse', components: [{ type: 'textfield', key: 'ort', validate: { required: true } }] },
    {
      type: 'dynamiclist',
      path: 'tiere',
      components: [{ type: 'textfield', key: 'name', validate: { required: true } }],
    },
    { type: 'expression', key: 'summe', expression: '=hunde * 96' },
    { type: 'textfield', key: 'aktenzeichen', readonly: true },
  ],
};
const good = { antragsteller: { name: 'Erika' }, adresse: { ort: 'Gießen' }, hunde: 2 };
const check = (change: Readonly<Record<string, unknown>>) => checkFormData(schema, { ...good, ...change }, NOW);

describe('data of an online form', () => {
  it('given good data, then only what the form asks for is kept, and what it computes is computed here', () => {
    expect(
      check({
        summe: 1,
        aktenzeichen: 'X',
        grund: 'versteckt',
        fremd: 1,
        rasse: 'dackel',
        seit: '2026-02-28',
        tiere: [{ name: 'Waldi', x: 1 }],
      }),
    ).toEqual({
      faults: [],
      data: {
        antragsteller: { name: 'Erika' },
        adresse: { ort: 'Gießen' },
        hunde: 2,
        rasse: 'dackel',
        seit: '2026-02-28',
        tiere: [{ name: 'Waldi' }],
        summe: 192,
      },
    });
  });

  it.each([
    ['nothing where something is required', { antragsteller: { name: ' ' } }, '/antragsteller/name', 'REQUIRED'],
    ['a text that is too long', { antragsteller: { name: 'x'.repeat(21) } }, '/antragsteller/name', 'TOO_LONG'],
    ['an object as a text', { antragsteller: { name: { a: 1 } } }, '/antragsteller/name', 'TYPE'],
    ['no address', { antragsteller: { name: 'E', email: 'erika' } }, '/antragsteller/email', 'PATTERN'],
    ['a wrong pattern', { antragsteller: { name: 'E', plz: '1234' } }, '/antragsteller/plz', 'PATTERN'],
    ['too few', { hunde: 0 }, '/hunde', 'TOO_SMALL'],
    ['too many', { hunde: 6 }, '/hunde', 'TOO_LARGE'],
    ['half a dog', { hunde: 1.5 }, '/hunde', 'PATTERN'],
    ['a number as a text', { hunde: '2' }, '/hunde', 'TYPE'],
    ['a choice that does not exist', { rasse: 'drache' }, '/rasse', 'CHOICE'],
    ['one wrong choice of several', { merkmale: ['chip', 'x'] }, '/merkmale', 'CHOICE'],
    ['a day that does not exist', { seit: '2026-02-30' }, '/seit', 'TYPE'],
    ['nothing in a group', { adresse: {} }, '/adresse/ort', 'REQUIRED'],
    ['a row without its name', { tiere: [{ name: 'A' }, {}] }, '/tiere/1/name', 'REQUIRED'],
    [
      'more rows than anybody fills in',
      { tiere: Array.from({ length: 101 }, () => ({ name: 'A' })) },
      '/tiere',
      'TOO_LARGE',
    ],
    ['a field a condition shows', { befreit: true }, '/grund', 'REQUIRED'],
  ])('given %s, then the field is named', (_, change, pointer, fault) => {
    expect(check(change).faults.map((one) => [one.pointer, one.fault])).toEqual([[pointer, fault]]);
  });
});
