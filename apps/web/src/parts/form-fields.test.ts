import { describe, expect, it } from '@jest/globals';
import type { FormField } from '../api/contracts.ts';
import { german } from '../language/german/german.ts';
import { firstTexts, readFields } from './form-fields.ts';

const field = (part: Partial<FormField>): FormField => ({
  id: 'f',
  label: 'F',
  type: 'string',
  required: false,
  readOnly: false,
  constraints: {},
  ...part,
});
const read = (one: FormField, entered: string): unknown => {
  const { variables, errors } = readFields([one], { f: entered }, 'de', german);
  return errors['f'] ?? variables['f'];
};

describe('fields written in the model', () => {
  it('given values of every type, when read, then variables have the type of the field', () => {
    expect(read(field({}), ' Becker ')).toBe('Becker');
    expect(read(field({ type: 'double' }), '1.190,50')).toBe(1190.5);
    expect(read(field({ type: 'long' }), '42')).toBe(42);
    expect(read(field({ type: 'boolean' }), 'true')).toBe(true);
    expect(read(field({ type: 'date' }), '2026-11-20')).toBe('2026-11-20');
    expect(read(field({}), '')).toBeNull();
  });

  it('given limits of the model, when broken, then the field says which', () => {
    expect(read(field({ required: true }), '')).toBe('Bitte ausfüllen.');
    expect(read(field({ type: 'long' }), '4,5')).toBe('Bitte eine ganze Zahl angeben.');
    expect(read(field({ type: 'double', constraints: { min: '10' } }), '9')).toBe('Der Wert muss mindestens 10 sein.');
    expect(read(field({ type: 'double', constraints: { max: '1000' } }), '1.000,5')).toBe(
      'Der Wert darf höchstens 1.000 sein.',
    );
    expect(read(field({ constraints: { minlength: '3' } }), 'ab')).toBe('Bitte mindestens 3 Zeichen eingeben.');
    expect(read(field({ constraints: { maxlength: '2' } }), 'abc')).toBe('Bitte höchstens 2 Zeichen eingeben.');
  });

  it('given a case that knows a value, when the form opens, then it wins over the default', () => {
    const fields = [field({ defaultValue: 'x' }), field({ id: 'n', type: 'double', defaultValue: 1190.5 })];
    expect(firstTexts(fields, { f: 'y' }, 'de')).toEqual({ f: 'y', n: '1.190,5' });
  });

  it('given a field only to be read, when the form is read, then it is not sent back', () => {
    expect(readFields([field({ readOnly: true })], { f: 'x' }, 'de', german)).toEqual({ variables: {}, errors: {} });
  });
});
