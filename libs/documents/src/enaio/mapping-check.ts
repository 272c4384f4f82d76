import {
  type DocumentMapping,
  type EnaioConfiguration,
  type FieldMapping,
  type RecordMapping,
} from './enaio-configuration.ts';
import { type DefinedField, type DefinedType, type ObjectDefinition } from './object-definition.ts';

/** Something in the mapping that does not fit the object definition of the DMS. */
export interface MappingFinding {
  /** `error`: documents of this type cannot be stored; `warning`: it may go wrong for some of them. */
  readonly severity: 'error' | 'warning';
  /** Place in the configuration, for example `documents.letter.idField`. */
  readonly place: string;
  readonly message: string;
}

const UUID_LENGTH = 36;
/** About ten versions with ordinary file names. */
const VERSIONS_LENGTH = 2000;
const FITTING: Readonly<Record<FieldMapping['type'], RegExp>> = {
  text: /^(?!bool)/,
  number: /int|dec|num|float|double|money|curr|long|id/,
  boolean: /bool|check|flag|int/,
  date: /date|time|string|text/,
};

/** Compares a mapping with the object definition of the DMS: every type and field it names must exist and fit. */
export function checkMapping(
  configuration: EnaioConfiguration,
  definition: ObjectDefinition,
): readonly MappingFinding[] {
  return [
    ...configuration.records.flatMap((mapping) =>
      new MappingCheck(`records.${mapping.type}`, definition).record(mapping, ['folder']),
    ),
    ...configuration.path.flatMap((mapping, i) =>
      new MappingCheck(`path[${i}]`, definition).record(mapping, [i === 0 ? 'folder' : 'register']),
    ),
    ...configuration.documents.flatMap((mapping) =>
      new MappingCheck(`documents.${mapping.type}`, definition).document(mapping),
    ),
  ];
}

class MappingCheck {
  readonly #findings: MappingFinding[] = [];
  readonly #place: string;
  readonly #definition: ObjectDefinition;

  constructor(place: string, definition: ObjectDefinition) {
    this.#place = place;
    this.#definition = definition;
  }

  record(mapping: RecordMapping, bases: readonly string[]): readonly MappingFinding[] {
    const type = this.#type(mapping.objectType, bases);
    if (type === undefined) return this.#findings;
    this.#field(type, 'nameField', mapping.nameField);
    if (mapping.status !== undefined) this.#field(type, 'status.field', mapping.status.field);
    this.#rest(type, mapping, [mapping.nameField, mapping.status?.field]);
    return this.#findings;
  }

  document(mapping: DocumentMapping): readonly MappingFinding[] {
    const type = this.#type(mapping.objectType, ['document']);
    if (type === undefined) return this.#findings;
    this.#length('idField', this.#field(type, 'idField', mapping.idField), UUID_LENGTH, 'error', 'our document id');
    const versions = this.#field(type, 'versionsField', mapping.versionsField);
    this.#length('versionsField', versions, VERSIONS_LENGTH, 'warning', 'the list of versions');
    if (mapping.retentionField !== undefined) this.#field(type, 'retentionField', mapping.retentionField);
    if (mapping.legalHoldField !== undefined) this.#field(type, 'legalHoldField', mapping.legalHoldField);
    this.#rest(type, mapping, [mapping.idField, mapping.versionsField]);
    return this.#findings;
  }

  #rest(type: DefinedType, mapping: RecordMapping | DocumentMapping, own: readonly (string | undefined)[]): void {
    this.#field(type, 'titleField', mapping.titleField);
    if (mapping.typeField !== undefined) this.#field(type, 'typeField', mapping.typeField);
    if (mapping.otherFields !== undefined) this.#field(type, 'otherFields', mapping.otherFields);
    for (const [name, field] of Object.entries(mapping.fields)) {
      const defined = this.#field(type, `fields.${name}`, field.field);
      if (defined !== undefined && defined.type !== '' && !FITTING[field.type].test(defined.type)) {
        this.#find(
          'warning',
          `fields.${name}`,
          `Expected field ${field.field} to hold a ${field.type}, but the DMS defines it as ${defined.type}.`,
        );
      }
    }
    for (const name of Object.keys(mapping.constants)) this.#field(type, `constants.${name}`, name);
    const always = new Set([...own, mapping.titleField, mapping.typeField, ...Object.keys(mapping.constants)]);
    const sometimes = new Set(Object.values(mapping.fields).map((field) => field.field));
    for (const field of type.fields.values()) {
      if (!field.required || always.has(field.name)) continue;
      if (sometimes.has(field.name)) {
        this.#find(
          'warning',
          'fields',
          `Expected a value in every document, because the DMS requires field ${field.name}; without one it refuses.`,
        );
      } else {
        this.#find(
          'error',
          'fields',
          `Expected a mapping or a constant for field ${field.name}, because the DMS requires it, but there is none.`,
        );
      }
    }
  }

  #type(objectType: string, bases: readonly string[]): DefinedType | undefined {
    const type = this.#definition.type(objectType);
    if (type === undefined) {
      const names = this.#definition.types
        .map((known) => known.name)
        .slice(0, 20)
        .join(', ');
      this.#find(
        'error',
        'objectType',
        `Expected object type ${objectType} in the DMS, but this user sees only: ${names}.`,
      );
      return undefined;
    }
    if (type.base !== '' && !bases.includes(type.base)) {
      this.#find(
        'error',
        'objectType',
        `Expected a ${bases.join(' or ')} type, but ${objectType} is a ${type.base} type.`,
      );
    }
    return type;
  }

  #field(type: DefinedType, place: string, name: string): DefinedField | undefined {
    const field = type.fields.get(name);
    if (field === undefined && !name.startsWith('system:')) {
      const names = [...type.fields.keys()].slice(0, 40).join(', ');
      this.#find('error', place, `Expected field ${name} in object type ${type.name}, but it has only: ${names}.`);
    }
    return field;
  }

  #length(
    place: string,
    field: DefinedField | undefined,
    needed: number,
    severity: MappingFinding['severity'],
    what: string,
  ): void {
    if (field?.maxLength === undefined || field.maxLength >= needed) return;
    this.#find(
      severity,
      place,
      `Expected room for ${what} (${needed} characters) in field ${field.name}, but it holds ${field.maxLength}.`,
    );
  }

  #find(severity: MappingFinding['severity'], place: string, message: string): void {
    this.#findings.push({ severity, place: `${this.#place}.${place}`, message });
  }
}
