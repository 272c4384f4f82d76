import { ExactDecimal, sumOf } from '../exact-decimal.ts';
import { elementsAt, path } from '../model/binding.ts';
import { type Group, type TermId } from '../model/business-term.ts';
import { type XmlElement } from '../xml/xml-element.ts';
import { decimalOf } from './amounts.ts';
import { isNear } from './near-amount.ts';
import { type Breach, type Rule, type RuleContext, each, rule, where } from './rule.ts';

/** Peppol BIS Billing on the lines of an invoice: references, periods, amounts and base quantities, R101 to R130. */
export const peppolLineRules: readonly Rule[] = [
  rule(
    'PEPPOL-EN16931-R101',
    'BT-128',
    'Expected a document reference of a line only for the invoiced object (type code 130), but found another. Remove it.',
    'In einer Position ist nur der Verweis auf das Abrechnungsobjekt (Typcode 130) erlaubt. Bitte entfernen.',
    ({ invoice }) =>
      where(each(invoice, 'BG-25'), ({ element }) => {
        const documents = [
          ...element.childrenNamed('cac:DocumentReference'),
          ...elementsAt(element, path('ram:SpecifiedLineTradeSettlement/ram:AdditionalReferencedDocument')),
        ];
        const types = documents.flatMap((one) => [
          ...one.childrenNamed('cbc:DocumentTypeCode'),
          ...one.childrenNamed('ram:TypeCode'),
        ]);
        return documents.length > 0 && !types.some((type) => type.text === '130');
      }),
  ),
  withinInvoicePeriod('PEPPOL-EN16931-R110', 'BT-134', 'BT-73', 'start', 'Beginn', (line, invoice) => line >= invoice),
  withinInvoicePeriod('PEPPOL-EN16931-R111', 'BT-135', 'BT-74', 'end', 'Ende', (line, invoice) => line <= invoice),
  rule(
    'PEPPOL-EN16931-R120',
    'BT-131',
    'Expected a line net amount of {expectedAmount} (quantity times price plus charges minus allowances), but found {actualAmount}. Correct the line.',
    'Der Nettobetrag der Position (BT-131) ist {actualAmount}, Menge mal Preis mit Zu- und Abschlägen ergibt {expectedAmount}. Bitte berichtigen.',
    (context) => each(context.invoice, 'BG-25').flatMap((line) => wrongLineAmount(line, context)),
    'warning',
  ),
  rule(
    'PEPPOL-EN16931-R121',
    'BT-149',
    'Expected a base quantity above zero, but found {actual}. Correct or remove it.',
    'Die Basismenge (BT-149) muss größer als null sein, gefunden: {actual}. Bitte berichtigen.',
    ({ index }) =>
      index
        .named('cbc:BaseQuantity', 'ram:BasisQuantity')
        .filter((quantity) => isPrice(quantity.parent) && !(ExactDecimal.parse(quantity.text)?.isPositive() ?? false))
        .map((quantity) => ({ at: quantity, actual: quantity.text })),
  ),
  rule(
    'PEPPOL-EN16931-R130',
    'BT-150 BT-130',
    'Expected the unit of the base quantity to be that of the invoiced quantity ({expected}), but found {actual}. Use the same unit.',
    'Die Einheit der Basismenge ({actual}) weicht von der berechneten Menge ({expected}) ab. Bitte dieselbe Einheit angeben.',
    ({ invoice, syntax }) =>
      each(invoice, 'BG-25').flatMap((line) => {
        const unit = line.term('BT-130')?.value;
        if (syntax !== 'cii' && !line.has('BT-129')) return [];
        return each(line, 'BG-29')
          .flatMap((price) => price.terms('BT-150'))
          .filter((base) => base.value !== unit)
          .map((base) => ({ at: base.element, actual: base.value, expected: unit ?? '–' }));
      }),
  ),
];

function isPrice(element: XmlElement | undefined): boolean {
  return ['cac:Price', 'ram:NetPriceProductTradePrice', 'ram:GrossPriceProductTradePrice'].includes(
    element?.name ?? '',
  );
}

function withinInvoicePeriod(
  id: string,
  lineTerm: TermId,
  invoiceTerm: TermId,
  noun: string,
  nounDe: string,
  isKept: (line: string, invoice: string) => boolean,
): Rule {
  return rule(
    id,
    `${lineTerm} ${invoiceTerm}`,
    `Expected the ${noun} of the line period within the invoicing period ({expectedDate}), but found {actualDate}. Correct the dates.`,
    `${nounDe} des Zeitraums der Position ({actualDate}) liegt außerhalb des Abrechnungszeitraums ({expectedDate}). Bitte berichtigen.`,
    ({ invoice }) => {
      const bound = each(invoice, 'BG-14')
        .find((period) => period.has(invoiceTerm))
        ?.value(invoiceTerm);
      if (bound === undefined) return [];
      return each(invoice, 'BG-25', 'BG-26').flatMap((period) => {
        const date = period.value(lineTerm);
        if (date === undefined || isKept(date, bound)) return [];
        return [{ at: period.term(lineTerm)?.element ?? period.element, actual: date, expected: bound }];
      });
    },
  );
}

function wrongLineAmount(line: Group, context: RuleContext): Breach[] {
  const actual = decimalOf(line, 'BT-131') ?? ExactDecimal.zero;
  const quantity = decimalOf(line, 'BT-129') ?? ExactDecimal.one;
  const price = line.group('BG-29');
  const amount = decimalOf(price, 'BT-146') ?? ExactDecimal.zero;
  const base = decimalOf(price, 'BT-149') ?? ExactDecimal.one;
  const allowance = sumOfAll(line.groups('BG-27'), 'BT-136').rounded(2);
  const charge = sumOfAll(line.groups('BG-28'), 'BT-141').rounded(2);
  const perUnit = base.isZero() ? amount : amount.dividedBy(base);
  const expected = quantity.times(perUnit).plus(charge).minus(allowance);
  if (isNear(actual, expected, context)) return [];
  return [{ at: line.element, actual: actual.toString(), expected: expected.rounded(2).toString() }];
}

/** Every occurrence counts here, also one too many: another rule reports that. */
function sumOfAll(groups: readonly Group[], term: TermId): ExactDecimal {
  return sumOf(groups.flatMap((group) => group.terms(term)).flatMap((one) => ExactDecimal.parse(one.value) ?? []));
}
