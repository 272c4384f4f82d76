import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '#contracts';
import type { FormField } from '#engine';
import { fieldFaults } from './check-fields.ts';

const field = (type: FormField['type']): FormField => ({
  id: 'feld',
  label: 'Feld',
  type,
  required: true,
  readOnly: false,
  constraints: {},
  choices: [{ id: 'ja', label: 'Ja' }],
});
const check = (type: FormField['type'], value: JsonValue) => fieldFaults([field(type)], { feld: value }, {});

describe('values of form fields', () => {
  it.each<[FormField['type'], JsonValue]>([
    ['string', 'x'],
    ['long', 42],
    ['double', 0.5],
    ['boolean', false],
    ['date', '2026-11-20'],
    ['date', '2026-11-20T08:00:00.000Z'],
    ['enum', 'ja'],
  ])('given %s and %j, then it fits', (type, value) => {
    expect(check(type, value)).toEqual([]);
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
    const fault = { code: 'FIELD_OF_OTHER_TYPE', data: { label: 'Feld' } };
    expect(check(type, value)).toEqual([
      { pointer: '/variables/feld', detail: expect.stringContaining('feld'), fault },
    ]);
  });

  it.each<[FormField['type'], JsonValue]>([
    ['string', ''],
    ['string', '  '],
    ['long', null],
    ['enum', ''],
  ])('given a required field of type %s left empty as %j, then it is refused', (type, value) => {
    expect(check(type, value)).toHaveLength(1);
  });

  it('given nothing for a required field, then it is refused unless the case knows it; taking away what it knows is, too', () => {
    expect(fieldFaults([field('long')], { anders: 'x' }, {})).toEqual([
      {
        pointer: '/variables/feld',
        detail: 'Expected "Feld" (feld) to be filled in, but it is empty.',
        fault: { code: 'FIELD_EMPTY', data: { label: 'Feld' } },
      },
    ]);
    expect(fieldFaults([field('long')], {}, { feld: 4 })).toEqual([]);
    expect(fieldFaults([field('long')], { feld: null }, { feld: 4 })).toHaveLength(1);
  });

  it('given fields that are read-only or not required, then nothing need be given', () => {
    expect(fieldFaults([{ ...field('long'), readOnly: true }], {}, {})).toEqual([]);
    expect(fieldFaults([{ ...field('long'), required: false }], { feld: null }, {})).toEqual([]);
    expect(fieldFaults([], {}, {})).toEqual([]);
  });
});
