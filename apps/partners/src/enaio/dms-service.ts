import { randomUUID } from 'node:crypto';
import { type FieldDefinition, type ObjectDefinition, type TypeDefinition } from './object-definition.ts';
import { type HistoryEntry, type ObjectRepository, type StoredObject, type Value } from './object-repository.ts';
import { parseStatement } from './search-statement.ts';
import { ServiceError } from '../http/service-error.ts';

/** An object of a request: properties, and which part of the request holds its content. */
export interface ObjectInput {
  readonly properties: ReadonlyMap<string, Value | null>;
  readonly content?: { readonly bytes: Buffer; readonly mimeType: string; readonly fileName: string };
}

type Json = Readonly<Record<string, unknown>>;

/** What enaio's DMS service does, on the stand-in's own objects. */
export class DmsService {
  readonly #repository: ObjectRepository;
  readonly #definition: ObjectDefinition;

  constructor(repository: ObjectRepository, definition: ObjectDefinition) {
    this.#repository = repository;
    this.#definition = definition;
  }

  /** Inserts and updates, all or nothing. */
  async write(inputs: readonly ObjectInput[], user: string): Promise<Json> {
    const prepared = inputs.map((input) => {
      const id = input.properties.get('system:objectId');
      return id === undefined || id === null ? this.#newObject(input, user) : this.#changed(String(id), input, user);
    });
    const written: StoredObject[] = [];
    for (const make of prepared) {
      const object = await make();
      await this.#repository.save(object);
      written.push(object);
    }
    return page(written.map((object) => this.#shown(object)));
  }

  async patch(id: string, input: ObjectInput, user: string): Promise<Json> {
    const object = await this.#changed(id, input, user)();
    await this.#repository.save(object);
    return page([this.#shown(object)]);
  }

  read(id: string): Json {
    return page([this.#shown(this.#existing(id))]);
  }

  async remove(id: string): Promise<void> {
    const object = this.#existing(id);
    if (this.#repository.all().some((other) => other.folderId === id || other.registerId === id)) {
      throw new ServiceError(422, `Das Objekt ${id} enthält noch Objekte und kann nicht gelöscht werden.`);
    }
    await this.#repository.remove(object.id);
  }

  search(query: Json): Json {
    const statement = typeof query['statement'] === 'string' ? query['statement'] : '';
    const parameters = typeof query['parameters'] === 'object' ? query['parameters'] : {};
    const parsed = parseStatement(statement, (parameters ?? {}) as Json);
    const type = this.#type(parsed.type);
    for (const column of parsed.columns) this.#checkColumn(type, column);
    const hits = this.#repository
      .all()
      .filter((object) => object.typeId === type.id)
      .filter((object) => parsed.matches((name) => this.#properties(object).get(name)));
    const skip = Number(query['skipCount'] ?? 0);
    const shown = hits.slice(skip, skip + Number(query['maxItems'] ?? 50));
    const columns = new Set(['system:objectId', 'system:objectTypeId', 'system:baseTypeId', ...parsed.columns]);
    return page(
      shown.map((object) => this.#shown(object, columns)),
      hits.length,
      skip + shown.length < hits.length,
    );
  }

  /** Changes of index data and of content from old to new, the present state last. */
  versions(id: string, only: { readonly content: boolean }): Json {
    const object = this.#existing(id);
    const entries = object.history
      .filter((entry) => !only.content || entry.content !== undefined)
      .map((entry) => ({
        properties: wrapped({
          ...this.#system(object),
          'system:versionNumber': entry.versionNumber,
          'system:lastModificationDate': entry.at,
          'system:lastModifiedBy': entry.by,
        }),
        ...(entry.content === undefined ? {} : { contentStreams: [{ contentStreamId: entry.versionNumber }] }),
      }));
    const current = { properties: wrapped({ ...this.#system(object), 'system:versionNumber': 'CURRENT' }) };
    return page([...entries, current]);
  }

  /** Where the bytes lie, and what they are. */
  content(
    id: string,
    versionNumber?: string,
  ): { readonly path: string; readonly mimeType: string; readonly fileName: string; readonly length: number } {
    const object = this.#existing(id);
    const content =
      versionNumber === undefined || versionNumber === 'CURRENT'
        ? object.content
        : object.history.find((entry) => entry.versionNumber === versionNumber)?.content;
    if (content === undefined) throw new ServiceError(404, `Zum Objekt ${id} gibt es diesen Inhalt nicht.`);
    return { path: this.#repository.contentPath(content.contentStreamId), ...content };
  }

  #newObject(input: ObjectInput, user: string): () => Promise<StoredObject> {
    const type = this.#type(String(input.properties.get('system:objectTypeId') ?? ''));
    const parentId = input.properties.get('system:parentId');
    const place = this.#place(type, parentId === undefined || parentId === null ? '' : String(parentId));
    const fields = this.#checkedFields(type, new Map(), input.properties);
    for (const field of type.fields) {
      if (field.required && !fields.has(field.localName)) {
        throw new ServiceError(422, `Das Pflichtfeld '${field.localName}' (${type.displayName}) ist nicht gefüllt.`);
      }
    }
    if (type.baseId !== 'DOCUMENT' && input.content !== undefined) {
      throw new ServiceError(422, `Ein Objekt vom Typ '${type.localName}' nimmt keinen Inhalt auf.`);
    }
    return async () => {
      const now = new Date().toISOString();
      const content =
        input.content === undefined
          ? undefined
          : await this.#repository.keepContent(input.content.bytes, input.content.mimeType, input.content.fileName);
      return {
        id: this.#repository.nextId(),
        typeId: type.id,
        ...place,
        fields: Object.fromEntries(fields),
        ...(content === undefined ? {} : { content }),
        createdAt: now,
        createdBy: user,
        modifiedAt: now,
        modifiedBy: user,
        history: [],
      };
    };
  }

  #changed(id: string, input: ObjectInput, user: string): () => Promise<StoredObject> {
    const before = this.#existing(id);
    const type = this.#type(before.typeId);
    const fields = Object.fromEntries(
      this.#checkedFields(type, new Map(Object.entries(before.fields)), input.properties),
    );
    return async () => {
      // A second change prepared at the same time must see the first.
      const object = this.#existing(id);
      const at = new Date().toISOString();
      const entry = { at, by: user };
      const history: HistoryEntry[] = [...object.history];
      if (JSON.stringify(fields) !== JSON.stringify(object.fields)) {
        history.push({ ...entry, versionNumber: guid(), fields: object.fields });
      }
      const content =
        input.content === undefined
          ? object.content
          : await this.#repository.keepContent(input.content.bytes, input.content.mimeType, input.content.fileName);
      if (input.content !== undefined && object.content !== undefined) {
        history.push({ ...entry, versionNumber: guid(), content: object.content });
      }
      return {
        ...object,
        fields,
        history,
        ...(content === undefined ? {} : { content }),
        modifiedAt: at,
        modifiedBy: user,
      };
    };
  }

  #checkedFields(
    type: TypeDefinition,
    before: Map<string, Value>,
    properties: ObjectInput['properties'],
  ): ReadonlyMap<string, Value> {
    const fields = new Map(before);
    for (const [name, value] of properties) {
      if (name.startsWith('system:')) continue;
      const field = type.fields.find((known) => known.localName === name);
      if (field === undefined)
        throw new ServiceError(422, `Das Feld '${name}' gibt es im Objekttyp '${type.localName}' nicht.`);
      if (value === null || value === '') fields.delete(name);
      else fields.set(name, checkedValue(field, value));
    }
    return fields;
  }

  #place(type: TypeDefinition, parentId: string): { readonly folderId: string; readonly registerId: string } {
    if (parentId === '' || parentId === '0') {
      if (type.baseId === 'FOLDER') return { folderId: '', registerId: '' };
      throw new ServiceError(422, `Ein Objekt vom Typ '${type.localName}' braucht einen Standort (system:parentId).`);
    }
    const parent = this.#existing(parentId);
    const { baseId } = this.#type(parent.typeId);
    if (type.baseId === 'FOLDER' || baseId === 'DOCUMENT') {
      throw new ServiceError(422, `Ein Objekt vom Typ '${type.localName}' kann nicht in Objekt ${parentId} liegen.`);
    }
    return baseId === 'FOLDER'
      ? { folderId: parent.id, registerId: '' }
      : { folderId: parent.folderId, registerId: parent.id };
  }

  #existing(id: string): StoredObject {
    const object = this.#repository.get(id);
    if (object === undefined) throw new ServiceError(404, `Das Objekt ${id} gibt es nicht.`);
    return object;
  }

  #type(idOrName: string): TypeDefinition {
    const type = this.#definition.objectTypes.find((known) => known.id === idOrName || known.localName === idOrName);
    if (type === undefined) throw new ServiceError(422, `Den Objekttyp '${idOrName}' gibt es nicht.`);
    return type;
  }

  #checkColumn(type: TypeDefinition, column: string): void {
    if (column.startsWith('system:') || type.fields.some((field) => field.localName === column)) return;
    throw new ServiceError(422, `Das Feld '${column}' gibt es im Objekttyp '${type.localName}' nicht.`);
  }

  #system(object: StoredObject): Record<string, Value> {
    return {
      'system:objectId': object.id,
      'system:objectTypeId': object.typeId,
      'system:baseTypeId': this.#type(object.typeId).baseId,
      'system:creationDate': object.createdAt,
      'system:createdBy': object.createdBy,
      'system:lastModificationDate': object.modifiedAt,
      'system:lastModifiedBy': object.modifiedBy,
    };
  }

  #properties(object: StoredObject): ReadonlyMap<string, Value> {
    const place = {
      ...(object.folderId === '' ? {} : { 'system:SDSTA_ID': object.folderId }),
      ...(object.registerId === '' ? {} : { 'system:SDREG_ID': object.registerId }),
    };
    return new Map(Object.entries({ ...this.#system(object), ...place, ...object.fields }));
  }

  #shown(object: StoredObject, columns?: ReadonlySet<string>): Json {
    const { content } = object;
    const all = [...this.#properties(object)].filter(([name]) => columns?.has(name) ?? true);
    return {
      properties: wrapped(Object.fromEntries(all)),
      ...(content === undefined || columns !== undefined ? {} : { contentStreams: [content] }),
    };
  }
}

function checkedValue(field: FieldDefinition, value: Value): Value {
  const fits =
    field.propertyType === 'boolean'
      ? typeof value === 'boolean'
      : field.propertyType === 'decimal' || field.propertyType === 'integer'
        ? typeof value === 'number'
        : typeof value === 'string';
  if (!fits)
    throw new ServiceError(422, `Der Wert für '${field.localName}' passt nicht zum Feldtyp ${field.propertyType}.`);
  if (field.maxLength !== undefined && typeof value === 'string' && value.length > field.maxLength) {
    throw new ServiceError(422, `Der Wert für '${field.localName}' ist länger als ${field.maxLength} Zeichen.`);
  }
  return value;
}

function wrapped(values: Readonly<Record<string, Value>>): Json {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

function page(objects: readonly unknown[], totalNumItems = objects.length, hasMoreItems = false): Json {
  return { objects, numItems: objects.length, totalNumItems, hasMoreItems };
}

function guid(): string {
  return randomUUID().replaceAll('-', '').toUpperCase();
}
