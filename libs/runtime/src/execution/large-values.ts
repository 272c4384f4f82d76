import type { Value, Variables } from '#engine';

/** Values above this many characters of JSON are kept apart from what is written, read and searched often. */
const SMALL_VALUE = 4096;

/** A large value of a variable, which lies beside its item in a row of its own and never changes. */
interface LargeValue {
  readonly id: string;
  readonly value: Value;
}

export type LargeValues = Readonly<Record<string, LargeValue>>;

export const NO_LARGE_VALUES: LargeValues = {};

/** Has this value at most {@link SMALL_VALUE} characters? Looks at no more of it than that takes. */
export function isSmall(value: Value): boolean {
  return typeof value === 'string' ? value.length <= SMALL_VALUE : charactersLeft(value, SMALL_VALUE) >= 0;
}

/** `room` without the characters of JSON this value takes (escapes aside); negative as soon as it does not fit. */
function charactersLeft(value: Value, room: number): number {
  if (typeof value === 'string') return room - value.length - 2;
  if (typeof value !== 'object' || value === null) return room - String(value).length;
  let left = room - 1;
  if (Array.isArray(value)) {
    for (const element of value as readonly Value[]) {
      left = charactersLeft(element, left - 1);
      if (left < 0) break;
    }
    return left;
  }
  const record = value as Variables;
  for (const name in record) {
    left = charactersLeft(record[name] ?? null, left - name.length - 4);
    if (left < 0) break;
  }
  return left;
}

export interface SetApart {
  /** The data without its large values. */
  readonly data: Value;
  /** The large values by the names of their variables. */
  readonly values: LargeValues;
  /** Those that have to be written, and the ids of those nobody has any more. */
  readonly added: readonly LargeValue[];
  readonly gone: readonly string[];
}

/**
 * Takes the large values out of an item's data, so that a step that changes the item, or reads what is around it, does not
 * handle a collection of thousands again and again. A value that is still the very one it was keeps its row.
 *
 * @param known the large values the item has had so far
 */
export function setApart(data: Value, known: LargeValues, newId: () => string): SetApart {
  const variables = variablesOf(data);
  const before = Object.entries(known);
  const small: [string, Value][] = [];
  const values: [string, LargeValue][] = [];
  const added: LargeValue[] = [];
  for (const [name, value] of Object.entries(variables)) {
    const kept = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kept?.value === value) values.push([name, kept]);
    else if (isSmall(value)) small.push([name, value]);
    else {
      const large = { id: newId(), value };
      values.push([name, large]);
      added.push(large);
    }
  }
  if (values.length === 0 && before.length === 0) return { data, values: known, added, gone: [] };
  const current = new Set(values.map(([, { id }]) => id));
  return {
    data: { ...(data as Variables), variables: Object.fromEntries(small) },
    values: Object.fromEntries(values),
    added,
    gone: before.flatMap(([, { id }]) => (current.has(id) ? [] : [id])),
  };
}

/** The large values of an item that has been read with all its values. */
export function largeValuesOf(data: Value, valueIds: Readonly<Record<string, string>>): LargeValues {
  const names = Object.entries(valueIds);
  if (names.length === 0) return NO_LARGE_VALUES;
  const variables = variablesOf(data);
  return Object.fromEntries(names.map(([name, id]) => [name, { id, value: variables[name] ?? null }]));
}

function variablesOf(data: Value): Variables {
  const variables = typeof data === 'object' && data !== null && 'variables' in data ? data['variables'] : undefined;
  return typeof variables === 'object' ? (variables as Variables) : {};
}
