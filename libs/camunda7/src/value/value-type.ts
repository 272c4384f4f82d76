import type { Value } from '#engine';
import { isCamundaDate } from './date.ts';
import { storedFile } from './stored-file.ts';

/** The value types of Camunda 7.24; `Number` is abstract: a value is of one of its kinds. */
const VALUE_TYPES = [
  'Boolean',
  'Bytes',
  'Short',
  'Integer',
  'Long',
  'Double',
  'Number',
  'Date',
  'String',
  'Null',
  'File',
  'Json',
  'Xml',
  'Object',
] as const;
/** A type of a value, by its Camunda 7 name. */
export type ValueType = (typeof VALUE_TYPES)[number];

/** Smallest and largest `Integer`: 32 bits, as in Java. */
export const INTEGER_RANGE = [-(2 ** 31), 2 ** 31 - 1] as const;

/** The type of a request: its first letter may be small (`integer`); undefined for one Camunda 7 does not know. */
export function valueTypeNamed(name: string): ValueType | undefined {
  const wanted = name.slice(0, 1).toUpperCase() + name.slice(1);
  return VALUE_TYPES.find((type) => type === wanted);
}

/** The type a value shows by itself: what it is answered with when nobody has declared another one. */
export function typeShownBy(value: Value): ValueType {
  if (value === null) return 'Null';
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'string') return isCamundaDate(value) ? 'Date' : 'String';
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) return 'Double';
    return value >= INTEGER_RANGE[0] && value <= INTEGER_RANGE[1] ? 'Integer' : 'Long';
  }
  return storedFile(value) === undefined ? 'Json' : 'File';
}

/**
 * How a type is kept with a variable: empty where the value shows it anyway; of an Object with the name of its class,
 * after a space.
 */
export function declarationOf(type: ValueType, value: Value, objectTypeName?: string): string {
  if (type === 'Object') return `Object ${objectTypeName ?? ''}`.trimEnd();
  return type === 'Number' || type === typeShownBy(value) ? '' : type;
}

/** What {@link declarationOf} has kept; undefined where the value shows its type. */
export function declaredType(
  declaration: string | null | undefined,
): { readonly type: ValueType; readonly objectTypeName: string } | undefined {
  const [name = '', ...rest] = (declaration ?? '').split(' ');
  const type = valueTypeNamed(name);
  return type === undefined ? undefined : { type, objectTypeName: rest.join(' ') };
}
