import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#contracts';
import { checkForm } from './check-form.ts';

const NOW = '2026-11-21T08:00:00.000Z';
const schema: JsonObject = {
  components: [
    {
      type: 'radio',
      key: 'ergebnis',
      label: 'Ergebnis',
      values: [{ value: 'ja' }, { value: 'nein' }],
      validate: { required: true },
    },
    {
      type: 'textarea',
      key: 'grund',
      label: 'Begründung',
      validate: { required: true },
      conditional: { hide: '=ergebnis != "nein"' },
    },
    { type: 'textfield', key: 'amt.name', label: 'Amt', readonly: true, validate: { required: true } },
    { type: 'number', key: 'betrag', label: 'Betrag', validate: { max: 100 } },
    { type: 'textfield', key: 'zeichen', label: 'Zeichen', validate: { pattern: '(' } },
  ],
};
const check = (given: JsonObject, known: JsonObject = {}) => {
  try {
    checkForm({ form: { kind: 'schema', key: 'f', schema }, fields: undefined }, given, known, NOW);
    return [];
  } catch (error) {
    return (error as { extras: { errors: readonly { pointer: string }[] } }).extras.errors.map(
      ({ pointer }) => pointer,
    );
  }
};

describe('data for a form-js form', () => {
  it('given nothing, then the required fields that are shown are named', () => {
    expect(check({})).toEqual(['/variables/ergebnis']);
    expect(check({ ergebnis: 'nein' })).toEqual(['/variables/grund']);
    expect(check({ ergebnis: 'ja' })).toEqual([]);
    expect(check({ ergebnis: 'nein', grund: 'unvollständig', nebenbei: 1 })).toEqual([]);
  });

  it('given what the case knows, then it counts, for conditions, too, unless it is taken away', () => {
    expect(check({}, { ergebnis: 'nein' })).toEqual(['/variables/grund']);
    expect(check({}, { ergebnis: 'nein', grund: 'alt' })).toEqual([]);
    expect(check({ grund: '' }, { ergebnis: 'nein', grund: 'alt' })).toEqual(['/variables/grund']);
  });

  it('given values that do not fit, then they are refused; what the case had before is not the fault of who works now', () => {
    expect(check({ ergebnis: 'vielleicht', betrag: 101 })).toEqual(['/variables/ergebnis', '/variables/betrag']);
    expect(check({ ergebnis: 'ja' }, { betrag: 'viel' })).toEqual([]);
  });

  it('given a pattern that is none, then nobody is refused by it', () => {
    expect(check({ ergebnis: 'ja', zeichen: 'x' })).toEqual([]);
  });

  it('given no form, or one that was not deployed, then anything may be sent', () => {
    expect(() => checkForm({ form: undefined, fields: undefined }, { a: 1 }, {}, NOW)).not.toThrow();
    expect(() => checkForm({ form: { kind: 'unknown', key: 'x' }, fields: [] }, {}, {}, NOW)).not.toThrow();
  });
});
