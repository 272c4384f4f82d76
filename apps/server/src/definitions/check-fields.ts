import { type FaultyField, fieldFault } from '../http/field-faults.ts';
import type { JsonObject, JsonValue } from '#contracts';
import type { FormField } from '#engine';

type Type = FormField['type'];

const EXPECTED: Readonly<Record<Type, string>> = {
  string: 'a text',
  long: 'a whole number',
  double: 'a number',
  boolean: 'true or false',
  date: 'a date as 2026-11-20',
  enum: 'one of the choices',
};

/**
 * What is wrong with the values given for the fields of a form in the model: of another type than their field, or left empty
 * though they are required and the case does not know them, either. A yes or no that is not given counts as empty.
 * @param known what the case knows already
 */
export function fieldFaults(
  fields: readonly FormField[],
  given: JsonObject,
  known: JsonObject,
): readonly FaultyField[] {
  return fields.flatMap((field): FaultyField[] => {
    const value = valueOf(given, field.id) ?? null;
    const pointer = `/variables/${field.id.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (value !== null && !fits(field, value)) {
      const choices = field.type === 'enum' ? ` (${(field.choices ?? []).map(({ id }) => id).join(', ')})` : '';
      const detail = `Expected ${field.id} to be ${EXPECTED[field.type]}${choices}, but it is ${JSON.stringify(value).slice(0, 80)}.`;
      return [{ pointer, detail, fault: fieldFault('FIELD_OF_OTHER_TYPE', { label: field.label }) }];
    }
    // Given as null or empty, it takes away what the case knows.
    const after = Object.hasOwn(given, field.id) ? value : (valueOf(known, field.id) ?? null);
    if (!field.required || field.readOnly || !isEmpty(after)) return [];
    const detail = `Expected "${field.label}" (${field.id}) to be filled in, but it is empty.`;
    return [{ pointer, detail, fault: fieldFault('FIELD_EMPTY', { label: field.label }) }];
  });
}

function valueOf(values: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function isEmpty(value: JsonValue): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function fits(field: FormField, value: JsonValue): boolean {
  switch (field.type) {
    case 'string':
      return typeof value === 'string';
    case 'long':
      return Number.isSafeInteger(value);
    case 'double':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && (value === '' || isDate(value));
    case 'enum':
      return value === '' || (field.choices ?? []).some(({ id }) => id === value);
  }
}

/** A calendar day that exists, alone or at the start of an instant. */
function isDate(text: string): boolean {
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|T)/.exec(text)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
