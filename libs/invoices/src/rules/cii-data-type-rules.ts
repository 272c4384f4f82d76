import { elementsAt, path } from '../model/binding.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { type Rule, type RuleContext, onlyCii, rule } from './rule.ts';

const line = path('rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem');

/** Rules of the CII binding on data types: attributes and children EN 16931 does not allow on them. */
export const ciiDataTypeRules: readonly Rule[] = onlyCii(
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
