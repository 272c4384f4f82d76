import { type BindingPath, elementsAt, path } from '../model/binding.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { type Rule, onlyCii, rule } from './rule.ts';

const transaction = 'rsm:SupplyChainTradeTransaction';
const agreement = path(transaction, 'ram:ApplicableHeaderTradeAgreement');
const line = path(transaction, 'ram:IncludedSupplyChainTradeLineItem');
const lineDocument = [...line, 'ram:AssociatedDocumentLineDocument'];

/** Rules of the CII binding that only advise: what stands twice, or in two ways, is read once by recipients. */
export const ciiRecommendations: readonly Rule[] = onlyCii(
  advise('CII-SR-030', 'BT-22', path('rsm:ExchangedDocument/ram:IncludedNote'), (note) => repeats(note, 'ram:Content')),
  advise('CII-SR-039', 'BT-127', lineDocument, (document) => repeats(document, 'ram:IncludedNote')),
  advise(
    'CII-SR-040',
    'BT-127',
    lineDocument,
    (document) => elementsAt(document, path('ram:IncludedNote/ram:Content')).length > 1,
  ),
  rule(
    'CII-SR-119',
    'BT-147',
    'Expected a price discount with the indicator false and its amount, but one of them is missing. Complete or remove the discount.',
    'Ein Preisnachlass (BT-147) braucht das Kennzeichen false und den Betrag. Bitte ergänzen oder den Nachlass entfernen.',
    ({ root }) => elementsAt(root, [...line, 'ram:SpecifiedLineTradeAgreement']).filter(hasHalfDiscount),
    'warning',
  ),
  advise('CII-SR-449', 'BT-71', path(transaction, 'ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty'), hasTwoIds),
  advise('CII-SR-450', 'BT-46', [...agreement, 'ram:BuyerTradeParty'], hasTwoIds),
  advise(
    'CII-SR-451',
    'BT-60',
    path(transaction, 'ram:ApplicableHeaderTradeSettlement/ram:PayeeTradeParty'),
    hasTwoIds,
  ),
  advise('CII-SR-457', 'BT-17', agreement, (one) => documentsOfType(one, '50') > 1),
  advise('CII-SR-458', 'BT-18', agreement, (one) => documentsOfType(one, '130') > 1),
  advise(
    'CII-SR-474',
    'BT-128',
    [...line, 'ram:SpecifiedLineTradeSettlement'],
    (settlement) => documentsOfType(settlement, '130') > 1,
  ),
);

function advise(id: string, term: string, parents: BindingPath, breaks: (element: XmlElement) => boolean): Rule {
  return rule(
    id,
    term,
    `Expected ${term} at most once, but found it several times. Keep one; recipients read only one.`,
    `${term} steht mehrfach da, gelesen wird nur eine Angabe. Bitte nur eine behalten.`,
    ({ root }) => elementsAt(root, parents).filter(breaks),
    'warning',
  );
}

function repeats(element: XmlElement, name: string): boolean {
  return element.childrenNamed(name).length > 1;
}

function hasTwoIds(party: XmlElement): boolean {
  return party.child('ram:ID') !== undefined && party.child('ram:GlobalID') !== undefined;
}

function documentsOfType(parent: XmlElement, type: string): number {
  return parent
    .childrenNamed('ram:AdditionalReferencedDocument')
    .filter((document) => document.childrenNamed('ram:TypeCode').some((code) => normalizeSpace(code.text) === type))
    .length;
}

function hasHalfDiscount(lineAgreement: XmlElement): boolean {
  const discount = 'ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge';
  const indicators = elementsAt(lineAgreement, path(discount, 'ram:ChargeIndicator'));
  const hasAmount = elementsAt(lineAgreement, path(discount, 'ram:ActualAmount')).length > 0;
  const isDiscount = indicators.some((one) =>
    one.childrenNamed('udt:Indicator').some(({ text }) => ['false', '0'].includes(text.trim())),
  );
  return !(isDiscount && hasAmount) && (indicators.length > 0 || hasAmount);
}
