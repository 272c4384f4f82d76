import { describe, expect, it } from '@jest/globals';
import { ciiInvoice } from './testing/cii-invoice.ts';
import { ublInvoice } from './testing/ubl-invoice.ts';
import { type ValidationResult, validateInvoice } from './validate-invoice.ts';

const validate = (xml: string): ValidationResult => validateInvoice(Buffer.from(xml));
const errorsOf = (result: ValidationResult): string[] =>
  result.findings.filter((finding) => finding.level === 'error').map((finding) => finding.rule);

describe('given a complete XRechnung, when it is validated', () => {
  it.each([
    ['ubl-invoice', ublInvoice],
    ['cii', ciiInvoice],
  ])('then %s is accepted without a finding', (syntax, xml) => {
    const result = validate(xml);
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({ accepted: true, syntax, profile: 'xrechnung' });
  });

  it('then both syntaxes carry the same business terms', () => {
    const valuesOf = (xml: string): unknown =>
      JSON.parse(JSON.stringify(validate(xml).model), (key, value: unknown) => (key === 'line' ? undefined : value));
    expect(valuesOf(ciiInvoice)).toEqual(valuesOf(ublInvoice));
  });

  it('then the source tells the SHA-256 of the bytes as received', () => {
    const { source } = validate(ublInvoice);
    expect(source?.attachmentName).toBeNull();
    expect(source?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('given an XRechnung with one fault, when it is validated', () => {
  it.each([
    ['BR-02', '<cbc:ID>R-2026-0815</cbc:ID>', '<cbc:ID/>'],
    ['BR-CO-15', '"EUR">374.85</cbc:TaxInclusiveAmount>', '"EUR">374.86</cbc:TaxInclusiveAmount>'],
    ['BR-CL-14', '>DE</cbc:IdentificationCode>', '>XY</cbc:IdentificationCode>'],
    ['BR-DE-7', '<cbc:ElectronicMail>frost@winterdienst.example</cbc:ElectronicMail>', ''],
    ['BR-DEC-23', '"EUR">60.00<', '"EUR">60.001<'],
  ])('then %s is reported as an error', (rule, from, to) => {
    expect(ublInvoice).toContain(from);
    const result = validate(ublInvoice.replace(from, to));
    expect(errorsOf(result)).toContain(rule);
    expect(result.accepted).toBe(false);
  });

  it('then the finding says where and what in both languages', () => {
    const result = validate(ublInvoice.replace('"EUR">255.00<', '"EUR">256.00<'));
    const finding = result.findings.find((one) => one.rule === 'BR-CO-10');
    expect(finding?.location?.path).toMatch(/^\/ubl:Invoice\//);
    expect(finding?.location?.line).toBeGreaterThan(1);
    expect(finding?.messageDe).toMatch(/315,00 EUR.*316,00 EUR/);
    expect(finding?.message).toMatch(/316\.00 EUR.*315\.00 EUR/);
  });
});

describe('given a document that is no invoice of a known kind, when it is validated', () => {
  it.each([
    ['ROOT_NOT_INVOICE', '<order/>'],
    ['PROFILE_NOT_SUPPORTED', ublInvoice.replace('xrechnung_3.0', 'xrechnung_2.1')],
    ['DOCTYPE_FORBIDDEN', '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'],
    ['XML_NOT_WELL_FORMED', ublInvoice.slice(0, 900)],
    ['ENCODING_NOT_SUPPORTED', '<?xml version="1.0" encoding="UTF-7"?><x/>'],
    ['ARCHIVE_INSTEAD_OF_INVOICE', 'PK\u0003\u0004'],
    ['DOCUMENT_EMPTY', ''],
  ])('then the only finding is %s', (rule, xml) => {
    const result = validate(xml);
    expect(errorsOf(result)).toEqual([rule]);
    expect(result.accepted).toBe(false);
  });

  it('then a file beyond the size limit is not even parsed', () => {
    const result = validateInvoice(Buffer.from(ublInvoice), { maximumBytes: 1_000 });
    expect(errorsOf(result)).toEqual(['DOCUMENT_TOO_LARGE']);
  });
});
