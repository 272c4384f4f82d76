import type { FormField } from '#engine';

/** What a field of each type is for the SDK that fills embedded forms in a browser. */
const SDK_TYPE = {
  string: 'String',
  enum: 'String',
  long: 'Long',
  double: 'Double',
  boolean: 'Boolean',
  date: 'Date',
} as const satisfies Record<FormField['type'], string>;

/** Fields that are written in a drawing as an embedded form: controls name their variable by `cam-variable-name`. */
export function renderedForm(fields: readonly FormField[]): string {
  return ['<form name="generatedForm" role="form">', ...fields.map(group), '</form>'].join('\n');
}

function group(field: FormField): string {
  const label = `<label for="${escaped(field.id)}">${escaped(field.label)}</label>`;
  return ['<div class="form-group">', `  ${label}`, `  ${control(field)}`, '</div>'].join('\n');
}

function control(field: FormField): string {
  const common = {
    id: field.id,
    name: field.id,
    class: 'form-control',
    'cam-variable-name': field.id,
    'cam-variable-type': SDK_TYPE[field.type],
    ...(field.required ? { required: 'required' } : {}),
    ...(field.readOnly ? { readonly: 'readonly' } : {}),
    ...limitsOf(field),
  };
  const value = field.defaultValue !== undefined && 'literal' in field.defaultValue ? field.defaultValue.literal : null;
  const text =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  if (field.type === 'enum') {
    const options = (field.choices ?? []).map(
      ({ id, label }) =>
        `<option${attributes({ value: id, ...(id === text ? { selected: 'selected' } : {}) })}>${escaped(label)}</option>`,
    );
    return `<select${attributes(common)}>${options.join('')}</select>`;
  }
  if (field.type === 'boolean')
    return `<input${attributes({ ...common, type: 'checkbox', ...(text === 'true' ? { checked: 'checked' } : {}) })} />`;
  return `<input${attributes({ ...common, type: 'text', ...(text === '' ? {} : { value: text }) })} />`;
}

function limitsOf({ constraints }: FormField): Readonly<Record<string, string>> {
  const names = ['min', 'max', 'minlength', 'maxlength'];
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(constraints, name) ? [[name, constraints[name] ?? '']] : [])),
  );
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
