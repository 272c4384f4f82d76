import { describe, expect, it } from '@jest/globals';
import { type InvoiceSyntax } from '../model/profile.ts';
import { type Finding } from '../rules/apply-rules.ts';
import { ciiInvoice } from '../testing/cii-invoice.ts';
import { ublInvoice } from '../testing/ubl-invoice.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { checkStructure } from './check-structure.ts';

const check = (xml: string, syntax: InvoiceSyntax): Finding[] => checkStructure(parseXml(Buffer.from(xml)), syntax);

function changed(xml: string, from: string, to: string): string {
  expect(xml).toContain(from);
  return xml.replace(from, () => to);
}

describe('given an invoice built as its syntax prescribes, when its structure is checked', () => {
  it('then nothing is found in UBL', () => {
    expect(check(ublInvoice, 'ubl-invoice')).toEqual([]);
  });

  it('then nothing is found in CII', () => {
    expect(check(ciiInvoice, 'cii')).toEqual([]);
  });

  it('then extensions may hold whatever they like', () => {
    const extension = `<e:UBLExtensions xmlns:e="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2">
      <e:UBLExtension><e:ExtensionContent><own xmlns="urn:own">x</own></e:ExtensionContent></e:UBLExtension></e:UBLExtensions>`;
    const xml = changed(ublInvoice, '  <cbc:CustomizationID>', `${extension}<cbc:CustomizationID>`);
    expect(check(xml, 'ubl-invoice')).toEqual([]);
  });
});

describe('given an invoice with one fault in its structure, when it is checked', () => {
  const dates = '<cbc:IssueDate>2026-03-02</cbc:IssueDate>\n  <cbc:DueDate>2026-04-01</cbc:DueDate>';
  it.each<[string, string, string, string]>([
    ['an unknown element', '<cbc:Note>', '<cbc:Remark/><cbc:Note>', 'cbc:Remark'],
    ['an element of a foreign namespace', '<cbc:Note>', '<x xmlns="urn:x"/><cbc:Note>', '{urn:x}:x'],
    ['a misplaced element', dates, dates.split('\n').reverse().join(''), 'cbc:IssueDate'],
    [
      'a missing mandatory element',
      '<cbc:PayableAmount currencyID="EUR">374.85</cbc:PayableAmount>',
      '',
      'cbc:PayableAmount',
    ],
    ['a repeated element', '<cbc:DueDate>', '<cbc:DueDate>2026-04-02</cbc:DueDate><cbc:DueDate>', 'cbc:DueDate'],
    ['text between elements', '<cac:Item>', '<cac:Item>Salz', 'cac:Item'],
    ['an element inside a value', '>Streusalz<', '><cbc:ID>1</cbc:ID><', 'cbc:ID'],
    ['an unknown attribute', '<cbc:DueDate>', '<cbc:DueDate format="x">', 'format'],
    ['an attribute on an aggregate', '<cac:Item>', '<cac:Item id="1">', 'id'],
    ['an amount without currency', '<cbc:PriceAmount currencyID="EUR">120', '<cbc:PriceAmount>120', 'currencyID'],
    ['an amount in words', '>374.85</cbc:PayableAmount>', '>viel</cbc:PayableAmount>', '"viel"'],
    ['an amount with a comma', '>374.85</cbc:PayableAmount>', '>374,85</cbc:PayableAmount>', '"374,85"'],
    ['an empty amount', '>374.85</cbc:PayableAmount>', '></cbc:PayableAmount>', '""'],
    ['a day that does not exist', '2026-03-02', '2026-02-29', '"2026-02-29"'],
    ['a date in German notation', '2026-03-02', '02.03.2026', '"02.03.2026"'],
  ])('then %s is reported', (_fault, from, to, named) => {
    const findings = check(changed(ublInvoice, from, to), 'ubl-invoice');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ rule: 'STRUCTURE_INVALID', level: 'error' });
    expect(findings[0]?.message).toContain(named);
    expect(findings[0]?.location?.line).toBeGreaterThan(1);
  });

  it('then a leap day is a day', () => {
    expect(check(changed(ublInvoice, '2026-02-28', '2028-02-29'), 'ubl-invoice')).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['an empty date', '<udt:DateTimeString format="102">20260302</udt:DateTimeString>', ''],
    [
      'an address out of order',
      '<ram:PostcodeCode>38667</ram:PostcodeCode>',
      '<ram:CityName>A</ram:CityName><ram:PostcodeCode>1</ram:PostcodeCode>',
    ],
    ['a line without settlement', 'ram:SpecifiedLineTradeSettlement', 'ram:LineTradeSettlement'],
    ['a percentage in words', '<ram:RateApplicablePercent>19<', '<ram:RateApplicablePercent>neunzehn<'],
  ])('then CII with %s is reported', (_fault, from, to) => {
    const xml = changed(ciiInvoice, from, to).replace(`</${from}>`, `</${to}>`);
    expect(check(xml, 'cii').length).toBeGreaterThan(0);
  });
});

describe('given a document full of faults, when its structure is checked', () => {
  it('then the list ends after twenty of them', () => {
    const xml = changed(ublInvoice, '<cbc:Note>', `${'<cbc:Remark/>'.repeat(500)}<cbc:Note>`);
    expect(check(xml, 'ubl-invoice')).toHaveLength(20);
  });
});

describe('given an attachment, when its Base64 is checked', () => {
  const withAttachment = (content: string): string =>
    changed(
      ublInvoice,
      '  <cac:AccountingSupplierParty>',
      `<cac:AdditionalDocumentReference><cbc:ID>A</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject
        mimeCode="text/csv" filename="a.csv">${content}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment>
       </cac:AdditionalDocumentReference><cac:AccountingSupplierParty>`,
    );
  it.each(['YQ==', 'YWI=', 'YWJj', ' YW\n Jj ', ''])('then "%s" is accepted', (content) => {
    expect(check(withAttachment(content), 'ubl-invoice')).toEqual([]);
  });
  it.each(['YQ', 'Y===', 'Y=Q=', 'äöüß', 'YWJj!'])('then "%s" is refused', (content) => {
    expect(check(withAttachment(content), 'ubl-invoice')).toHaveLength(1);
  });
});
