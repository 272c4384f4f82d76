import type { FieldError, JsonValue } from '#contracts';
import type { FormField } from '#engine';
import { ProblemError } from '#platform';

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
 * Refuses values that are not of the type their field has in the model. A value that is not given, or null, is not looked
 * at: whether a field must be filled in is asked of people, and a program may know the rest later.
 * @throws ProblemError 422 VARIABLES_INVALID naming every field
 */
export function checkFields(
  fields: readonly FormField[] | undefined,
  variables: Readonly<Record<string, JsonValue>> | undefined,
): void {
  const errors = (fields ?? []).flatMap((field): FieldError[] => {
    const value = variables !== undefined && Object.hasOwn(variables, field.id) ? variables[field.id] : null;
    if (value === undefined || value === null || fits(field, value)) return [];
    const choices = field.type === 'enum' ? ` (${(field.choices ?? []).map(({ id }) => id).join(', ')})` : '';
    const detail = `Expected ${field.id} to be ${EXPECTED[field.type]}${choices}, but it is ${JSON.stringify(value).slice(0, 80)}.`;
    return [{ pointer: `/variables/${field.id.replaceAll('~', '~0').replaceAll('/', '~1')}`, detail }];
  });
  const [first] = errors;
  if (first !== undefined) throw new ProblemError(422, 'VARIABLES_INVALID', first.detail, { errors });
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
