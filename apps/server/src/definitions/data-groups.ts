import type { DataField, DataGroup, FormField, JsonObject, JsonValue, TaskForm } from '#contracts';

/** A form of a process and where it is asked: a step's name. */
export interface NamedForm {
  readonly title: string;
  readonly form: TaskForm;
}

/** More fields or deeper groups than anybody reads are left out. */
const MOST_FIELDS = 500;
const DEEPEST = 8;

/**
 * What the forms of a process call its data. The first form that names a path decides. Fields stand under the group of the
 * form they are in; without one, `antrag.rasse` stands under "Antrag", and a plain name under the title of its form.
 */
export function dataGroups(forms: readonly NamedForm[]): readonly DataGroup[] {
  const groups = new Map<string, DataField[]>();
  const known = new Set<string>();
  for (const { title, form } of forms) {
    for (const { group, field } of fieldsOf(form)) {
      if (known.has(field.path) || known.size >= MOST_FIELDS) continue;
      known.add(field.path);
      const name = group ?? ownerOf(field.path) ?? title;
      groups.set(name, [...(groups.get(name) ?? []), field]);
    }
  }
  return [...groups].map(([title, fields]) => ({ title, fields }));
}

interface Found {
  readonly group: string | undefined;
  readonly field: DataField;
}

function fieldsOf(form: TaskForm): readonly Found[] {
  if (form.kind === 'schema') return found(form.schema, '', undefined, 0);
  return form.kind === 'fields' ? form.fields.map((field) => ({ group: undefined, field: modelField(field) })) : [];
}

function modelField({ id, label, choices }: FormField): DataField {
  return {
    path: id,
    label,
    ...(choices === undefined ? {} : { choices: choices.map((one) => ({ value: one.id, label: one.label })) }),
  };
}

/** Components of a form-js schema; groups may prefix the paths of what is in them (`path`). */
function found(parent: JsonObject, prefix: string, group: string | undefined, depth: number): readonly Found[] {
  if (depth > DEEPEST) return [];
  return objects(parent['components']).flatMap((component): readonly Found[] => {
    const path = [prefix, words(component['key']) ?? words(component['path'])].filter((part) => part).join('.');
    const label = words(component['label']) ?? words(component['dateLabel']);
    if (component['type'] === 'group') return found(component, path, label ?? group, depth + 1);
    if (component['type'] === 'dynamiclist') {
      const items = found(component, '', undefined, depth + 1).map(({ field }) => field);
      return path === '' || label === undefined ? [] : [{ group, field: { path, label, items } }];
    }
    if (words(component['key']) === undefined || label === undefined) return [];
    return [{ group, field: { path, label, ...unitOf(component), ...choicesOf(component) } }];
  });
}

function unitOf({ appearance }: JsonObject): Pick<DataField, 'unit'> {
  const { suffixAdorner, prefixAdorner } = isObject(appearance) ? appearance : {};
  const unit = words(suffixAdorner) ?? words(prefixAdorner);
  return unit === undefined || unit.startsWith('=') ? {} : { unit };
}

function choicesOf({ values }: JsonObject): Pick<DataField, 'choices'> {
  const choices = objects(values).flatMap(({ value, label }) =>
    typeof label === 'string' && (typeof value === 'string' || typeof value === 'number')
      ? [{ value: String(value), label }]
      : [],
  );
  return choices.length === 0 ? {} : { choices };
}

/** `antragsteller.name` belongs to "Antragsteller". */
function ownerOf(path: string): string | undefined {
  const [owner, rest] = path.split('.', 2);
  if (owner === undefined || owner === '' || rest === undefined) return undefined;
  return owner.charAt(0).toUpperCase() + owner.slice(1);
}

function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isObject) : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function words(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
