import { digaSchemes, easCodes, icdCodes } from '../code-lists/identifier-schemes.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { decimalOrZero, decimalOf, hasMoreThanTwoDecimals, sumOver } from './amounts.ts';
import { attachmentMediaTypes } from '../code-lists/media-types.ts';
import { partyGlobalIds, registrationIds } from './cii-code-list-rules.ts';
import { type Breach, type Rule, type RuleContext, each, onlyCii, onlyUbl, onDocument, rule, where } from './rule.ts';

const extendedMediaTypes: ReadonlySet<string> = new Set([...attachmentMediaTypes, 'application/xml']);
const extendedIcd: ReadonlySet<string> = new Set([...icdCodes, ...digaSchemes]);
const extendedEas: ReadonlySet<string> = new Set([...easCodes, ...digaSchemes]);

/** BR-DEX: the XRechnung extension with sub invoice lines, third party payments and further schemes. */
export const xrechnungExtensionRules: readonly Rule[] = [
  rule(
    'BR-DEX-01',
    'BT-125-1',
    'Expected an attachment of a permitted type, XML included, but found {actual}. Use another format.',
    'Der Dateityp {actual} der Anlage ist nicht erlaubt. Zulässig sind PDF, PNG, JPEG, CSV, XLSX, ODS und XML.',
    ({ index }) =>
      index
        .named('cbc:EmbeddedDocumentBinaryObject', 'ram:AttachmentBinaryObject')
        .filter((file) => !extendedMediaTypes.has(file.attribute('mimeCode') ?? ''))
        .map((file) => ({ at: file, actual: file.attribute('mimeCode') ?? '–' })),
  ),
  ...onlyUbl(
    rule(
      'BR-DEX-02',
      'BT-131 BG-DEX-01',
      'Expected the net amount of a line to be the sum of its sub lines, but it differs. Correct the amounts.',
      'Der Nettobetrag einer Position soll der Summe ihrer Unterpositionen entsprechen. Bitte die Beträge berichtigen.',
      (context) => onDocument(context, isInvoice(context) && !sumsOfSubLinesFit(context)),
      'warning',
    ),
    rule(
      'BR-DEX-03',
      'BG-DEX-06',
      'Expected exactly one VAT category in every sub line, but found otherwise. Give one per sub line.',
      'Jede Unterposition braucht genau eine Umsatzsteuerangabe. Bitte berichtigen.',
      (context) =>
        onDocument(
          context,
          isInvoice(context) &&
            context.index
              .named('cac:Item')
              .some(
                (item) =>
                  item.parent?.name === 'cac:SubInvoiceLine' &&
                  item.childrenNamed('cac:ClassifiedTaxCategory').length !== 1,
              ),
        ),
    ),
    scheme('BR-DEX-04', 'BT-29-1 BT-46-1 BT-60-1', within('cac:PartyIdentification', 'cbc:ID'), extendedIcd, (id) => {
      const owner = id.parent?.parent;
      const mayBeCreditor = owner?.name === 'cac:PayeeParty' || owner?.parent?.name === 'cac:AccountingSupplierParty';
      return mayBeCreditor && id.attribute('schemeID') === 'SEPA';
    }),
    scheme('BR-DEX-05', 'BT-30-1 BT-47-1 BT-61-1', within('cac:PartyLegalEntity', 'cbc:CompanyID'), extendedIcd),
    scheme('BR-DEX-06', 'BT-157-1', within('cac:StandardItemIdentification', 'cbc:ID'), extendedIcd),
    scheme('BR-DEX-07', 'BT-34-1 BT-49-1', ({ index }) => index.named('cbc:EndpointID'), extendedEas),
    scheme('BR-DEX-08', 'BT-71-1', within('cac:DeliveryLocation', 'cbc:ID'), extendedIcd),
    rule(
      'BR-DEX-09',
      'BT-115 BT-DEX-002',
      'Expected an amount due of {expectedAmount} (total with VAT minus paid amount plus rounding plus third party payments), but found {actualAmount}.',
      'Der fällige Betrag (BT-115) ist {actualAmount}, richtig wäre {expectedAmount} (Gesamtbetrag minus Vorauszahlung plus Rundung plus Zahlungen Dritter).',
      ({ invoice }) =>
        each(invoice, 'BG-22').flatMap((totals) => {
          const total = decimalOf(totals, 'BT-112');
          const actual = decimalOf(totals, 'BT-115');
          const expected = (total ?? ExactDecimal.zero)
            .minus(decimalOrZero(totals, 'BT-113'))
            .plus(sumOver(each(invoice, 'BG-DEX-09'), 'BT-DEX-002'))
            .rounded(2)
            .plus(decimalOrZero(totals, 'BT-114'));
          const isKept = total && actual?.rounded(2).equals(expected.rounded(2));
          return isKept
            ? []
            : [{ at: totals.element, actual: actual?.toString() ?? '–', expected: expected.toString() }];
        }),
    ),
    thirdParty('BR-DEX-10', 'BT-DEX-001', 'type', 'Die Art'),
    thirdParty('BR-DEX-11', 'BT-DEX-002', 'amount', 'Der Betrag'),
    thirdParty('BR-DEX-12', 'BT-DEX-003', 'description', 'Die Beschreibung'),
    rule(
      'BR-DEX-13',
      'BT-DEX-002',
      'Expected at most two decimals in the third party payment amount, but found more. Round it to the cent.',
      'Der Betrag der Zahlung Dritter (BT-DEX-002) hat mehr als zwei Nachkommastellen. Bitte auf Cent runden.',
      ({ invoice }) =>
        where(each(invoice, 'BG-DEX-09'), (payment) => hasMoreThanTwoDecimals(payment.term('BT-DEX-002'))),
    ),
    rule(
      'BR-DEX-14',
      'BT-DEX-002 BT-5',
      'Expected the third party payment in the invoice currency, but found {actual}. Convert the amount.',
      'Die Zahlung Dritter (BT-DEX-002) muss in Rechnungswährung angegeben sein, gefunden: {actual}.',
      ({ invoice, syntax }) =>
        syntax === 'ubl-invoice'
          ? each(invoice, 'BG-DEX-09').flatMap((payment) => {
              const currency = payment.term('BT-DEX-002')?.element.attribute('currencyID');
              return currency === invoice.term('BT-5')?.value && currency !== undefined
                ? []
                : [{ at: payment.element, actual: currency ?? '–' }];
            })
          : [],
    ),
  ),
  ...onlyCii(
    scheme('BR-DEX-04', 'BT-29-1 BT-46-1 BT-60-1', partyGlobalIds, extendedIcd),
    scheme('BR-DEX-05', 'BT-30-1 BT-47-1 BT-61-1', registrationIds, extendedIcd),
    scheme('BR-DEX-06', 'BT-157-1', within('ram:SpecifiedTradeProduct', 'ram:GlobalID'), extendedIcd),
    scheme('BR-DEX-07', 'BT-34-1 BT-49-1', within('ram:URIUniversalCommunication', 'ram:URIID'), extendedEas),
    scheme('BR-DEX-08', 'BT-71-1', within('ram:ShipToTradeParty', 'ram:GlobalID'), extendedIcd),
    rule(
      'BR-DEX-15',
      'BG-DEX-01',
      'Expected no sub lines in CII, but found ram:ParentLineID. Use UBL for sub lines.',
      'Unterpositionen (ram:ParentLineID) sind in CII nicht vorgesehen. Bitte UBL verwenden.',
      ({ index }) => index.named('ram:ParentLineID').slice(0, 1),
      'warning',
    ),
  ),
];

type Select = (context: RuleContext) => readonly XmlElement[];

function isInvoice({ syntax }: RuleContext): boolean {
  return syntax === 'ubl-invoice';
}

function within(parent: string, name: string): Select {
  return ({ index }) => index.named(name).filter((element) => element.parent?.name === parent);
}

function scheme(
  id: string,
  terms: string,
  select: Select,
  codes: ReadonlySet<string>,
  isExempt?: (element: XmlElement) => boolean,
): Rule {
  return rule(
    id,
    terms,
    'Expected a scheme of the code list or XR01 to XR03, but found {actual}. Use a code of the list.',
    'Das Schema {actual} steht nicht in der Codeliste (auch nicht XR01 bis XR03). Bitte berichtigen.',
    (context) =>
      select(context).flatMap((element): Breach[] => {
        const code = element.attribute('schemeID');
        if (code === undefined || codes.has(normalizeSpace(code)) || isExempt?.(element)) return [];
        return [{ at: element, actual: code }];
      }),
  );
}

function thirdParty(id: string, term: 'BT-DEX-001' | 'BT-DEX-002' | 'BT-DEX-003', noun: string, nounDe: string): Rule {
  return rule(
    id,
    term,
    `Expected the ${noun} of a third party payment (${term}), but it is missing. Add it.`,
    `${nounDe} einer Zahlung Dritter (${term}) fehlt. Bitte ergänzen.`,
    ({ invoice, syntax }) =>
      syntax === 'ubl-invoice' ? where(each(invoice, 'BG-DEX-09'), (payment) => !payment.isFilled(term)) : [],
  );
}

function sumsOfSubLinesFit({ index }: RuleContext): boolean {
  return index.named('cac:InvoiceLine', 'cac:SubInvoiceLine').every((line) => {
    const parts = line.childrenNamed('cac:SubInvoiceLine');
    if (parts.length === 0) return true;
    const amount = ExactDecimal.parse(line.child('cbc:LineExtensionAmount')?.text ?? '');
    let sum = ExactDecimal.zero;
    for (const part of parts) {
      sum = sum.plus(ExactDecimal.parse(part.child('cbc:LineExtensionAmount')?.text ?? '') ?? ExactDecimal.zero);
    }
    return amount?.equals(sum) ?? false;
  });
}
