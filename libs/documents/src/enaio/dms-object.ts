/** A value as the DMS sends it. */
export type DmsValue = string | number | boolean;

/** One object of an answer, reduced to what is read of it. */
export interface DmsObject {
  readonly id: string;
  readonly objectTypeId: string;
  readonly values: ReadonlyMap<string, DmsValue>;
  /** Whether the answer tells of content (in a history: of changed content). */
  readonly hasContent: boolean;
}

/** The objects of an answer `{objects: [{properties: {name: {value}}, contentStreams}]}`; without an id none. */
export function objectsOf(json: unknown): readonly DmsObject[] {
  if (typeof json !== 'object' || json === null || !('objects' in json) || !Array.isArray(json.objects)) return [];
  return json.objects.flatMap((item: unknown) => {
    const object = readObject(item);
    return object === undefined ? [] : [object];
  });
}

function readObject(item: unknown): DmsObject | undefined {
  if (typeof item !== 'object' || item === null || !('properties' in item)) return undefined;
  const { properties } = item;
  if (typeof properties !== 'object' || properties === null) return undefined;
  const values = new Map<string, DmsValue>();
  for (const [name, property] of Object.entries(properties) as [string, unknown][]) {
    if (typeof property !== 'object' || property === null || !('value' in property)) continue;
    const { value } = property;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') values.set(name, value);
  }
  const id = values.get('system:objectId');
  if (id === undefined) return undefined;
  const streams = 'contentStreams' in item && Array.isArray(item.contentStreams) ? item.contentStreams : [];
  return {
    id: String(id),
    objectTypeId: String(values.get('system:objectTypeId') ?? ''),
    values,
    hasContent: streams.length > 0,
  };
}

/** A property as text; empty when it is absent. */
export function textOf(object: DmsObject, name: string): string {
  return String(object.values.get(name) ?? '');
}

/** The id of the object this one lies in: its register, or its folder; empty at the top. */
export function parentIdOf(object: DmsObject): string {
  for (const name of ['system:parentId', 'system:SDREG_ID', 'system:SDSTA_ID']) {
    const id = textOf(object, name);
    if (id !== '' && id !== '0') return id;
  }
  return '';
}

/** Numbers ascending: the DMS counts its ids up, so the first copy of an object has the lowest. */
export function byAge(left: DmsObject, right: DmsObject): number {
  return left.id.length - right.id.length || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}
