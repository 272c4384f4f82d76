import { CONTRACT_SCHEMAS } from '../openapi/contract-schemas.ts';
import type { ShapeName } from './operation.ts';

interface PropertySchema {
  readonly type?: string;
  readonly $ref?: string;
}

/**
 * Gives the words of a query the types its shape asks for, as far as they look like it; what does not is left as it is for
 * the check to find. A name given several times, or with commas, is a list where the shape wants one.
 */
export function queryValues(
  shape: ShapeName,
  query: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { properties } = CONTRACT_SCHEMAS[shape] as { properties?: Readonly<Record<string, PropertySchema>> };
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const property = Object.hasOwn(properties ?? {}, name) ? properties?.[name] : undefined;
      return [name, convert(value, property?.type)];
    }),
  );
}

function convert(value: unknown, type: string | undefined): unknown {
  if (type === 'array') {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((one) => (typeof one === 'string' ? one.split(',') : [one]));
  }
  if (typeof value !== 'string') return value;
  if ((type === 'integer' || type === 'number') && /^-?\d{1,15}(\.\d+)?$/.test(value)) return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
