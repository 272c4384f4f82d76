import { DocumentError } from '../port/document-error.ts';
import { changedIndexData, type IndexData, type IndexDataChange, type IndexValue } from '../port/index-data.ts';
import { type DmsObject, type DmsValue, textOf } from './dms-object.ts';
import { type FieldMapping } from './enaio-configuration.ts';
import { type PropertyValue } from './enaio-client.ts';

/** The part of a mapping that says where index data goes. */
export interface FieldPlaces {
  readonly fields: Readonly<Record<string, FieldMapping>>;
  readonly otherFields: string | undefined;
}

/**
 * Our index data as their properties. `null` clears. What has no field of its own goes into the field for the others,
 * together with what stands there already (`present`).
 *
 * @throws DocumentError NOT_MAPPED for a field the configuration has no place for (nothing is dropped silently),
 *   INVALID_REQUEST for a value that is not of the mapped type
 */
export function toProperties(
  { fields, otherFields }: FieldPlaces,
  data: IndexDataChange,
  what: string,
  present: IndexData = {},
): Record<string, PropertyValue> {
  const properties: Record<string, PropertyValue> = {};
  const others: Record<string, IndexValue | null> = {};
  for (const [name, value] of Object.entries(data)) {
    const mapping = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (mapping !== undefined) properties[mapping.field] = value === null ? null : toProperty(mapping, name, value);
    else if (otherFields !== undefined) others[name] = value;
    else {
      throw new DocumentError(
        'NOT_MAPPED',
        `Expected a mapping of index field "${name}" for ${what}, but the enaio configuration has none; add fields.${name} or otherFields.`,
        { details: { field: name } },
      );
    }
  }
  if (otherFields === undefined || Object.keys(others).length === 0) return properties;
  const before = Object.entries(present).filter(([name]) => !Object.hasOwn(fields, name));
  const after = Object.entries(changedIndexData(Object.fromEntries(before), others));
  properties[otherFields] = after.length === 0 ? null : JSON.stringify(Object.fromEntries(after.sort()));
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
export function fromProperties({ fields, otherFields }: FieldPlaces, object: DmsObject): IndexData {
  const data: Record<string, IndexValue> = otherFields === undefined ? {} : readOthers(object, otherFields);
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

/** What somebody changed by hand to something else counts as nothing; comparing with the archive then tells it. */
function readOthers(object: DmsObject, field: string): Record<string, IndexValue> {
  try {
    const json: unknown = JSON.parse(textOf(object, field));
    if (typeof json !== 'object' || json === null) return {};
    const plain = (entry: [string, unknown]): entry is [string, IndexValue] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]);
    return Object.fromEntries(Object.entries(json).filter(plain));
  } catch {
    return {};
  }
}
