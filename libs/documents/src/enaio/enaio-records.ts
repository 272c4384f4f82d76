import { DmsError } from '../port/dms-error.ts';
import { DocumentError } from '../port/document-error.ts';
import { type EnsureRecord, type RecordState } from '../port/document-store.ts';
import { checkIndexData } from '../port/index-data.ts';
import { recordKeyOf, recordLabel, type RecordReference, recordReferenceOf } from '../port/record-reference.ts';
import { checkText } from '../port/request-checks.ts';
import { type DmsObject, parentIdOf, textOf } from './dms-object.ts';
import { type EnaioClient } from './enaio-client.ts';
import { type EnaioConfiguration, mappingOfType, type RecordMapping } from './enaio-configuration.ts';
import { fromProperties, toProperties } from './field-mapping.ts';
import { type Condition, findObjects } from './object-query.ts';
import { writeKnowingly } from './write-knowingly.ts';

/** A record as it was found in the DMS. */
export interface FoundRecord {
  readonly object: DmsObject;
  readonly mapping: RecordMapping;
  readonly state: RecordState;
}

/** Records (Akten) of the DMS: found, created once, told apart from accidental copies. */
export class EnaioRecords {
  readonly #client: EnaioClient;
  readonly #configuration: EnaioConfiguration;

  constructor(client: EnaioClient, configuration: EnaioConfiguration) {
    this.#client = client;
    this.#configuration = configuration;
  }

  async find(record: RecordReference): Promise<FoundRecord | undefined> {
    const reference = recordReferenceOf(recordKeyOf(record));
    if ('path' in reference) return (await this.#walk(reference.path))[reference.path.length - 1];
    for (const mapping of distinct(this.#configuration.records)) {
      const [object] = await this.#hits(mapping, reference.fileReference);
      if (object !== undefined) return this.#found(object, mapping, reference);
    }
    return undefined;
  }

  async require(record: RecordReference): Promise<FoundRecord> {
    const found = await this.find(record);
    if (found !== undefined) return found;
    throw new DocumentError(
      'RECORD_NOT_FOUND',
      `Expected record "${recordLabel(record)}", but the DMS does not have it.`,
    );
  }

  /** Creates what is missing; afterwards there is exactly one. The caller holds the lock of the record. */
  async ensure(request: EnsureRecord): Promise<RecordState> {
    checkText(request.title, 'title');
    checkIndexData(request.indexData ?? {});
    const present = await this.find(request.record);
    if (present !== undefined) return present.state;
    const reference = recordReferenceOf(recordKeyOf(request.record));
    if ('path' in reference) return this.#ensurePath(reference.path, request);
    const mapping = mappingOfType(this.#configuration.records, request.recordType);
    if (mapping === undefined) throw notMapped('record type', request.recordType, 'records');
    const object = await this.#create(mapping, reference.fileReference, request, undefined);
    return this.#found(object, mapping, reference).state;
  }

  /** The record an object with this id is, or undefined when it is none of the mapped types. */
  async byId(id: string): Promise<FoundRecord | undefined> {
    const object = await this.#client.object(id);
    if (object === undefined) return undefined;
    const definition = await this.#client.definition();
    const isOf = (mapping: RecordMapping): boolean => definition.same(object.objectTypeId, mapping.objectType);
    const mapping = this.#configuration.records.find(isOf);
    if (mapping !== undefined)
      return this.#found(object, mapping, { fileReference: textOf(object, mapping.nameField) });
    const names: string[] = [];
    const level = this.#configuration.path.findLast(isOf);
    let at: DmsObject | undefined = object;
    for (let depth = 0; at !== undefined && depth <= this.#configuration.path.length; depth += 1) {
      const current: DmsObject = at;
      const its = this.#configuration.path.findLast((candidate) =>
        definition.same(current.objectTypeId, candidate.objectType),
      );
      if (its === undefined) return undefined;
      names.unshift(textOf(current, its.nameField));
      const parent = parentIdOf(current);
      at = parent === '' || parent === current.id ? undefined : await this.#client.object(parent);
    }
    return level === undefined ? undefined : this.#found(object, level, { path: names });
  }

  /** Removes empty later copies of a record and of the levels above it. Answers their number. */
  async removeCopies(record: RecordReference): Promise<number> {
    const reference = recordReferenceOf(recordKeyOf(record));
    let removed = 0;
    if ('path' in reference) {
      for (const [depth, found] of (await this.#walk(reference.path)).entries()) {
        const above = await this.#walk(reference.path.slice(0, depth));
        removed += await this.#removeLater(found.mapping, reference.path[depth] ?? '', above);
      }
      return removed;
    }
    for (const mapping of distinct(this.#configuration.records)) {
      removed += await this.#removeLater(mapping, reference.fileReference, []);
    }
    return removed;
  }

  /** Sets a record's state. @throws DocumentError NOT_MAPPED when its mapping has no status field */
  async setClosed(found: FoundRecord, closed: boolean): Promise<RecordState> {
    const { status } = found.mapping;
    if (status === undefined) {
      throw new DocumentError(
        'NOT_MAPPED',
        `Expected a status field of record type "${found.mapping.type}" to close and open it, but the enaio configuration has none.`,
      );
    }
    if (found.state.closed !== closed) {
      await this.#client.patch(found.object.id, { [status.field]: closed ? status.closed : status.open });
    }
    return { ...found.state, closed };
  }

  async #ensurePath(path: readonly string[], request: EnsureRecord): Promise<RecordState> {
    const walked = [...(await this.#walk(path))];
    for (let depth = walked.length; depth < path.length; depth += 1) {
      const mapping = this.#level(depth, path.length);
      const name = path[depth] ?? '';
      const isEnd = depth === path.length - 1;
      const level = isEnd ? request : { ...request, title: name, indexData: {}, recordType: mapping.type };
      const object = await this.#create(mapping, name, level, walked.at(-1));
      walked.push(this.#found(object, mapping, { path: path.slice(0, depth + 1) }));
    }
    const end = walked.at(-1);
    if (end === undefined)
      throw new DocumentError('INVALID_REQUEST', 'Expected a record path with names, but it is empty.');
    return end.state;
  }

  /** As much of a path as exists, from the top. */
  async #walk(path: readonly string[]): Promise<readonly FoundRecord[]> {
    const walked: FoundRecord[] = [];
    for (const [depth, name] of path.entries()) {
      const mapping = this.#level(depth, path.length);
      const [object] = await this.#hits(mapping, name, walked);
      if (object === undefined) break;
      walked.push(this.#found(object, mapping, { path: path.slice(0, depth + 1) }));
    }
    return walked;
  }

  #level(depth: number, length: number): RecordMapping {
    const mapping = this.#configuration.path[depth];
    if (mapping !== undefined) return mapping;
    throw new DocumentError(
      'NOT_MAPPED',
      `Expected at most ${this.#configuration.path.length} names in a record path, as the enaio configuration has levels, but got ${length}.`,
    );
  }

  async #hits(mapping: RecordMapping, name: string, above: readonly FoundRecord[] = []): Promise<readonly DmsObject[]> {
    const root = above[0];
    const conditions: Condition[] = [{ field: mapping.nameField, equals: name }];
    if (root !== undefined) conditions.push({ field: 'system:SDSTA_ID', equals: root.object.id, within: true });
    const hits = await findObjects(this.#client, mapping.objectType, selectOf(mapping), conditions);
    // A statement can only say in which folder an object lies; in which register is seen in the answer.
    const parent = above.at(-1)?.object.id;
    return hits.filter(
      (hit) => textOf(hit, mapping.nameField) === name && (parent === undefined || parentIdOf(hit) === parent),
    );
  }

  /**
   * Inserts a record that was not there a moment ago, and looks again afterwards: when the answer got lost the object is
   * found, and when the DMS (or a gateway that repeats requests) made two, the empty later ones go.
   */
  async #create(
    mapping: RecordMapping,
    name: string,
    request: EnsureRecord,
    parent: FoundRecord | undefined,
  ): Promise<DmsObject> {
    const above = parent === undefined ? [] : await this.#walk(pathOf(parent.state.record));
    const properties = {
      'system:objectTypeId': await this.#client.typeId(mapping.objectType),
      ...(parent === undefined ? {} : { 'system:parentId': parent.object.id }),
      ...mapping.constants,
      ...toProperties(mapping, request.indexData ?? {}, `record type "${mapping.type}"`),
      [mapping.nameField]: name,
      [mapping.titleField]: request.title,
      ...(mapping.typeField === undefined ? {} : { [mapping.typeField]: request.recordType }),
      ...(mapping.status === undefined ? {} : { [mapping.status.field]: mapping.status.open }),
    };
    const look = async (): Promise<readonly DmsObject[]> => this.#hits(mapping, name, above);
    const [first, ...copies] = await writeKnowingly(
      async () => this.#client.write({ properties }),
      look,
      `record "${name}"`,
    );
    for (const copy of copies) await this.#removeCopy(copy, name);
    return first;
  }

  async #removeLater(mapping: RecordMapping, name: string, above: readonly FoundRecord[]): Promise<number> {
    const [, ...copies] = await this.#hits(mapping, name, above);
    for (const copy of copies) await this.#removeCopy(copy, name);
    return copies.length;
  }

  async #removeCopy(copy: DmsObject, name: string): Promise<void> {
    for (const documents of distinct(this.#configuration.documents)) {
      const inside = await findObjects(
        this.#client,
        documents.objectType,
        [],
        [{ field: 'system:SDSTA_ID', equals: copy.id, within: true }],
      );
      if (inside.length === 0 && this.#configuration.duplicates === 'remove') continue;
      throw new DmsError(
        'DMS_DUPLICATE',
        `Expected record "${name}" once, but the DMS has a second one (${copy.id}); merge them there.`,
        {
          words: '',
          outcomeUnknown: false,
          retryable: false,
        },
      );
    }
    await this.#client.delete(copy.id);
  }

  #found(object: DmsObject, mapping: RecordMapping, record: RecordReference): FoundRecord {
    const type = mapping.typeField === undefined ? '' : textOf(object, mapping.typeField);
    const state: RecordState = {
      record,
      recordType: type === '' ? mapping.type : type,
      title: textOf(object, mapping.titleField),
      indexData: fromProperties(mapping, object),
      closed: mapping.status !== undefined && textOf(object, mapping.status.field) === mapping.status.closed,
    };
    return { object, mapping, state };
  }
}

function pathOf(record: RecordReference): readonly string[] {
  return 'path' in record ? record.path : [];
}

function selectOf(mapping: RecordMapping): readonly string[] {
  const own = [mapping.nameField, mapping.titleField, mapping.typeField, mapping.status?.field, mapping.otherFields];
  return [...own.filter((field) => field !== undefined), ...Object.values(mapping.fields).map((field) => field.field)];
}

/** One mapping for each object type. */
export function distinct<Mapping extends { readonly objectType: string }>(
  mappings: readonly Mapping[],
): readonly Mapping[] {
  return [...new Map(mappings.toReversed().map((mapping) => [mapping.objectType, mapping])).values()].toReversed();
}

/** The refusal of a type the configuration does not know. */
export function notMapped(what: string, type: string, section: string): DocumentError {
  return new DocumentError(
    'NOT_MAPPED',
    `Expected a mapping of ${what} "${type}", but the enaio configuration has none; add ${section}.${type}.`,
    { details: { type } },
  );
}
