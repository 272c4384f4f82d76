import { DocumentError } from '../port/document-error.ts';
import { ConfigurationReader } from './configuration-reader.ts';

/** How values of one of our index fields are kept in theirs. */
export type FieldType = 'text' | 'number' | 'boolean' | 'date';

/** One of our index fields in the DMS. */
export interface FieldMapping {
  /** Internal name of their field. */
  readonly field: string;
  readonly type: FieldType;
}

/** The key of a mapping for every type that has none of its own. */
const ANY_TYPE = '*';

/** The mapping of one of our types: its own, else the one for all others. */
export function mappingOfType<Mapping extends { readonly type: string }>(
  mappings: readonly Mapping[],
  type: string,
): Mapping | undefined {
  return mappings.find((mapping) => mapping.type === type) ?? mappings.find((mapping) => mapping.type === ANY_TYPE);
}

interface ObjectMapping {
  /** Internal name or number of their object type. */
  readonly objectType: string;
  /** Our type, when the objects of this object type are always of it; with `typeField` the field tells. */
  readonly type: string;
  readonly typeField: string | undefined;
  readonly titleField: string;
  readonly fields: Readonly<Record<string, FieldMapping>>;
  /** Their long text field for index data that `fields` does not name, as JSON. Without it such data is refused. */
  readonly otherFields: string | undefined;
  /** Their fields that always get the same value. */
  readonly constants: Readonly<Record<string, string | number | boolean>>;
}

/** One of our record types, or one level of record paths, in the DMS. */
export interface RecordMapping extends ObjectMapping {
  /** Their field with the file reference, or the name in a path. */
  readonly nameField: string;
  /** Their field that says whether the record is closed, with its two values. Without it records cannot be closed. */
  readonly status: { readonly field: string; readonly open: string; readonly closed: string } | undefined;
}

/** One of our document types in the DMS. */
export interface DocumentMapping extends ObjectMapping {
  /** Their field for our document id: the key of idempotency, at least 36 characters. */
  readonly idField: string;
  /** Their long text field for the list of versions with their hashes. */
  readonly versionsField: string;
  readonly retentionField: string | undefined;
  readonly legalHoldField: string | undefined;
}

/** Everything a site decides about its enaio. */
export interface EnaioConfiguration {
  /** Address of the DMS service up to and with `/api/dms`. */
  readonly baseUrl: string;
  /** Milliseconds without any progress before a call counts as failed. */
  readonly timeoutMs: number;
  /** How often a call that may be repeated is tried in all. */
  readonly attempts: number;
  /** Read back and hash what was stored before it counts as confirmed. */
  readonly verifyContent: boolean;
  /** What to do with copies the DMS made of one document: remove the later ones, or stop and report. */
  readonly duplicates: 'remove' | 'report';
  readonly records: readonly RecordMapping[];
  /** Levels of records named by path, from the top; the first is a folder type, the others register types. */
  readonly path: readonly RecordMapping[];
  readonly documents: readonly DocumentMapping[];
}

/**
 * Reads a configuration from JSON. All problems are told at once, each with its place.
 *
 * @throws DocumentError CONFIGURATION_INVALID; `details.problems` lists them
 */
export function parseEnaioConfiguration(json: unknown): EnaioConfiguration {
  const problems: string[] = [];
  const root = ConfigurationReader.of(json, problems);
  const configuration: EnaioConfiguration = {
    baseUrl: root.url('baseUrl').replace(/\/+$/, ''),
    timeoutMs: root.integer('timeoutMs', 100, 3_600_000, 30_000),
    attempts: root.integer('attempts', 1, 10, 3),
    verifyContent: root.flag('verifyContent', true),
    duplicates: root.choice('duplicates', ['remove', 'report'], 'remove'),
    records: root.children('records').map(([type, reader]) => recordMapping(type, reader)),
    path: root.list('path').map((reader) => recordMapping(reader.text('type', 'case'), reader, ['type'])),
    documents: root.children('documents').map(([type, reader]) => documentMapping(type, reader)),
  };
  root.refuseOthers();
  if (configuration.records.length === 0 && configuration.path.length === 0)
    problems.push('records: expected at least one record type.');
  if (configuration.documents.length === 0) problems.push('documents: expected at least one document type.');
  for (const kind of ['records', 'documents'] as const) checkSharedObjectTypes(kind, configuration[kind], problems);
  if (problems.length > 0) {
    throw new DocumentError(
      'CONFIGURATION_INVALID',
      `Expected a usable enaio configuration, but:\n- ${problems.join('\n- ')}`,
      {
        details: { problems },
      },
    );
  }
  return configuration;
}

/** Two of our types in one of theirs can only be told apart by a field. */
function checkSharedObjectTypes(kind: string, mappings: readonly ObjectMapping[], problems: string[]): void {
  for (const mapping of mappings) {
    if (mapping.type === ANY_TYPE && mapping.typeField === undefined)
      problems.push(`${kind}.*.typeField: expected a field that tells the types apart.`);
    const others = mappings.filter((other) => other.objectType === mapping.objectType);
    if (
      others.length > 1 &&
      (mapping.typeField === undefined || others.some((other) => other.typeField !== mapping.typeField))
    ) {
      problems.push(
        `${kind}.${mapping.type}.typeField: expected the same field in all of ${others.map((other) => other.type).join(', ')}, because they share object type ${mapping.objectType}.`,
      );
    }
  }
}

function objectMapping(type: string, reader: ConfigurationReader): ObjectMapping {
  return {
    type,
    objectType: reader.identifier('objectType'),
    typeField: reader.optionalIdentifier('typeField'),
    titleField: reader.identifier('titleField'),
    otherFields: reader.optionalIdentifier('otherFields'),
    fields: Object.fromEntries(
      reader.entries('fields').map(([name, value]) => {
        if (typeof value === 'string')
          return [name, { field: reader.checkIdentifier(`fields.${name}`, value), type: 'text' as const }];
        const nested = reader.nested(`fields.${name}`, value);
        const mapping = {
          field: nested.identifier('field'),
          type: nested.choice('type', ['text', 'number', 'boolean', 'date'] as const, 'text'),
        };
        nested.refuseOthers();
        return [name, mapping];
      }),
    ),
    constants: Object.fromEntries(
      reader.entries('constants').flatMap(([name, value]) => {
        const field = reader.checkIdentifier(`constants.${name}`, name);
        if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
          return [[field, value]];
        reader.problem(`constants.${name}`, 'a text, number or truth value', value);
        return [];
      }),
    ),
  };
}

function recordMapping(type: string, reader: ConfigurationReader, also: readonly string[] = []): RecordMapping {
  const status = reader.optionalChild('status');
  const mapping: RecordMapping = {
    ...objectMapping(type, reader),
    nameField: reader.identifier('nameField'),
    status:
      status === undefined
        ? undefined
        : { field: status.identifier('field'), open: status.text('open'), closed: status.text('closed') },
  };
  status?.refuseOthers();
  reader.refuseOthers(also);
  return mapping;
}

function documentMapping(type: string, reader: ConfigurationReader): DocumentMapping {
  const mapping: DocumentMapping = {
    ...objectMapping(type, reader),
    idField: reader.identifier('idField'),
    versionsField: reader.identifier('versionsField'),
    retentionField: reader.optionalIdentifier('retentionField'),
    legalHoldField: reader.optionalIdentifier('legalHoldField'),
  };
  reader.refuseOthers();
  return mapping;
}
