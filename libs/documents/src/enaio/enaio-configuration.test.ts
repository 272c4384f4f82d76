import { describe, expect, it } from '@jest/globals';
import { parseEnaioConfiguration } from './enaio-configuration.ts';
import { checkMapping } from './mapping-check.ts';
import { ObjectDefinition } from './object-definition.ts';

const RECORD = { objectType: 'AKTE', nameField: 'Aktenzeichen', titleField: 'Bezeichnung' };
const DOCUMENT = { objectType: 'DOK', idField: 'LZ_ID', versionsField: 'LZ_V', titleField: 'Betreff' };
const GOOD = { baseUrl: 'https://dms.example/api/dms/', records: { case: RECORD }, documents: { letter: DOCUMENT } };

/** The problems of a configuration, without the sentence before them. */
function problemsOf(json: unknown): readonly string[] {
  try {
    parseEnaioConfiguration(json);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIGURATION_INVALID', retryable: false });
    const { problems } = (error as { details: { problems: readonly string[] } }).details;
    return problems;
  }
}

describe('enaio configuration', () => {
  it('given the least that is needed, then everything else has its default', () => {
    expect(parseEnaioConfiguration(GOOD)).toMatchObject({
      baseUrl: 'https://dms.example/api/dms',
      timeoutMs: 30_000,
      attempts: 3,
      verifyContent: true,
      duplicates: 'remove',
      records: [{ type: 'case', objectType: 'AKTE', fields: {}, status: undefined }],
      documents: [{ type: 'letter', idField: 'LZ_ID' }],
    });
  });

  it('given several mistakes, then all are told with their places', () => {
    const problems = problemsOf({
      baseUrl: 'ftp://x',
      timeoutMs: '5',
      duplicates: 'keep',
      records: { case: { ...RECORD, titelField: 'x', status: { field: 'S', open: 'a' } } },
      documents: {
        letter: { ...DOCUMENT, idField: 'LZ_ID=@x OR 1', fields: { amount: { field: 'B', type: 'money' }, day: 7 } },
      },
    });
    const places = problems.map((problem) => problem.split(':')[0]);
    expect(places.sort()).toEqual(
      [
        'baseUrl',
        'documents.letter.fields.amount.type',
        'documents.letter.fields.day',
        'documents.letter.fields.day.field',
        'documents.letter.idField',
        'duplicates',
        'records.case.status.closed',
        'records.case.titelField',
        'timeoutMs',
      ].sort(),
    );
  });

  it('given no types, no object at all, or an unknown section, then that is told', () => {
    expect(problemsOf({ baseUrl: 'https://x/api/dms' })).toHaveLength(2);
    expect(problemsOf([])).not.toEqual([]);
    expect(problemsOf({ ...GOOD, document: {} })).toEqual([expect.stringContaining('document: expected one of')]);
  });

  it('given a mapping for every type without a field that tells them apart, then that is told', () => {
    expect(problemsOf({ ...GOOD, documents: { '*': DOCUMENT } })).toEqual([
      expect.stringContaining('documents.*.typeField'),
    ]);
    expect(problemsOf({ ...GOOD, documents: { '*': { ...DOCUMENT, typeField: 'Art' } } })).toEqual([]);
  });

  it('given two types in one object type without a field that tells them apart, then that is told', () => {
    const documents = { letter: DOCUMENT, notice: DOCUMENT };
    expect(problemsOf({ ...GOOD, documents })).toHaveLength(2);
    const told = { letter: { ...DOCUMENT, typeField: 'Art' }, notice: { ...DOCUMENT, typeField: 'Art' } };
    expect(problemsOf({ ...GOOD, documents: told })).toEqual([]);
  });
});

describe('mapping against the object definition', () => {
  const field = (
    localName: string,
    change: object = {},
  ): {
    readonly localName: string;
    readonly propertyType: string;
    readonly required: boolean;
    readonly maxLength: number;
  } => ({
    localName,
    propertyType: 'string',
    required: false,
    maxLength: 5000,
    ...change,
  });
  const types = [
    {
      id: '1',
      localName: 'AKTE',
      baseId: 'FOLDER',
      fields: [field('Aktenzeichen', { required: true }), field('Bezeichnung'), field('Status')],
    },
    {
      id: '2',
      localName: 'DOK',
      baseId: 'DOCUMENT',
      fields: [field('LZ_ID'), field('LZ_V'), field('Betreff'), field('Betrag', { propertyType: 'decimal' })],
    },
  ];
  const findings = (configuration: object, objectTypes: unknown = types): readonly string[] =>
    checkMapping(parseEnaioConfiguration({ ...GOOD, ...configuration }), ObjectDefinition.parse({ objectTypes })).map(
      (finding) => `${finding.severity} ${finding.place}`,
    );
  const withField = (name: string, change: object): unknown =>
    types.map((type) => ({
      ...type,
      fields: type.fields.map((one) => (one.localName === name ? { ...one, ...change } : one)),
    }));

  it('given a mapping that fits, then nothing is found, whether types are named or numbered', () => {
    expect(findings({})).toEqual([]);
    expect(findings({ documents: { letter: { ...DOCUMENT, objectType: '2' } } })).toEqual([]);
  });

  it('given a definition written with the other key words, then it is understood the same', () => {
    const other = Object.fromEntries(
      types.map((type) => [
        type.localName,
        {
          id: type.id,
          name: type.localName,
          baseTypeId: `cmis:${type.baseId.toLowerCase()}`,
          propertyDefinitions: Object.fromEntries(type.fields.map((one) => [one.localName, {}] as const)),
        },
      ]),
    );
    expect(findings({}, other)).toEqual([]);
  });

  const wrong: readonly (readonly [string, object, unknown, string])[] = [
    [
      'an unknown object type',
      { records: { case: { ...RECORD, objectType: 'XX' } } },
      types,
      'error records.case.objectType',
    ],
    [
      'a document type for records',
      { records: { case: { ...RECORD, objectType: 'DOK' } } },
      types,
      'error records.case.objectType',
    ],
    [
      'an unknown field',
      { documents: { letter: { ...DOCUMENT, retentionField: 'Frist' } } },
      types,
      'error documents.letter.retentionField',
    ],
    [
      'an unknown index field',
      { documents: { letter: { ...DOCUMENT, fields: { a: 'X' } } } },
      types,
      'error documents.letter.fields.a',
    ],
    ['a field too short for our id', {}, withField('LZ_ID', { maxLength: 30 }), 'error documents.letter.idField'],
    ['a field short for versions', {}, withField('LZ_V', { maxLength: 250 }), 'warning documents.letter.versionsField'],
    ['a required field without mapping', {}, withField('Betrag', { required: true }), 'error documents.letter.fields'],
    [
      'a number kept as truth value',
      { documents: { letter: { ...DOCUMENT, fields: { a: { field: 'Betrag', type: 'boolean' } } } } },
      types,
      'warning documents.letter.fields.a',
    ],
    [
      'a status field that is missing',
      { records: { case: { ...RECORD, status: { field: 'Zustand', open: 'a', closed: 'b' } } } },
      types,
      'error records.case.status.field',
    ],
  ];
  for (const [what, configuration, objectTypes, expected] of wrong) {
    it(`given ${what}, then it is found at its place`, () => {
      expect(findings(configuration, objectTypes)).toContain(expected);
    });
  }

  it('given a required field filled by a constant, then nothing is found', () => {
    const letter = { ...DOCUMENT, constants: { Betrag: 0 } };
    expect(findings({ documents: { letter } }, withField('Betrag', { required: true }))).toEqual([]);
  });

  it('given an answer without types, then it is no object definition', () => {
    expect(() => ObjectDefinition.parse({ hello: 1 })).toThrow(/Expected object types/);
  });
});
