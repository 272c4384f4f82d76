import { type Readable } from 'node:stream';
import { verified, verifiedStream, type IntegrityAlarm } from '../content/verified-stream.ts';
import { DmsError, isDmsError } from '../port/dms-error.ts';
import { DocumentError } from '../port/document-error.ts';
import { type DocumentId } from '../port/document-id.ts';
import {
  type ByteStream,
  type DocumentState,
  type DocumentVersion,
  type StoreDocument,
} from '../port/document-store.ts';
import { type DmsObject, parentIdOf, textOf } from './dms-object.ts';
import { type EnaioClient, type PropertyValue } from './enaio-client.ts';
import { type DocumentMapping, type EnaioConfiguration, mappingOfType } from './enaio-configuration.ts';
import { distinct, type EnaioRecords, type FoundRecord, notMapped } from './enaio-records.ts';
import { fromProperties, toProperties } from './field-mapping.ts';
import { type Condition, eachObject, findObjects } from './object-query.ts';
import { formatVersions, parseVersions } from './version-list.ts';
import { writeKnowingly } from './write-knowingly.ts';

/** A document as it was found in the DMS. */
export interface FoundDocument {
  readonly object: DmsObject;
  readonly mapping: DocumentMapping;
  readonly record: FoundRecord;
  readonly state: DocumentState;
}

/** A document object with its list of versions, before its record is known. */
interface DocumentObject {
  readonly object: DmsObject;
  readonly mapping: DocumentMapping;
  readonly versions: readonly DocumentVersion[];
}

const CID = 'content';

/** Documents of the DMS by our id: found, written once, with our versions on top of the DMS's own history. */
export class EnaioDocuments {
  readonly #client: EnaioClient;
  readonly #configuration: EnaioConfiguration;
  readonly #records: EnaioRecords;
  readonly #alarm: IntegrityAlarm | undefined;

  constructor(client: EnaioClient, configuration: EnaioConfiguration, records: EnaioRecords, alarm?: IntegrityAlarm) {
    this.#client = client;
    this.#configuration = configuration;
    this.#records = records;
    this.#alarm = alarm;
  }

  async find(id: DocumentId): Promise<FoundDocument | undefined> {
    const [first] = await this.copies(id);
    return first === undefined ? undefined : this.found(first.object, first.mapping);
  }

  async require(id: DocumentId): Promise<FoundDocument> {
    const found = await this.find(id);
    if (found !== undefined) return found;
    throw new DocumentError('DOCUMENT_NOT_FOUND', `Expected document ${id} in the DMS, but it is not there.`);
  }

  /** Every object with our id, the oldest first; more than one when the DMS stored twice. */
  async copies(id: DocumentId): Promise<readonly DocumentObject[]> {
    const copies: DocumentObject[] = [];
    for (const mapping of distinct(this.#configuration.documents)) {
      const condition = { field: mapping.idField, equals: id };
      const hits = await findObjects(this.#client, mapping.objectType, selectOf(mapping), [condition]);
      for (const object of hits) {
        if (textOf(object, mapping.idField) === id) copies.push(this.#withVersions(object, mapping));
      }
    }
    return copies;
  }

  /** Documents of one object type that meet all conditions, page by page. */
  matching(mapping: DocumentMapping, conditions: readonly Condition[]): AsyncGenerator<DmsObject> {
    return eachObject(this.#client, mapping.objectType, selectOf(mapping), conditions);
  }

  /** An object of the answer with its record. `record` saves looking it up again. */
  async found(object: DmsObject, mapping: DocumentMapping, record?: FoundRecord): Promise<FoundDocument> {
    const { versions } = this.#withVersions(object, mapping);
    const within = record ?? (await this.#records.byId(parentIdOf(object)));
    const id = textOf(object, mapping.idField) as DocumentId;
    if (within === undefined) {
      throw new DocumentError(
        'RECORD_NOT_FOUND',
        `Expected document ${id} (object ${object.id}) in a record of a mapped type, but object ${parentIdOf(object)} is none.`,
      );
    }
    const retentionUntil =
      mapping.retentionField === undefined ? '' : textOf(object, mapping.retentionField).slice(0, 10);
    const legalHold = mapping.legalHoldField === undefined ? '' : textOf(object, mapping.legalHoldField);
    const type = mapping.typeField === undefined ? '' : textOf(object, mapping.typeField);
    const state: DocumentState = {
      documentId: id,
      record: within.state.record,
      documentType: type === '' ? mapping.type : type,
      title: textOf(object, mapping.titleField),
      indexData: fromProperties(mapping, object),
      versions,
      ...(retentionUntil === '' ? {} : { retentionUntil }),
      ...(legalHold === '' ? {} : { legalHold }),
    };
    return { object, mapping, record: within, state };
  }

  /** Inserts a document that is not there. The caller holds the lock of its id. */
  async insert(
    request: StoreDocument,
    record: FoundRecord,
    version: DocumentVersion,
    bytes: ByteStream,
  ): Promise<void> {
    const mapping = this.mappingOf(request.documentType);
    const properties: Record<string, PropertyValue> = {
      'system:objectTypeId': await this.#client.typeId(mapping.objectType),
      'system:parentId': record.object.id,
      ...mapping.constants,
      ...toProperties(mapping, request.indexData ?? {}, `document type "${mapping.type}"`),
      [mapping.idField]: request.documentId,
      [mapping.titleField]: request.title,
      [mapping.versionsField]: formatVersions([version]),
      ...(mapping.typeField === undefined ? {} : { [mapping.typeField]: request.documentType }),
    };
    if (request.retentionUntil !== undefined) properties[this.retentionField(mapping)] = request.retentionUntil;
    const file = {
      cid: CID,
      ...fileOf(version),
      bytes: verified(bytes, version, `document ${request.documentId}`, this.#alarm),
    };
    await writeKnowingly(
      async () => this.#client.write({ properties, file }),
      async () => (await this.copies(request.documentId)).map((copy) => copy.object),
      `document ${request.documentId}`,
    );
    await this.removeCopies(request.documentId);
    if (this.#configuration.verifyContent) await this.#confirm(request.documentId);
  }

  /**
   * Content and list of versions in one call: the DMS has both or neither. The same call twice leaves one superfluous
   * entry in the DMS's own history, which reading recognises by its hash.
   */
  async update(found: FoundDocument, versions: readonly DocumentVersion[], bytes: ByteStream): Promise<void> {
    const version = versions.at(-1);
    if (version === undefined) return;
    const { documentId } = found.state;
    const properties = {
      'system:objectId': found.object.id,
      'system:objectTypeId': await this.#client.typeId(found.mapping.objectType),
      [found.mapping.versionsField]: formatVersions(versions),
    };
    const file = {
      cid: CID,
      ...fileOf(version),
      bytes: verified(bytes, version, `document ${documentId}`, this.#alarm),
    };
    await writeKnowingly(
      async () => this.#client.write({ properties, file }),
      async () => {
        const copies = await this.copies(documentId);
        return copies.filter((copy) => copy.versions.length >= version.version).map((copy) => copy.object);
      },
      `version ${version.version} of document ${documentId}`,
    );
    if (this.#configuration.verifyContent) await this.#confirm(documentId);
  }

  /**
   * Removes later copies of a document, when they are copies: same versions, same hashes. Answers their number.
   *
   * @throws DmsError DMS_DUPLICATE when they differ, or the configuration wants a person to decide
   */
  async removeCopies(id: DocumentId): Promise<number> {
    const [first, ...copies] = await this.copies(id);
    for (const copy of copies) {
      const same =
        hashesOf(copy) === hashesOf(first) && parentIdOf(copy.object) === parentIdOf(first?.object ?? copy.object);
      if (!same || this.#configuration.duplicates !== 'remove') {
        throw new DmsError(
          'DMS_DUPLICATE',
          `Expected document ${id} once, but the DMS has it as objects ${first?.object.id ?? ''} and ${copy.object.id}.`,
          {
            words: '',
            outcomeUnknown: false,
            retryable: false,
          },
        );
      }
      await this.#client.delete(copy.object.id);
    }
    return copies.length;
  }

  /** The bytes of one version, verified while they pass. */
  async content(found: FoundDocument, version: DocumentVersion): Promise<Readable> {
    const what = `version ${version.version} of document ${found.state.documentId} (object ${found.object.id})`;
    const isLatest = version.version === found.state.versions.length;
    const number = isLatest ? undefined : await this.#historyEntry(found, version);
    return verifiedStream(await this.#client.content(found.object.id, number), version, what, this.#alarm);
  }

  mappingOf(documentType: string): DocumentMapping {
    const mapping = mappingOfType(this.#configuration.documents, documentType);
    if (mapping === undefined) throw notMapped('document type', documentType, 'documents');
    return mapping;
  }

  retentionField(mapping: DocumentMapping): string {
    return mapping.retentionField ?? this.#missingField(mapping, 'retentionField');
  }

  legalHoldField(mapping: DocumentMapping): string {
    return mapping.legalHoldField ?? this.#missingField(mapping, 'legalHoldField');
  }

  #missingField(mapping: DocumentMapping, setting: string): never {
    throw new DocumentError(
      'NOT_MAPPED',
      `Expected documents.${mapping.type}.${setting} in the enaio configuration, but there is none.`,
      { details: { setting } },
    );
  }

  /**
   * The entry of the DMS's history that holds the bytes of one of our earlier versions. By position when nothing was
   * ever written twice; otherwise by comparing hashes, because the history does not carry our numbers.
   */
  async #historyEntry(found: FoundDocument, version: DocumentVersion): Promise<string> {
    const history = (await this.#client.versions(found.object.id))
      .map((entry) => ({ number: textOf(entry, 'system:versionNumber'), hasContent: entry.hasContent }))
      .filter((entry) => entry.hasContent && entry.number !== '' && entry.number !== 'CURRENT');
    const byPosition = history[version.version - 1]?.number;
    if (history.length === found.state.versions.length - 1 && byPosition !== undefined) return byPosition;
    for (const { number } of history) {
      if (await this.#hasHash(found.object.id, number, version)) return number;
    }
    throw new DocumentError(
      'INTEGRITY_VIOLATION',
      `Expected version ${version.version} of document ${found.state.documentId} in the history of object ${found.object.id}, but none of its ${history.length} entries has SHA-256 ${version.sha256}.`,
      { details: { what: found.state.documentId, expectedSha256: version.sha256 } },
    );
  }

  async #hasHash(objectId: string, versionNumber: string | undefined, version: DocumentVersion): Promise<boolean> {
    try {
      const bytes = verified(await this.#client.content(objectId, versionNumber), version, `object ${objectId}`);
      for await (const chunk of bytes) if (chunk.length === 0) continue;
      return true;
    } catch (error) {
      if (!isDmsError(error) && error instanceof DocumentError) return false;
      throw error;
    }
  }

  /** Reads back what was stored. Different bytes are the DMS's failure, and a new attempt would only add to it. */
  async #confirm(id: DocumentId): Promise<void> {
    const found = await this.require(id);
    const version = found.state.versions.at(-1);
    if (version === undefined || (await this.#hasHash(found.object.id, undefined, version))) return;
    this.#alarm?.({
      what: `document ${id} (object ${found.object.id})`,
      expected: version,
      found: { sha256: 'different', size: -1 },
    });
    throw new DmsError(
      'DMS_REFUSED',
      `Expected the DMS to keep document ${id} as it was sent, but object ${found.object.id} has other bytes.`,
      {
        words: '',
        outcomeUnknown: false,
        retryable: false,
      },
    );
  }

  #withVersions(object: DmsObject, mapping: DocumentMapping): DocumentObject {
    return { object, mapping, versions: parseVersions(textOf(object, mapping.versionsField), `object ${object.id}`) };
  }
}

function fileOf(version: DocumentVersion): {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
} {
  return { fileName: version.fileName, mediaType: version.mediaType, size: version.size };
}

function hashesOf(document: DocumentObject | undefined): string {
  return document?.versions.map((version) => version.sha256).join(' ') ?? '';
}

function selectOf(mapping: DocumentMapping): readonly string[] {
  const own = [
    mapping.idField,
    mapping.titleField,
    mapping.versionsField,
    mapping.typeField,
    mapping.retentionField,
    mapping.legalHoldField,
    mapping.otherFields,
  ];
  return [...own.filter((field) => field !== undefined), ...Object.values(mapping.fields).map((field) => field.field)];
}
