import { describe, expect, it } from '@jest/globals';
import { ciiInvoice } from '../testing/cii-invoice.ts';
import { ublInvoice } from '../testing/ubl-invoice.ts';
import { validateInvoice } from '../validate-invoice.ts';

const findingsOf = (xml: string): string[] =>
  validateInvoice(Buffer.from(xml)).findings.map(({ rule, level }) => `${rule} ${level}`);

describe('given an invoice with content no business term stands in, when it is validated', () => {
  it.each<[string, string, string, string]>([
    ['UBL-CR-005', ublInvoice, '<cbc:IssueDate>', '<cbc:UUID>1</cbc:UUID><cbc:IssueDate>'],
    ['UBL-CR-190', ublInvoice, '<cbc:ElectronicMail>', '<cbc:Telefax>1</cbc:Telefax><cbc:ElectronicMail>'],
    ['UBL-CR-166', ublInvoice, '</cbc:IdentificationCode>', '</cbc:IdentificationCode><cbc:Name>D</cbc:Name>'],
    [
      'UBL-CR-561',
      ublInvoice,
      '<cac:Item>',
      '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1</cbc:TaxAmount></cac:TaxTotal><cac:Item>',
    ],
    [
      'UBL-CR-679',
      ublInvoice,
      '<cac:ClassifiedTaxCategory>\n        <cbc:ID>',
      '<cac:ClassifiedTaxCategory>\n        <cbc:ID schemeID="x">',
    ],
    ['UBL-DT-19', ublInvoice, '<cbc:Note>', '<cbc:Note languageID="de">'],
    [
      'CII-SR-048',
      ciiInvoice,
      '<ram:Name>Streusalz',
      '<ram:ManufacturerAssignedID>1</ram:ManufacturerAssignedID><ram:Name>Streusalz',
    ],
    [
      'CII-SR-229',
      ciiInvoice,
      '<ram:TelephoneUniversalCommunication>',
      '<ram:JobTitle>x</ram:JobTitle><ram:TelephoneUniversalCommunication>',
    ],
    [
      'CII-SR-339',
      ciiInvoice,
      '<ram:InvoiceCurrencyCode>',
      '<ram:DuePayableAmount>1</ram:DuePayableAmount><ram:InvoiceCurrencyCode>',
    ],
    ['CII-DT-045', ciiInvoice, '<ram:CategoryCode>', '<ram:CategoryCode listID="x">'],
  ])('then %s warns, and the invoice is accepted all the same', (rule, xml, from, to) => {
    expect(xml).toContain(from);
    expect(findingsOf(xml.replace(from, () => to))).toEqual([`${rule} warning`]);
  });
});
