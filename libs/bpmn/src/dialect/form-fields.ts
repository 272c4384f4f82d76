import type { FormField } from '#engine';
import type { ProcessReading } from '../reading/process-reading.ts';
import type { Element } from '../xml/element.ts';
import type { Extension } from './extensions.ts';

/** Fields written in the model: camunda:formData/formField, activiti:formProperty. */
export function readFormFields(reading: ProcessReading, element: Element): readonly FormField[] {
  const data = reading.extensions.element(element, 'c7', 'formData');
  return [
    ...(data?.children('formField') ?? []).map((field) => readField(reading, element, field)),
    ...reading.extensions.elements(element, 'c7', 'formProperty').map((field) => readField(reading, element, field)),
  ];
}

const types: ReadonlyMap<string, FormField['type']> = new Map<string, FormField['type']>([
  ['string', 'string'],
  ['long', 'long'],
  ['integer', 'long'],
  ['double', 'double'],
  ['boolean', 'boolean'],
  ['date', 'date'],
  ['enum', 'enum'],
]);

function readField(reading: ProcessReading, element: Element, field: Extension): FormField {
  const id = field.attribute('id') ?? '';
  const defaultValue = field.attribute('defaultValue') ?? field.attribute('default');
  const constraints: Record<string, string> = {};
  for (const constraint of field.children('validation').flatMap((it) => it.children('constraint'))) {
    const name = constraint.attribute('name');
    if (name !== undefined) constraints[name] = constraint.attribute('config') ?? 'true';
  }
  const choices = field.children('value').map((value) => {
    const choice = value.attribute('id') ?? '';
    return { id: choice, label: value.attribute('name') ?? choice };
  });
  return {
    id,
    label: field.attribute('label') ?? field.attribute('name') ?? id,
    type: types.get(field.attribute('type') ?? '') ?? 'string',
    ...(defaultValue === undefined ? {} : { defaultValue: reading.expressions.computed(element, defaultValue) }),
    ...(choices.length === 0 ? {} : { choices }),
    required: field.attribute('required') === 'true' || Object.hasOwn(constraints, 'required'),
    readOnly: field.attribute('writable') === 'false' || Object.hasOwn(constraints, 'readonly'),
    constraints,
  };
}
