import { type BindingPath, elementsAt, path } from '../model/binding.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { type FindingLevel, type Rule, type RuleContext, onlyCii, rule } from './rule.ts';

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
  ...withoutAttributes(plainIdentifiers, {
    'CII-DT-001': 'schemeName',
    'CII-DT-002': 'schemeAgencyName',
    'CII-DT-003': 'schemeDataURI',
    'CII-DT-004': 'schemeURI',
    'CII-DT-005': 'schemeID',
    'CII-DT-006': 'schemeAgencyID',
    'CII-DT-007': 'schemeVersionID',
  }),
  ...withoutAttributes(otherIdentifiers, {
    'CII-DT-101': 'schemeName',
    'CII-DT-102': 'schemeAgencyName',
    'CII-DT-103': 'schemeDataURI',
    'CII-DT-104': 'schemeURI',
  }),
  ...withoutAttributes(({ index }) => index.named('ram:TypeCode'), { 'CII-DT-008': 'name', 'CII-DT-009': 'listURI' }),
  ...withoutAttributes(({ root }) => [root], { 'CII-DT-013': 'languageID', 'CII-DT-014': 'languageLocaleID' }),
  ...withoutChildren(endingIn('ReferencedDocument'), {
    'CII-DT-016': 'ram:StatusCode',
    'CII-DT-017': 'ram:CopyIndicator',
    'CII-DT-019': 'ram:GlobalID',
    'CII-DT-020': 'ram:RevisionID',
    'CII-DT-023': 'ram:Information',
    'CII-DT-025': 'ram:SectionName',
    'CII-DT-026': 'ram:PreviousRevisionID',
    'CII-DT-028': 'ram:EffectiveSpecifiedPeriod',
    'CII-DT-029': 'ram:IssuerTradeParty',
    'CII-DT-030': 'ram:AttachedSpecifiedBinaryFile',
  }),
  onlyOnType('CII-DT-015', 'ram:URIID', ['916']),
  onlyOnType('CII-DT-018', 'ram:TypeCode', ['50', '130', '916']),
  onlyOnType('CII-DT-021', 'ram:Name', ['916']),
  onlyOnType('CII-DT-022', 'ram:AttachmentBinaryObject', ['916']),
  onlyOnType('CII-DT-024', 'ram:ReferenceTypeCode', ['130']),
  rule(
    'CII-DT-027',
    'BT-26',
    'Expected a date only on references to preceding invoices, but found one on another reference. Remove it.',
    'Ein Datum ist nur beim Verweis auf vorausgegangene Rechnungen erlaubt. Bitte entfernen.',
    ({ index }) =>
      index.named('ram:FormattedIssueDateTime').filter((date) => date.parent?.name !== 'ram:InvoiceReferencedDocument'),
  ),
  ...withoutAttributes(
    (context) => [...endingIn('Amount')(context)].filter((amount) => amount.name !== 'ram:TaxTotalAmount'),
    { 'CII-DT-031': 'currencyID', 'CII-DT-032': 'currencyCodeListVersionID' },
  ),
  rule(
    'CII-DT-033',
    'BT-130',
    'Expected the unit on the invoiced quantity, but it stands only on another quantity. Add it to ram:BilledQuantity.',
    'Eine Mengeneinheit steht nur an einer anderen Menge als der berechneten. Bitte an ram:BilledQuantity ergänzen.',
    (context) => {
      const isStated = context.index.named('ram:BilledQuantity').some((one) => one.attribute('unitCode') !== undefined);
      return isStated
        ? []
        : [...endingIn('Quantity')(context)].filter((one) => one.attribute('unitCode') !== undefined);
    },
  ),
  ...withoutAttributes(endingIn('Quantity'), {
    'CII-DT-034': 'unitCodeListID',
    'CII-DT-035': 'unitCodeListAgencyID',
    'CII-DT-036': 'unitCodeListAgencyName',
  }),
  rule(
    'CII-DT-037',
    'BT-151',
    'Expected the tax type VAT, but found {actual}. Write VAT.',
    'Als Steuerart ist nur VAT erlaubt, gefunden: {actual}. Bitte berichtigen.',
    (context) =>
      [...endingIn('TradeTax')(context)].flatMap((tax) => {
        const types = tax.childrenNamed('ram:TypeCode');
        const wrong = types.length > 0 && !types.some((type) => type.text === 'VAT');
        return wrong && types[0] ? [{ at: types[0], actual: types[0].text }] : [];
      }),
  ),
  ...withoutChildren(({ index }) => index.named('ram:BillingSpecifiedPeriod'), {
    'CII-DT-069': 'ram:DurationMeasure',
    'CII-DT-070': 'ram:InclusiveIndicator',
    'CII-DT-071': 'ram:Description',
    'CII-DT-073': 'ram:CompleteDateTime',
    'CII-DT-074': 'ram:OpenIndicator',
    'CII-DT-075': 'ram:SeasonCode',
    'CII-DT-076': 'ram:ID',
    'CII-DT-077': 'ram:Name',
    'CII-DT-078': 'ram:SequenceNumeric',
    'CII-DT-079': 'ram:StartDateFlexibilityCode',
    'CII-DT-080': 'ram:ContinuousIndicator',
    'CII-DT-081': 'ram:PurposeCode',
  }),
  ...(['CII-DT-068', 'CII-DT-072'] as const).map((id, number) =>
    rule(
      id,
      number === 0 ? 'BT-73 BT-134' : 'BT-74 BT-135',
      'Expected a date as udt:DateTimeString, but found udt:DateTime. Write YYYYMMDD with format 102.',
      'Das Datum steht in udt:DateTime. Bitte als udt:DateTimeString im Format 102 (JJJJMMTT) angeben.',
      ({ index }) =>
        index
          .named(number === 0 ? 'ram:StartDateTime' : 'ram:EndDateTime')
          .filter((date) => date.parent?.name === 'ram:BillingSpecifiedPeriod' && date.child('udt:DateTime')),
    ),
  ),
  ...withoutChildren(({ index }) => index.named('ram:PostalTradeAddress'), {
    'CII-DT-082': 'ram:ID',
    'CII-DT-083': 'ram:PostOfficeBox',
    'CII-DT-084': 'ram:BuildingName',
    'CII-DT-086': 'ram:LineFour',
    'CII-DT-087': 'ram:LineFive',
    'CII-DT-088': 'ram:StreetName',
    'CII-DT-089': 'ram:CitySubDivisionName',
    'CII-DT-090': 'ram:CountryName',
    'CII-DT-091': 'ram:CountrySubDivisionID',
    'CII-DT-092': 'ram:AttentionOf',
    'CII-DT-093': 'ram:CareOf',
    'CII-DT-094': 'ram:BuildingNumber',
    'CII-DT-095': 'ram:DepartmentName',
    'CII-DT-096': 'ram:AdditionalStreetName',
  }),
  rule(
    'CII-DT-097',
    'BT-2',
    'Expected a date as YYYYMMDD, but found {actual}. Correct the date.',
    'Ein Datum muss die Form JJJJMMTT haben, gefunden: {actual}. Bitte berichtigen.',
    ({ index }) =>
      index
        .named('udt:DateTimeString')
        .filter(
          (date) =>
            date.attribute('format') === '102' && !/^\s*\d{4}(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])\s*$/.test(date.text),
        )
        .map((date) => ({ at: date, actual: normalizeSpace(date.text) })),
  ),
);

type Select = (context: RuleContext) => Iterable<XmlElement>;

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

function withoutAttributes(select: Select, table: Readonly<Record<string, string>>): Rule[] {
  return Object.entries(table).map(([id, attribute]) =>
    rule(
      id,
      'BG-0',
      `Expected no attribute ${attribute} here, but found one. Remove it.`,
      `Das Attribut ${attribute} ist hier nicht erlaubt. Bitte entfernen.`,
      (context) => [...select(context)].filter((element) => element.attribute(attribute) !== undefined),
    ),
  );
}

function withoutChildren(select: Select, table: Readonly<Record<string, string>>): Rule[] {
  return Object.entries(table).map(([id, name]) =>
    rule(
      id,
      'BG-0',
      `Expected no ${name} here, but found one. Remove it.`,
      `Das Element ${name} ist hier nicht erlaubt. Bitte entfernen.`,
      (context) => [...select(context)].filter((element) => element.child(name)),
    ),
  );
}

function onlyOnType(id: string, name: string, types: readonly string[]): Rule {
  return rule(
    id,
    'BG-24',
    `Expected ${name} only on additional documents with type code ${types.join(', ')}, but found it elsewhere. Remove it or correct the type.`,
    `${name} ist nur bei Anlagen mit Typcode ${types.join(', ')} erlaubt. Bitte entfernen oder den Typcode berichtigen.`,
    (context) =>
      [...endingIn('ReferencedDocument')(context)].filter(
        (one) =>
          one.child(name) &&
          !(one.name === 'ram:AdditionalReferencedDocument' && types.some((type) => hasType(type)(one))),
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

/** All elements of CII whose name ends like their data type. */
function endingIn(suffix: string): Select {
  return ({ index }) =>
    [...index.names()]
      .filter((name) => name.startsWith('ram:') && name.endsWith(suffix))
      .flatMap((name) => index.named(name));
}

/** The four identifiers that carry nothing but their value: BT-24, BT-1, BT-126 and BT-155. */
function plainIdentifiers({ root }: RuleContext): XmlElement[] {
  return [
    ...elementsAt(root, path('rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID')),
    ...elementsAt(root, path('rsm:ExchangedDocument/ram:ID')),
    ...elementsAt(root, [...line, 'ram:AssociatedDocumentLineDocument', 'ram:LineID']),
    ...elementsAt(root, [...line, 'ram:SpecifiedTradeProduct', 'ram:SellerAssignedID']),
  ];
}

function otherIdentifiers(context: RuleContext): XmlElement[] {
  const plain = new Set(plainIdentifiers(context));
  return [...endingIn('ID')(context)].filter((element) => !plain.has(element));
}
