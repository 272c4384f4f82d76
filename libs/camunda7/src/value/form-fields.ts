import type { FormField, Value } from '#engine';

/** Types of fields in the words of typed variables. */
const TYPE = {
  string: 'String',
  enum: 'String',
  long: 'Long',
  double: 'Double',
  boolean: 'Boolean',
  date: 'Date',
} as const satisfies Record<FormField['type'], string>;

interface Typed {
  readonly value: unknown;
  readonly type: string;
  readonly valueInfo: Readonly<Record<string, unknown>>;
}

/** A field of a form was not filled in as its form says. */
export class FormFieldError extends Error {
  readonly code = 'FORM_FIELD_INVALID';
  readonly fieldId: string;

  constructor(fieldId: string, message: string) {
    super(message);
    this.name = 'FormFieldError';
    this.fieldId = fieldId;
  }
}

/** The fields of a form as variables, with the values the model gives them; null where it gives none, or computes it. */
export function formFieldVariables(fields: readonly FormField[]): Record<string, Typed> {
  return Object.fromEntries(
    fields.map((field) => [field.id, { type: TYPE[field.type], value: defaultOf(field), valueInfo: {} }]),
  );
}

/**
 * Typed variables of a submitted form: fields that came as text are of the type of their field, those that did not come
 * have the value of the model. Variables that are no fields stay as they are. @throws FormFieldError
 */
export function submittedFields(fields: readonly FormField[], variables: unknown): Readonly<Record<string, unknown>> {
  const given = (variables ?? {}) as Readonly<Record<string, unknown>>;
  const checked = fields.flatMap((field): [string, Typed][] => {
    const sent = Object.hasOwn(given, field.id) ? (given[field.id] as Partial<Typed> | null) : undefined;
    if (sent !== undefined && field.readOnly)
      throw new FormFieldError(field.id, `Expected field '${field.id}' to stay as it is, for it is read-only.`);
    const value = typedValue(field, sent?.value ?? defaultOf(field));
    if (value === null || value === '') {
      if (field.required)
        throw new FormFieldError(field.id, `Expected a value of field '${field.id}', for it is required.`);
      if (sent === undefined) return [];
    } else checkConstraints(field, value);
    return [[field.id, { type: TYPE[field.type], value, valueInfo: {} }]];
  });
  return { ...given, ...Object.fromEntries(checked) };
}

function defaultOf(field: FormField): Value {
  const { defaultValue } = field;
  if (defaultValue === undefined || !('literal' in defaultValue)) return null;
  return typedValue(field, defaultValue.literal);
}

function typedValue(field: FormField, value: unknown): Value {
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case 'long':
    case 'double': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (value === '') return null;
      if (
        typeof number === 'number' &&
        Number.isFinite(number) &&
        (field.type === 'double' || Number.isInteger(number))
      )
        return number;
      throw new FormFieldError(
        field.id,
        `Expected a ${TYPE[field.type]} in field '${field.id}', but got ${shown(value)}.`,
      );
    }
    case 'boolean':
      if (typeof value === 'boolean') return value;
      if (value === 'true' || value === 'false') return value === 'true';
      throw new FormFieldError(field.id, `Expected true or false in field '${field.id}', but got ${shown(value)}.`);
    case 'enum':
      if (value === '' || field.choices?.some(({ id }) => id === value) === true) return value as string;
      throw new FormFieldError(
        field.id,
        `Expected one of ${(field.choices ?? []).map(({ id }) => id).join(', ')} in field '${field.id}', but got ${shown(value)}.`,
      );
    case 'string':
    case 'date':
      if (typeof value === 'string') return value;
      throw new FormFieldError(field.id, `Expected a text in field '${field.id}', but got ${shown(value)}.`);
  }
}

/** Constraints Camunda 7 has built in: `min`, `max` of numbers, `minlength`, `maxlength` of texts. */
function checkConstraints({ id, constraints }: FormField, value: Value): void {
  const refuse = (name: string, limit: number) =>
    new FormFieldError(id, `Expected field '${id}' to hold ${name} ${limit}, but got ${shown(value)}.`);
  const within = (name: string, measured: number, isUpper: boolean) => {
    const limit = Object.hasOwn(constraints, name) ? Number(constraints[name]) : NaN;
    if (Number.isFinite(limit) && (isUpper ? measured > limit : measured < limit)) throw refuse(name, limit);
  };
  if (typeof value === 'number') {
    within('min', value, false);
    within('max', value, true);
  } else if (typeof value === 'string') {
    within('minlength', value.length, false);
    within('maxlength', value.length, true);
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 80);
}
