import { describe, expect, it } from '@jest/globals';
import { ciiInvoice } from '../testing/cii-invoice.ts';
import { ublInvoice } from '../testing/ubl-invoice.ts';
import { validateInvoice } from '../validate-invoice.ts';

function errorsOf(xml: string): string[] {
  const { findings } = validateInvoice(Buffer.from(xml));
  return [...new Set(findings.filter(({ level }) => level === 'error').map(({ rule }) => rule))].sort();
}

function replaced(xml: string, from: string, to: string): string {
  expect(xml).toContain(from);
  return xml.replaceAll(from, () => to);
}

/** The sample without VAT, under another category. */
function untaxedUbl(category: string, reason: string): string {
  const rate = category === 'O' ? '' : '<cbc:Percent>0</cbc:Percent>';
  const exemption = reason === '' ? '' : `<cbc:TaxExemptionReason>${reason}</cbc:TaxExemptionReason>`;
  let xml = ublInvoice
    .replaceAll('<cbc:ID>S</cbc:ID>', `<cbc:ID>${category}</cbc:ID>`)
    .replaceAll('<cbc:Percent>19</cbc:Percent>', rate)
    .replaceAll('>59.85<', '>0.00<')
    .replaceAll('>374.85<', '>315.00<');
  // The reason stands in the breakdown only, behind the rate.
  const breakdown = /(<cac:TaxCategory>\s*<cbc:ID>\w+<\/cbc:ID>\s*(?:<cbc:Percent>0<\/cbc:Percent>)?)/;
  xml = xml.replace(breakdown, (found) => found + exemption);
  return xml;
}

const buyerVat = `<cac:PartyTaxScheme><cbc:CompanyID>FR12345678901</cbc:CompanyID>
  <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>`;
const buyerName = '<cbc:RegistrationName>Stadt Musterstadt</cbc:RegistrationName>';

function withBuyerVat(xml: string): string {
  const start = '<cac:PartyLegalEntity>';
  const at = xml.lastIndexOf(start, xml.indexOf(buyerName));
  return xml.slice(0, at) + buyerVat + xml.slice(at);
}

function withoutSellerVat(xml: string): string {
  return xml.replace(/<cac:PartyTaxScheme>\s*<cbc:CompanyID>DE123456788[\s\S]*?<\/cac:PartyTaxScheme>/, '');
}

const deliveredAbroad = (xml: string): string =>
  xml.replace(
    '</cbc:ActualDeliveryDate>',
    () => `</cbc:ActualDeliveryDate><cac:DeliveryLocation><cac:Address><cbc:CityName>Lyon</cbc:CityName>
      <cbc:PostalZone>69001</cbc:PostalZone>
      <cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:Address></cac:DeliveryLocation>`,
  );

describe('given an invoice under one VAT category, when it is complete', () => {
  it.each<[string, string]>([
    ['zero rated', untaxedUbl('Z', '')],
    ['exempt', untaxedUbl('E', 'Kleinunternehmer')],
    ['reverse charge', withBuyerVat(untaxedUbl('AE', 'Steuerschuld beim Empfänger'))],
    ['intra-Community supply', deliveredAbroad(withBuyerVat(untaxedUbl('K', 'Innergemeinschaftliche Lieferung')))],
    ['export', untaxedUbl('G', 'Ausfuhr')],
    ['outside the scope of VAT', withoutSellerVat(untaxedUbl('O', 'Nicht steuerbar'))],
  ])('then %s is accepted', (_category, xml) => {
    // XRechnung asks more of an invoice outside VAT than EN 16931, which is not the matter here.
    expect(errorsOf(xml).filter((rule) => !rule.startsWith('BR-DE-'))).toEqual([]);
  });
});

describe('given an invoice under one VAT category, when something is wrong with it', () => {
  it.each<[string, string]>([
    ['BR-Z-10', untaxedUbl('Z', 'unnötig')],
    ['BR-E-10', untaxedUbl('E', '')],
    ['BR-AE-10', withBuyerVat(untaxedUbl('AE', ''))],
    ['BR-AE-02', untaxedUbl('AE', 'Steuerschuld beim Empfänger')],
    ['BR-IC-02', deliveredAbroad(untaxedUbl('K', 'Innergemeinschaftliche Lieferung'))],
    ['BR-IC-12', withBuyerVat(untaxedUbl('K', 'Innergemeinschaftliche Lieferung'))],
    ['BR-G-10', untaxedUbl('G', '')],
    ['BR-G-02', withoutSellerVat(untaxedUbl('G', 'Ausfuhr'))],
    ['BR-O-02', untaxedUbl('O', 'Nicht steuerbar')],
    ['BR-S-02', withoutSellerVat(ublInvoice)],
    ['BR-S-05', ublInvoice.replace(/(Streusalz[\s\S]*?<cbc:Percent>)19/, '$10')],
    [
      'BR-S-08',
      replaced(ublInvoice, '<cbc:TaxableAmount currencyID="EUR">315.00', '<cbc:TaxableAmount currencyID="EUR">300.00'),
    ],
    ['BR-S-09', replaced(ublInvoice, '>59.85<', '>58.00<')],
    [
      'BR-Z-09',
      replaced(untaxedUbl('Z', ''), '<cbc:TaxAmount currencyID="EUR">0.00', '<cbc:TaxAmount currencyID="EUR">1.00'),
    ],
    [
      'BR-Z-08',
      replaced(
        untaxedUbl('Z', ''),
        '<cbc:TaxableAmount currencyID="EUR">315.00',
        '<cbc:TaxableAmount currencyID="EUR">314.00',
      ),
    ],
  ])('then %s is reported', (rule, xml) => {
    expect(errorsOf(xml)).toContain(rule);
  });

  it('then CII tells the same', () => {
    const xml = replaced(ciiInvoice, '<ram:CalculatedAmount>59.85', '<ram:CalculatedAmount>50.00');
    expect(errorsOf(xml)).toEqual(['BR-CO-14', 'BR-CO-17', 'BR-S-09']);
    expect(
      errorsOf(
        replaced(
          ublInvoice,
          '>59.85</cbc:TaxAmount>\n      <cac:TaxCategory>',
          '>50.00</cbc:TaxAmount>\n      <cac:TaxCategory>',
        ),
      ),
    ).toEqual(['BR-CO-14', 'BR-CO-17', 'BR-S-09']);
  });
});
