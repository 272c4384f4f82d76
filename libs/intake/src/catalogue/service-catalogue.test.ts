import { describe, expect, it } from '@jest/globals';
import { mapSubmission } from './map-submission.ts';
import { ServiceCatalogue } from './service-catalogue.ts';

const DOG = {
  key: 'hundesteuer',
  name: 'Hund anmelden',
  process: 'hundesteuer',
  numberSeries: 'HS',
  accepts: ['urn:de:fim:leika:leistung:99102013104000'],
  variables: { antragsteller: '{name: data.halter.name}', antrag: 'data.hund' },
  required: ['antragsteller.name'],
};
const file = (...services: readonly unknown[]) => ({ name: 'x/intake.json', text: JSON.stringify({ services }) });
const facts = { id: '1', source: 'test', service: 'hundesteuer', receivedAt: '2026-11-20T08:00:00.000Z' };

describe('the catalogue of services', () => {
  it('given a sound description, then it is found by identifier and by key', () => {
    const catalogue = new ServiceCatalogue([file(DOG)]);
    expect(catalogue.findings).toEqual([]);
    expect(catalogue.find(['urn:other', 'urn:de:fim:leika:leistung:99102013104000'])?.key).toBe('hundesteuer');
    expect(catalogue.find(['hundesteuer'])?.numberSeries).toBe('HS');
    expect(catalogue.find(['unknown'])).toBeUndefined();
  });

  it.each([
    ['no JSON', { name: 'x', text: '{' }, 'NOT_JSON', 'x#'],
    ['no list', { name: 'x', text: '{}' }, 'FIELD_MISSING', 'x#/services'],
    ['a missing process', file({ ...DOG, process: undefined }), 'FIELD_MISSING', 'x/intake.json#/services/0/process'],
    ['a bad series', file({ ...DOG, numberSeries: 'h-s' }), 'FIELD_INVALID', 'x/intake.json#/services/0/numberSeries'],
    ['a key with a path', file({ ...DOG, key: '../x' }), 'FIELD_INVALID', 'x/intake.json#/services/0/key'],
    [
      'a reserved variable',
      file({ ...DOG, variables: { ...DOG.variables, nummer: '1' } }),
      'VARIABLE_RESERVED',
      'x/intake.json#/services/0/variables/nummer',
    ],
    [
      'an expression that does not parse',
      file({ ...DOG, variables: { ...DOG.variables, antrag: 'data..x (' } }),
      'EXPRESSION_INVALID',
      'x/intake.json#/services/0/variables/antrag',
    ],
    [
      'a required value nobody maps',
      file({ ...DOG, required: ['hund.name'] }),
      'FIELD_INVALID',
      'x/intake.json#/services/0/required',
    ],
  ])('given %s, then the finding names the place and the service is left out', (_, description, code, place) => {
    const catalogue = new ServiceCatalogue([description]);
    expect(catalogue.findings).toContainEqual(expect.objectContaining({ severity: 'error', code, place }));
    expect(catalogue.services).toEqual([]);
  });

  it('given a typing error in the name of what is read, then it is a warning', () => {
    const { findings } = new ServiceCatalogue([
      file({ ...DOG, variables: { ...DOG.variables, antrag: 'daten.hund' } }),
    ]);
    expect(findings.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'NAME_UNKNOWN']]);
  });

  it('given two services that accept the same, then the first one keeps it and it is told', () => {
    const catalogue = new ServiceCatalogue([file(DOG), file({ ...DOG, key: 'zwei', name: 'Zwei' }, DOG)]);
    expect(catalogue.findings.map(({ code }) => code)).toEqual(['ACCEPTED_TWICE', 'SERVICE_TWICE']);
    expect(catalogue.find(DOG.accepts)?.key).toBe('hundesteuer');
  });

  it('given data, then the mapping makes variables, and says what is missing', () => {
    const [service] = new ServiceCatalogue([file(DOG)]).services;
    if (service === undefined) throw new Error('Expected a service.');
    const full = mapSubmission(service, { halter: { name: 'Erika' }, hund: { rasse: 'Dackel' } }, facts);
    expect(full).toEqual({
      variables: { antragsteller: { name: 'Erika' }, antrag: { rasse: 'Dackel' } },
      findings: [],
    });
    const empty = mapSubmission(service, { halter: { name: ' ' } }, facts);
    expect(empty.findings.map(({ severity, code, place }) => [severity, code, place])).toEqual([
      ['warning', 'VALUE_EMPTY', 'antrag'],
      ['error', 'VALUE_REQUIRED', 'antragsteller.name'],
    ]);
  });
});
