import { describe, expect, it } from '@jest/globals';
import { ublInvoice } from '../testing/ubl-invoice.ts';
import { validateInvoice } from '../validate-invoice.ts';
import { allRules, rulesFor } from './rule-sets.ts';

const levelOf = (xml: string, rule: string): string | undefined =>
  validateInvoice(Buffer.from(xml)).findings.find((finding) => finding.rule === rule)?.level;

describe('given all rules', () => {
  it('then each says in both languages what is wrong and ends as a sentence', () => {
    for (const { id, message, messageDe } of allRules()) {
      expect(`${id}: ${message}`).toMatch(/\.$/);
      expect(`${id}: ${messageDe}`).toMatch(/\.$/);
      expect(messageDe).not.toBe(message);
    }
  });

  it('then an identifier stands for one rule in each syntax', () => {
    const repeated = (['ubl-invoice', 'cii'] as const).map((syntax) => {
      const ids = (rulesFor('en16931', syntax) ?? []).map(({ id }) => id);
      return ids.filter((id, index) => ids.indexOf(id) !== index);
    });
    // UBL has a code list of its own for the type of a credit note.
    expect(repeated).toEqual([['BR-CL-01'], []]);
  });

  it('then profiles that are no invoice under EN 16931 have none', () => {
    expect(rulesFor('facturx-minimum', 'cii')).toBeUndefined();
    expect(rulesFor('other', 'ubl-invoice')).toBeUndefined();
  });
});

describe('given the profile of a document, when a rule is broken, then its level is that of the profile', () => {
  const euro = 'urn:cen.eu:en16931:2017';
  const xrechnung = `${euro}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0`;
  const inProfile = (profile: string, xml: string): string => xml.replace(xrechnung, profile);
  const unknownUnit = ublInvoice.replace('unitCode="HUR"', 'unitCode="STUNDE"');
  const prepaid = ublInvoice.replace('  <cac:TaxTotal>', '<cac:PrepaidPayment/><cac:TaxTotal>');

  it.each([
    ['an unknown unit in EN 16931', 'error', 'BR-CL-23', inProfile(euro, unknownUnit)],
    ['an unknown unit in XRechnung', 'warning', 'BR-CL-23', unknownUnit],
    ['an unused element in XRechnung', 'warning', 'UBL-CR-470', prepaid],
    [
      'the same in its extension',
      'information',
      'UBL-CR-470',
      inProfile(`${xrechnung}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`, prepaid),
    ],
  ])('%s: %s', (_what, level, rule, xml) => {
    expect(levelOf(xml, rule)).toBe(level);
  });

  it('an XRechnung without Leitweg-ID: error, a Peppol invoice without one: nothing', () => {
    const xml = ublInvoice.replace(/<cbc:BuyerReference>[^<]*<\/cbc:BuyerReference>/, '');
    expect(levelOf(xml, 'BR-DE-15')).toBe('error');
    expect(
      levelOf(inProfile(`${euro}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0`, xml), 'BR-DE-15'),
    ).toBeUndefined();
  });
});
