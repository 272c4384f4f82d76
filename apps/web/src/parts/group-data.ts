import type { DataField, DataGroup, JsonObject, JsonValue } from '../api/contracts.ts';

interface NamedValue {
  readonly field: DataField;
  readonly value: JsonValue;
}

export interface GroupedData {
  readonly groups: readonly { readonly title: string; readonly values: readonly NamedValue[] }[];
  /** What no form names: figures between steps, and what connectors have left. */
  readonly rest: JsonObject;
}

/** Case data as the forms of the process group and name it. Every value is in exactly one place; empty groups are left out. */
export function groupData(data: JsonObject, groups: readonly DataGroup[]): GroupedData {
  let rest: JsonObject = data;
  const grouped = groups.map(({ title, fields }) => ({
    title,
    values: fields.flatMap((field): readonly NamedValue[] => {
      const path = field.path.split('.');
      const value = valueAt(rest, path);
      if (value === undefined) return [];
      rest = without(rest, path);
      return [{ field, value }];
    }),
  }));
  return { groups: grouped.filter(({ values }) => values.length > 0), rest };
}

function valueAt(data: JsonObject, [name = '', ...inner]: readonly string[]): JsonValue | undefined {
  const value = Object.hasOwn(data, name) ? data[name] : undefined;
  if (inner.length === 0 || value === undefined) return value;
  return isObject(value) ? valueAt(value, inner) : undefined;
}

/** Without the value; an object that has become empty by it goes, too. */
function without(data: JsonObject, [name = '', ...inner]: readonly string[]): JsonObject {
  const { [name]: value, ...others } = data;
  if (inner.length === 0 || value === undefined || !isObject(value)) return others;
  const left = without(value, inner);
  if (Object.keys(left).length === 0) return others;
  // In its old place: the order is the order in which it was set.
  return Object.fromEntries(Object.entries(data).map(([key, each]) => [key, key === name ? left : each]));
}

export function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
