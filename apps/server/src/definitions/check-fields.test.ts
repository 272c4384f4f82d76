import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '#contracts';
import type { FormField } from '#engine';
import { checkFields } from './check-fields.ts';

const field = (type: FormField['type']): FormField => ({
  id: 'feld',
  label: 'Feld',
  type,
  required: true,
  readOnly: false,
  constraints: {},
  choices: [{ id: 'ja', label: 'Ja' }],
});
const check = (type: FormField['type'], value: JsonValue) => () => checkFields([field(type)], { feld: value });

describe('values of form fields', () => {
  it.each<[FormField['type'], JsonValue]>([
    ['string', ''],
    ['long', 42],
    ['double', 0.5],
    ['boolean', false],
    ['date', '2026-11-20'],
    ['date', '2026-11-20T08:00:00.000Z'],
    ['enum', 'ja'],
    ['long', null],
  ])('given %s and %j, then it fits', (type, value) => {
    expect(check(type, value)).not.toThrow();
  });

  it.each<[FormField['type'], JsonValue]>([
    ['string', 1],
    ['long', 4.5],
    ['long', '42'],
    ['double', 'viel'],
    ['boolean', 'ja'],
    ['date', 'kein Datum'],
    ['date', '2026-02-30'],
    ['enum', 'vielleicht'],
  ])('given %s and %j, then it is refused and the field is named', (type, value) => {
    const errors = [{ pointer: '/variables/feld', detail: expect.stringContaining('feld') }];
    expect(check(type, value)).toThrow(expect.objectContaining({ code: 'VARIABLES_INVALID', extras: { errors } }));
  });

  it('given nothing, or a variable no field has, then nothing is refused', () => {
    expect(() => checkFields([field('long')], { anders: 'x' })).not.toThrow();
    expect(() => checkFields(undefined, undefined)).not.toThrow();
  });
});
