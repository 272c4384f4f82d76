import { ExactDecimal } from '../exact-decimal.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { type Breach, type Rule, type RuleContext, onDocument, onlyCii, onlyUbl, rule } from './rule.ts';
import { vatTotals } from './totals-rules.ts';

/** Peppol BIS Billing on the totals of VAT in the currency of the invoice and in that of accounting, R053 to R055. */
export const peppolVatTotalRules: readonly Rule[] = [
  ...onlyUbl(
    rule(
      'PEPPOL-EN16931-R053',
      'BT-110 BG-23',
      'Expected exactly one total VAT with a breakdown, but found {actual}. Keep one cac:TaxTotal with subtotals.',
      'Es muss genau einen Steuerbetrag mit Aufschlüsselung geben, gefunden: {actual}. Bitte berichtigen.',
      (context) => countTotals(context, true, 1),
    ),
    rule(
      'PEPPOL-EN16931-R054',
      'BT-111',
      'Expected one total VAT without breakdown if, and only if, there is an accounting currency, but found {actual}.',
      'Einen Steuerbetrag ohne Aufschlüsselung darf es nur, und muss es einmal, bei Angabe der Abrechnungswährung (BT-6) geben, gefunden: {actual}.',
      (context) => countTotals(context, false, context.invoice.has('BT-6') ? 1 : 0),
    ),
  ),
  ...onlyCii(
    rule(
      'PEPPOL-EN16931-R053',
      'BT-110',
      'Expected the total VAT in the invoice currency at most once, but found {actual}. Keep one.',
      'Der Steuerbetrag in Rechnungswährung (BT-110) darf nur einmal stehen, gefunden: {actual}. Bitte berichtigen.',
      (context) => {
        const count = vatTotals(context).filter((total) => isInCurrency(total, context, 'BT-5')).length;
        return count > 1 ? [{ at: context.root, actual: String(count) }] : [];
      },
    ),
    rule(
      'PEPPOL-EN16931-R054',
      'BT-111',
      'Expected one total VAT in another currency if, and only if, there is an accounting currency, but found {actual}.',
      'Einen Steuerbetrag in anderer Währung darf es nur, und muss es einmal, bei Angabe der Abrechnungswährung (BT-6) geben, gefunden: {actual}.',
      (context) => {
        const count = vatTotals(context).filter(
          (total) => total.attribute('currencyID') !== undefined && !isInCurrency(total, context, 'BT-5'),
        ).length;
        return count === (context.invoice.has('BT-6') ? 1 : 0) ? [] : [{ at: context.root, actual: String(count) }];
      },
    ),
  ),
  rule(
    'PEPPOL-EN16931-R055',
    'BT-110 BT-111',
    'Expected both VAT totals to have the same sign, but they differ. Correct one of them.',
    'Die Steuerbeträge in beiden Währungen (BT-110, BT-111) haben verschiedene Vorzeichen. Bitte berichtigen.',
    differingSigns,
  ),
];

function countTotals({ root }: RuleContext, withBreakdown: boolean, wanted: number): Breach[] {
  const count = root
    .childrenNamed('cac:TaxTotal')
    .filter((total) => !!total.child('cac:TaxSubtotal') === withBreakdown).length;
  return count === wanted ? [] : [{ at: root, actual: String(count) }];
}

function isInCurrency(total: XmlElement, { invoice }: RuleContext, term: 'BT-5' | 'BT-6'): boolean {
  return total.attribute('currencyID') === invoice.term(term)?.value;
}

/**
 * Both totals must be on the same side of zero. In UBL zero is on both sides; in CII it counts as positive, and the
 * rule waits until a total in the invoice currency is there.
 */
function differingSigns(context: RuleContext): Breach[] {
  if (!context.invoice.has('BT-6')) return [];
  const isCii = context.syntax === 'cii';
  const amounts = (term: 'BT-5' | 'BT-6'): ExactDecimal[] =>
    vatTotals(context)
      .filter((total) => normalizeSpace(context.invoice.term(term)?.value ?? '') === total.attribute('currencyID'))
      .flatMap((total) => ExactDecimal.parse(total.text) ?? []);
  const invoiceCurrency = amounts('BT-5');
  const taxCurrency = amounts('BT-6');
  if (isCii && invoiceCurrency.length === 0) return [];
  const below = (one: ExactDecimal): boolean => one.isNegative() || (!isCii && one.isZero());
  const above = (one: ExactDecimal): boolean => !one.isNegative();
  const same = [below, above].some((side) => invoiceCurrency.some(side) && taxCurrency.some(side));
  return onDocument(context, !same);
}
