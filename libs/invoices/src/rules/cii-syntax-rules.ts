import { type BindingPath, elementsAt, path } from '../model/binding.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { type FindingLevel, type Rule, onlyCii, rule } from './rule.ts';

const transaction = 'rsm:SupplyChainTradeTransaction';
const agreement = path(transaction, 'ram:ApplicableHeaderTradeAgreement');
const settlement = path(transaction, 'ram:ApplicableHeaderTradeSettlement');
const line = path(transaction, 'ram:IncludedSupplyChainTradeLineItem');
const summation = [...settlement, 'ram:SpecifiedTradeSettlementHeaderMonetarySummation'];

/** Rules of the CII binding: how often an element may stand and which parts of CII an EN 16931 invoice does not use. */
export const ciiSyntaxRules: readonly Rule[] = onlyCii(
  ...exactlyOnce(path('rsm:ExchangedDocumentContext'), {
    'CII-SR-009': path('ram:GuidelineSpecifiedDocumentContextParameter'),
    'CII-SR-010': path('ram:GuidelineSpecifiedDocumentContextParameter/ram:ID'),
  }),
  ...atMostOnce(
    path('rsm:ExchangedDocumentContext'),
    { 'CII-SR-003': path('ram:BusinessProcessSpecifiedDocumentContextParameter') },
    'warning',
  ),
  ...exactlyOnce(path('rsm:ExchangedDocument'), { 'CII-SR-014': path('ram:TypeCode') }),
  rule(
    'CII-SR-046',
    'BT-157-1',
    'Expected a scheme of the item identifier (ram:GlobalID), but it is missing. Add schemeID.',
    'Der Artikelnummer (BT-157) fehlt das Bildungsschema. Bitte schemeID ergänzen.',
    ({ root }) =>
      elementsAt(root, [...line, 'ram:SpecifiedTradeProduct']).filter((product) => {
        const ids = product.childrenNamed('ram:GlobalID');
        return ids.length > 0 && !ids.some((id) => id.attribute('schemeID') !== undefined);
      }),
  ),
  ...exactlyOnce([...line, 'ram:SpecifiedTradeProduct', 'ram:ApplicableProductCharacteristic'], {
    'CII-SR-069': path('ram:Description'),
    'CII-SR-072': path('ram:Value'),
  }),
  ...exactlyOnce([...line, 'ram:SpecifiedTradeProduct', 'ram:OriginTradeCountry'], { 'CII-SR-090': path('ram:ID') }),
  ...exactlyOnce([...line, 'ram:SpecifiedLineTradeAgreement'], {
    'CII-SR-439': path('ram:NetPriceProductTradePrice/ram:ChargeAmount'),
  }),
  ...atMostOnce([...line, 'ram:SpecifiedLineTradeAgreement'], {
    'CII-SR-441': path('ram:NetPriceProductTradePrice/ram:ChargeAmount'),
  }),
  ...exactlyOnce(
    [...line, 'ram:SpecifiedLineTradeSettlement'],
    { 'CII-SR-454': path('ram:ApplicableTradeTax') },
    'warning',
  ),
  ...atMostOnce(agreement, {
    'CII-SR-455': path('ram:SellerTradeParty/ram:DefinedTradeContact'),
    'CII-SR-456': path('ram:BuyerTradeParty/ram:DefinedTradeContact'),
    'CII-SR-459': path('ram:SellerTradeParty/ram:URIUniversalCommunication'),
    'CII-SR-460': path('ram:BuyerTradeParty/ram:URIUniversalCommunication'),
  }),
  ...atMostOnce(settlement, { 'CII-SR-461': path('ram:ApplicableTradeTax/ram:TaxPointDate') }),
  ...atMostOnce(
    settlement,
    {
      'CII-SR-452': path('ram:SpecifiedTradePaymentTerms'),
      'CII-SR-453': path('ram:SpecifiedTradePaymentTerms/ram:Description'),
    },
    'warning',
  ),
  rule(
    'CII-SR-462',
    'BT-8',
    'Expected one VAT point date code for the whole invoice, but found different ones. Use the same code.',
    'Der Code der Steuerfälligkeit (BT-8) muss überall gleich sein. Bitte vereinheitlichen.',
    ({ root, index }) => {
      const codes = new Set(index.named('ram:DueDateTypeCode').map((code) => code.text));
      return codes.size > 1 ? elementsAt(root, settlement) : [];
    },
  ),
  rule(
    'CII-SR-463',
    'BG-20 BG-21',
    'Expected ram:ChargeIndicator of an allowance or charge, but it is missing. Add it.',
    'Einem Nachlass oder Zuschlag fehlt das Kennzeichen (ram:ChargeIndicator). Bitte ergänzen.',
    ({ index }) => index.named('ram:SpecifiedTradeAllowanceCharge').filter((one) => !one.child('ram:ChargeIndicator')),
  ),
  ...everywhere('ram:SpecifiedTradeAllowanceCharge', {
    'CII-SR-471': path('ram:RateApplicablePercent'),
    'CII-SR-472': path('ram:CategoryTradeTax'),
    'CII-SR-473': path('ram:ActualAmount'),
  }),
  rule(
    'CII-SR-440',
    'BT-147',
    'Expected the price discount at most once, but found it several times. Keep one.',
    'Der Preisnachlass (BT-147) steht mehrfach da. Bitte nur einen angeben.',
    ({ index }) =>
      index
        .named('ram:AppliedTradeAllowanceCharge')
        .filter(
          (one) =>
            one.parent?.name === 'ram:GrossPriceProductTradePrice' && one.childrenNamed('ram:ActualAmount').length > 1,
        ),
  ),
  ...[
    ['CII-SR-465', 'BT-41', 'ram:SellerTradeParty'] as const,
    ['CII-SR-466', 'BT-56', 'ram:BuyerTradeParty'] as const,
  ].map(([id, term, name]) =>
    rule(
      id,
      term,
      `Expected a person or a department as contact (${term}), but both are given. Keep one.`,
      `Als Ansprechpartner (${term}) stehen Person und Abteilung da. Bitte nur eines angeben.`,
      ({ root }) =>
        elementsAt(root, [...agreement, name]).filter(
          (one) =>
            elementsAt(one, path('ram:DefinedTradeContact/ram:PersonName')).length > 0 &&
            elementsAt(one, path('ram:DefinedTradeContact/ram:DepartmentName')).length > 0,
        ),
      'warning',
    ),
  ),
  same('CII-SR-467', 'BT-81', 'ram:TypeCode'),
  same('CII-SR-468', 'BT-82', 'ram:Information'),
  rule(
    'CII-SR-469',
    'BT-83',
    'Expected the payment reference at most once, but found it several times. Keep one.',
    'Der Verwendungszweck (BT-83) steht mehrfach da. Bitte nur einen angeben.',
    ({ root }) => elementsAt(root, [...settlement, 'ram:PaymentReference']).slice(1, 2),
  ),
  rule(
    'CII-SR-470',
    'BT-84',
    'Expected the account for a credit transfer, but it is missing. Add ram:IBANID or ram:ProprietaryID.',
    'Bei Zahlung per Überweisung fehlt das Konto (BT-84). Bitte IBAN oder Kontonummer angeben.',
    ({ root }) =>
      elementsAt(root, [...settlement, 'ram:SpecifiedTradeSettlementPaymentMeans'])
        .filter((means) => {
          const isTransfer = ['30', '58'].includes(normalizeSpace(means.child('ram:TypeCode')?.text ?? ''));
          const account = means.childrenNamed('ram:PayeePartyCreditorFinancialAccount');
          return isTransfer && !account.some((one) => one.child('ram:IBANID') ?? one.child('ram:ProprietaryID'));
        })
        .slice(0, 1),
  ),
  ...atMostOnce(
    agreement,
    {
      'CII-SR-475': path('ram:AdditionalReferencedDocument', hasType('916'), 'ram:Name'),
      'CII-SR-476': path('ram:AdditionalReferencedDocument', hasType('916'), 'ram:AttachmentBinaryObject'),
    },
    'warning',
  ),
  ...atMostOnce(summation, {
    'CII-SR-477': path('ram:LineTotalAmount'),
    'CII-SR-478': path('ram:ChargeTotalAmount'),
    'CII-SR-479': path('ram:AllowanceTotalAmount'),
    'CII-SR-480': path('ram:TaxBasisTotalAmount'),
    'CII-SR-481': path('ram:RoundingAmount'),
    'CII-SR-482': path('ram:GrandTotalAmount'),
    'CII-SR-483': path('ram:InformationAmount'),
    'CII-SR-484': path('ram:TotalPrepaidAmount'),
    'CII-SR-485': path('ram:TotalDiscountAmount'),
    'CII-SR-486': path('ram:TotalAllowanceChargeAmount'),
    'CII-SR-487': path('ram:DuePayableAmount'),
    'CII-SR-488': path('ram:RetailValueExcludingTaxInformationAmount'),
    'CII-SR-489': path('ram:TotalDepositFeeInformationAmount'),
    'CII-SR-490': path('ram:ProductValueExcludingTobaccoTaxInformationAmount'),
    'CII-SR-491': path('ram:TotalRetailValueInformationAmount'),
    'CII-SR-492': path('ram:GrossLineTotalAmount'),
    'CII-SR-493': path('ram:NetLineTotalAmount'),
    'CII-SR-494': path('ram:NetIncludingTaxesLineTotalAmount'),
  }),
);

function nameOf(steps: BindingPath): string {
  return steps.filter((step) => typeof step === 'string').join('/');
}

function counted(
  parents: BindingPath,
  table: Readonly<Record<string, BindingPath>>,
  isWrong: (count: number) => boolean,
  bound: string,
  boundDe: string,
  level: FindingLevel,
): Rule[] {
  return Object.entries(table).map(([id, steps]) =>
    rule(
      id,
      'BG-0',
      `Expected ${nameOf(steps)} ${bound}, but found it {actual} times. Keep one.`,
      `${nameOf(steps)} muss ${boundDe} stehen, gefunden: {actual}-mal. Bitte berichtigen.`,
      ({ root }) =>
        elementsAt(root, parents).flatMap((parent) => {
          const count = elementsAt(parent, steps).length;
          return isWrong(count) ? [{ at: parent, actual: String(count) }] : [];
        }),
      level,
    ),
  );
}

function atMostOnce(
  parents: BindingPath,
  table: Readonly<Record<string, BindingPath>>,
  level: FindingLevel = 'error',
): Rule[] {
  return counted(parents, table, (count) => count > 1, 'at most once', 'höchstens einmal', level);
}

function exactlyOnce(
  parents: BindingPath,
  table: Readonly<Record<string, BindingPath>>,
  level: FindingLevel = 'error',
): Rule[] {
  return counted(parents, table, (count) => count !== 1, 'exactly once', 'genau einmal', level);
}

function everywhere(parent: string, table: Readonly<Record<string, BindingPath>>): Rule[] {
  return Object.entries(table).map(([id, steps]) =>
    rule(
      id,
      'BG-20 BG-21 BG-27 BG-28',
      `Expected ${nameOf(steps)} at most once, but found it several times. Keep one.`,
      `${nameOf(steps)} darf nur einmal stehen. Bitte nur eines behalten.`,
      ({ index }) => index.named(parent).filter((one) => elementsAt(one, steps).length > 1),
    ),
  );
}

function same(id: string, term: string, name: string): Rule {
  return rule(
    id,
    term,
    `Expected the same ${name} (${term}) in all payment instructions, but found {expected} and {actual}. Use one value.`,
    `${term} muss in allen Zahlungsangaben gleich sein, gefunden: {expected} und {actual}. Bitte vereinheitlichen.`,
    ({ index }) => {
      const [first, ...others] = index
        .named(name)
        .filter((one) => one.parent?.name === 'ram:SpecifiedTradeSettlementPaymentMeans');
      const expected = normalizeSpace(first?.text ?? '');
      const other = others.find((one) => normalizeSpace(one.text) !== expected);
      return other ? [{ at: other, actual: normalizeSpace(other.text), expected }] : [];
    },
  );
}

function hasType(type: string): (document: XmlElement) => boolean {
  return (document) => document.childrenNamed('ram:TypeCode').some((code) => normalizeSpace(code.text) === type);
}
