import { DocumentError } from '../port/document-error.ts';
import { type IndexData, type IndexDataChange, type IndexValue } from '../port/index-data.ts';
import { type DmsObject, type DmsValue } from './dms-object.ts';
import { type FieldMapping } from './enaio-configuration.ts';
import { type PropertyValue } from './enaio-client.ts';

type Fields = Readonly<Record<string, FieldMapping>>;

/**
 * Our index data as their properties. `null` clears.
 *
 * @throws DocumentError NOT_MAPPED for a field the configuration does not know (nothing is dropped silently),
 *   INVALID_REQUEST for a value that is not of the mapped type
 */
export function toProperties(fields: Fields, data: IndexDataChange, what: string): Record<string, PropertyValue> {
  const properties: Record<string, PropertyValue> = {};
  for (const [name, value] of Object.entries(data)) {
    const mapping = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (mapping === undefined) {
      throw new DocumentError(
        'NOT_MAPPED',
        `Expected a mapping of index field "${name}" for ${what}, but the enaio configuration has none; add fields.${name}.`,
        { details: { field: name } },
      );
    }
    properties[mapping.field] = value === null ? null : toProperty(mapping, name, value);
  }
  return properties;
}

function toProperty(mapping: FieldMapping, name: string, value: IndexValue): PropertyValue {
  const fits =
    mapping.type === 'number'
      ? typeof value === 'number'
      : mapping.type === 'boolean'
        ? typeof value === 'boolean'
        : typeof value === 'string';
  if (mapping.type === 'text' && !fits) return String(value);
  if (fits && !(mapping.type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(String(value)))) return value;
  throw new DocumentError(
    'INVALID_REQUEST',
    `Expected a ${mapping.type} in index field "${name}" (${mapping.field} in the DMS), but got ${JSON.stringify(value)}.`,
  );
}

/** Their properties as our index data; absent and empty ones are left out. */
export function fromProperties(fields: Fields, object: DmsObject): IndexData {
  const data: Record<string, IndexValue> = {};
  for (const [name, mapping] of Object.entries(fields)) {
    const value = object.values.get(mapping.field);
    if (value === undefined || value === '') continue;
    data[name] = fromProperty(mapping, value);
  }
  return data;
}

function fromProperty(mapping: FieldMapping, value: DmsValue): IndexValue {
  switch (mapping.type) {
    case 'number':
      return Number(value);
    case 'boolean':
      return value === true || value === 1 || value === '1' || value === 'true';
    case 'date':
      return String(value).slice(0, 10);
    case 'text':
      return String(value);
  }
}
