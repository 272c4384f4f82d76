import { DmsError } from '../port/dms-error.ts';

/** A field of an object type. */
export interface DefinedField {
  readonly name: string;
  /** Their word for the type, in lower case; empty when not told. */
  readonly type: string;
  readonly required: boolean;
  readonly maxLength: number | undefined;
}

/** An object type: a folder, a register or a document. */
export interface DefinedType {
  readonly id: string;
  readonly name: string;
  /** `folder`, `register`, `document`, or empty when not told. */
  readonly base: string;
  readonly fields: ReadonlyMap<string, DefinedField>;
}

/** The object definition of a DMS: which types and fields it has. */
export class ObjectDefinition {
  readonly types: readonly DefinedType[];
  readonly #byName: ReadonlyMap<string, DefinedType>;

  private constructor(types: readonly DefinedType[]) {
    this.types = types;
    this.#byName = new Map(types.flatMap((type) => [[type.id, type] as const, [type.name, type] as const]));
  }

  /**
   * Reads the answer of the schema call. The key words differ between releases (types and fields as list or by name, ids
   * under `id`, `localName`, `name`), therefore every spelling is understood.
   *
   * @throws DmsError DMS_PROTOCOL when there is no object type in it
   */
  static parse(json: unknown): ObjectDefinition {
    const types = listOf(json, ['objectTypes', 'types', 'typeDefinitions']).flatMap(([key, item]) => {
      const type = readType(key, item);
      return type === undefined ? [] : [type];
    });
    if (types.length > 0) return new ObjectDefinition(types);
    throw new DmsError(
      'DMS_PROTOCOL',
      'Expected object types in the object definition of the DMS, but there are none.',
      {
        words: '',
        outcomeUnknown: false,
        retryable: false,
      },
    );
  }

  /** The type with this number or internal name. */
  type(idOrName: string): DefinedType | undefined {
    return this.#byName.get(idOrName);
  }

  /** Whether both, numbers or internal names, mean the same type. */
  same(left: string, right: string): boolean {
    return left === right || (this.type(left) !== undefined && this.type(left) === this.type(right));
  }
}

function readType(key: string, item: unknown): DefinedType | undefined {
  const values = valuesOf(item);
  const id = textIn(values, ['id', 'objectTypeId', 'typeId']) ?? key;
  if (id === '') return undefined;
  const fields = listOf(item, ['fields', 'propertyDefinitions', 'properties']).flatMap(([name, field]) => {
    const read = readField(name, field);
    return read === undefined ? [] : [[read.name, read] as const];
  });
  const base = (textIn(values, ['baseId', 'baseTypeId', 'baseType', 'type', 'kind']) ?? '').toLowerCase();
  return {
    id,
    name: textIn(values, ['localName', 'internalName', 'queryName', 'name']) ?? id,
    base: ['folder', 'register', 'document'].find((kind) => base.includes(kind)) ?? '',
    fields: new Map(fields),
  };
}

function readField(key: string, item: unknown): DefinedField | undefined {
  const values = valuesOf(item);
  const name = textIn(values, ['localName', 'internalName', 'id', 'name']) ?? key;
  if (name === '') return undefined;
  const maxLength = Number(textIn(values, ['maxLength', 'length', 'maximumLength']) ?? NaN);
  return {
    name,
    type: (textIn(values, ['propertyType', 'dataType', 'type']) ?? '').toLowerCase(),
    required: values.get('required') === true || values.get('mandatory') === true,
    maxLength: Number.isFinite(maxLength) && maxLength > 0 ? maxLength : undefined,
  };
}

/** Items of a list, or of an object by their keys. */
function listOf(json: unknown, names: readonly string[]): readonly (readonly [string, unknown])[] {
  const values = valuesOf(json);
  const list = names.map((name) => values.get(name)).find((value) => typeof value === 'object' && value !== null);
  if (Array.isArray(list)) return list.map((item: unknown) => ['', item]);
  return Object.entries(list ?? {});
}

function valuesOf(json: unknown): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(typeof json === 'object' && json !== null ? Object.entries(json) : []);
}

function textIn(values: ReadonlyMap<string, unknown>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = values.get(name);
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
  }
  return undefined;
}
