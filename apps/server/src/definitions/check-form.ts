import type { JsonObject, TaskForm } from '#contracts';
import type { FormField } from '#engine';
import { checkFormData, type FormFault } from '#intake';
import { ProblemError } from '#platform';
import { type FaultyField, fieldFault } from '../http/field-faults.ts';
import { fieldFaults } from './check-fields.ts';

/** What is asked for where data is entered, whichever way the model says it. */
export interface AskedData {
  readonly form: TaskForm | undefined;
  /** Fields written in the model, where the form is made of them. */
  readonly fields: readonly FormField[] | undefined;
}

const EXPECTED: Readonly<Record<FormFault['fault'], string>> = {
  REQUIRED: 'be filled in, but it is empty',
  TYPE: 'have a value of its type, but it has not',
  TOO_SHORT: 'be longer',
  TOO_LONG: 'be shorter',
  PATTERN: 'have the form its field asks for, but it has not',
  TOO_SMALL: 'be greater',
  TOO_LARGE: 'be smaller',
  CHOICE: 'be one of the choices, but it is not',
};

const FAULTS = {
  REQUIRED: 'FIELD_EMPTY',
  TYPE: 'FIELD_OF_OTHER_TYPE',
  TOO_SHORT: 'FIELD_TOO_SHORT',
  TOO_LONG: 'FIELD_TOO_LONG',
  PATTERN: 'FIELD_OTHER_FORM',
  TOO_SMALL: 'FIELD_TOO_SMALL',
  TOO_LARGE: 'FIELD_TOO_LARGE',
  CHOICE: 'FIELD_OTHER_CHOICE',
} as const satisfies Readonly<Record<FormFault['fault'], string>>;

/**
 * Refuses data that the form would not let a person send: a required field that is empty and that the case does not know,
 * either, or a given value that does not fit its field. Fields that are hidden by their condition, read-only or disabled are
 * not asked for. What no field asks for may be given, too. Only our own interface asks for this: Camunda's leaves forms
 * to who shows them.
 * @param known what the case knows already
 * @param now ISO 8601 instant conditions see as now
 * @throws ProblemError 422 VARIABLES_INVALID naming every field
 */
export function checkForm({ form, fields }: AskedData, given: JsonObject, known: JsonObject, now: string): void {
  const errors =
    form?.kind === 'schema' ? schemaFaults(form.schema, given, known, now) : fieldFaults(fields ?? [], given, known);
  const [first] = errors;
  if (first !== undefined)
    throw new ProblemError(422, 'VARIABLES_INVALID', first.detail, { errors, fault: first.fault });
}

function schemaFaults(schema: JsonObject, given: JsonObject, known: JsonObject, now: string): readonly FaultyField[] {
  return checkFormData(schema, { ...known, ...given }, now)
    .faults.filter(({ fault, pointer }) => fault === 'REQUIRED' || Object.hasOwn(given, firstStep(pointer)))
    .map(({ pointer, label, fault }) => ({
      pointer: `/variables${pointer}`,
      detail: `Expected "${label}" (${pointer.slice(1)}) to ${EXPECTED[fault]}.`,
      fault: fieldFault(FAULTS[fault], { label }),
    }));
}

/** The variable a value is, or is part of: old values of the case are not for whoever works this task to mend. */
function firstStep(pointer: string): string {
  return (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}
