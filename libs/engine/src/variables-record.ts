import type { Value, Variables } from './model/expression.ts';

/** A record without prototype: a variable named `__proto__` or `constructor` is a variable like any other. */
export function emptyRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** Copies own entries only; later records win. */
export function mergeRecords<T>(...records: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  const merged = emptyRecord<T>();
  for (const record of records) {
    if (record === undefined) continue;
    for (const [name, value] of Object.entries(record)) merged[name] = value;
  }
  return merged;
}

export function without<T>(record: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  const rest = mergeRecords(record);
  for (const name of names) Reflect.deleteProperty(rest, name);
  return rest;
}

export function isEmptyRecord(record: Readonly<Record<string, unknown>>): boolean {
  for (const name in record) if (Object.hasOwn(record, name)) return false;
  return true;
}

export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/**
 * Makes plain data of what an expression gave: only JSON shapes are kept, `undefined`, functions and numbers that JSON
 * cannot hold become null, dates their ISO text.
 */
export function toValue(input: unknown): Value {
  if (input === null || typeof input === 'string' || typeof input === 'boolean') return input;
  if (typeof input === 'number') return Number.isFinite(input) ? input : null;
  if (typeof input !== 'object') return null;
  if (Array.isArray(input)) return input.map(toValue);
  if (input instanceof Date) return input.toISOString();
  const record = emptyRecord<Value>();
  for (const [name, value] of Object.entries(input)) record[name] = toValue(value);
  return record;
}

export function toVariables(input: Readonly<Record<string, unknown>>): Variables {
  const record = emptyRecord<Value>();
  for (const [name, value] of Object.entries(input)) record[name] = toValue(value);
  return record;
}

/** Sets a value at a path such as `a.b.c`, making records on the way; the root record is copied, never changed. */
export function withPath(variables: Variables, path: string, value: Value): Variables {
  const [name, ...rest] = path.split('.');
  if (name === undefined) return variables;
  const known = own(variables, name);
  const inner = rest.length === 0 ? value : withPath(isRecord(known) ? known : {}, rest.join('.'), value);
  return mergeRecords(variables, { [name]: inner });
}

export function isRecord(value: Value | undefined): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Are two values equal as data? Names in records may come in any order. */
export function isSameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((element, index) => isSameValue(element as Value, other[index] as Value));
  }
  const names = Object.keys(one);
  const [a, b] = [one as Variables, other as Variables];
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSameValue(a[name], b[name]))
  );
}
