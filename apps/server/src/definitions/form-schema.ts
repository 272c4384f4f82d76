import type { FormField, JsonObject } from '#contracts';
import type { FormField as ModelField, ProcessModel } from '#engine';
import { present } from '../http/present.ts';

/** A form-js schema; undefined where the text is none. */
export function readSchema(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'components' in value ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** The form with this key that travels inside the BPMN file. */
export function formInside(model: ProcessModel, key: string): JsonObject | undefined {
  const form = model.forms?.find((one) => one.key === key || key.endsWith(`:${one.key}`));
  return form === undefined ? undefined : readSchema(form.schema);
}

/**
 * The form a key means among the files that lie together: by file name (`camunda-forms:deployment:x.form`, `x.form`, `x`)
 * or by the id written in the form (zeebe `formId`).
 */
export async function formAmong(
  names: readonly string[],
  key: string,
  read: (name: string) => string | Promise<string>,
): Promise<JsonObject | undefined> {
  const name = key.split(':').at(-1) ?? key;
  const forms = names.filter((file) => file.endsWith('.form') || file.endsWith('.json'));
  const named = forms.filter((file) => [name, `${name}.form`, `${name}.json`].includes(file));
  for (const file of [...named, ...forms.filter((one) => !named.includes(one))]) {
    const schema = readSchema(await read(file));
    if (schema !== undefined && (named.includes(file) || schema['id'] === key)) return schema;
  }
  return undefined;
}

/** A field written in the model, as the screen shows it. */
export function fieldOf({ defaultValue, ...field }: ModelField): FormField {
  const literal = defaultValue !== undefined && 'literal' in defaultValue ? defaultValue.literal : undefined;
  return {
    ...present({ defaultValue: literal, choices: field.choices }),
    id: field.id,
    label: field.label,
    type: field.type,
    required: field.required,
    readOnly: field.readOnly,
    constraints: field.constraints,
  };
}
