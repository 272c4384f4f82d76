import { ExactDecimal, sumOf } from '../exact-decimal.ts';
import { elementsAt, path } from '../model/binding.ts';
import { type Group, type GroupId, type TermId } from '../model/business-term.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { decimalOf } from './amounts.ts';
import {
  type Breach,
  type Rule,
  type RuleContext,
  demand,
  each,
  onlyCii,
  onlyUbl,
  onDocument,
  rule,
  where,
} from './rule.ts';
import { vatTotals } from './totals-rules.ts';

/** Groups of allowances and charges with the terms for amount, base amount and percentage. */
const allowances: readonly (readonly [readonly GroupId[], TermId, TermId, TermId])[] = [
  [['BG-20'], 'BT-92', 'BT-93', 'BT-94'],
  [['BG-21'], 'BT-99', 'BT-100', 'BT-101'],
  [['BG-25', 'BG-27'], 'BT-136', 'BT-137', 'BT-138'],
  [['BG-25', 'BG-28'], 'BT-141', 'BT-142', 'BT-143'],
];

/** The rules of Peppol BIS Billing that XRechnung takes over. */
export const peppolRules: readonly Rule[] = [
  demand('PEPPOL-EN16931-R001', [], ['BG-2', 'BT-23'], 'present', 'business process', 'Der Geschäftsprozess'),
  rule(
    'PEPPOL-EN16931-R005',
    'BT-6',
    'Expected a VAT accounting currency that differs from the invoice currency, but both are the same. Remove BT-6.',
    'Die Abrechnungswährung (BT-6) gleicht der Rechnungswährung. Bitte BT-6 entfernen.',
    ({ invoice, root }) => {
      const currency = invoice.value('BT-6');
      return currency !== undefined && currency === (invoice.value('BT-5') ?? '')
        ? [invoice.term('BT-6')?.element ?? root]
        : [];
    },
  ),
  rule(
    'PEPPOL-EN16931-R008',
    'BG-0',
    'Expected no empty elements, but found {actual}. Fill or remove it.',
    'Die Rechnung enthält ein leeres Element: {actual}. Bitte füllen oder entfernen.',
    ({ index }) =>
      index.empty
        .filter((element) => element.name !== 'ram:ApplicableHeaderTradeDelivery')
        .map((element) => ({ at: element, actual: element.name })),
  ),
  electronicAddress(
    'PEPPOL-EN16931-R010',
    'BG-7',
    'BT-49',
    'buyer electronic address',
    'Die elektronische Adresse des Käufers',
  ),
  electronicAddress(
    'PEPPOL-EN16931-R020',
    'BG-4',
    'BT-34',
    'seller electronic address',
    'Die elektronische Adresse des Verkäufers',
  ),
  rule(
    'PEPPOL-EN16931-R040',
    'BT-92 BT-99 BT-136 BT-141',
    'Expected an allowance or charge of {expected} (base amount times percentage), but found {actual}. Correct the amount.',
    'Ein Nachlass oder Zuschlag ist {actual}, aus Grundbetrag und Prozentsatz ergibt sich {expected}. Bitte berichtigen.',
    (context) =>
      context.index
        .named('cac:AllowanceCharge', 'ram:SpecifiedTradeAllowanceCharge')
        .flatMap((one) => wrongProduct(one, context)),
  ),
  percentageAndBase('PEPPOL-EN16931-R041', true, 'base amount', 'Grundbetrag'),
  percentageAndBase('PEPPOL-EN16931-R042', false, 'percentage', 'Prozentsatz'),
  ...onlyUbl(
    indicator(
      'PEPPOL-EN16931-R043',
      ({ index }) => index.named('cac:AllowanceCharge').filter(isOfInvoiceOrLine),
      (one) => one.child('cbc:ChargeIndicator'),
    ),
    rule(
      'PEPPOL-EN16931-R044',
      'BT-147',
      'Expected only a discount on the price, but found a surcharge. Write false as indicator.',
      'Auf den Preis ist nur ein Nachlass erlaubt, kein Zuschlag. Bitte berichtigen.',
      ({ index }) =>
        index
          .named('cac:AllowanceCharge')
          .filter(
            (one) =>
              one.parent?.name === 'cac:Price' &&
              normalizeSpace(one.child('cbc:ChargeIndicator')?.text ?? '') !== 'false',
          ),
    ),
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
    indicator('PEPPOL-EN16931-R043-1', ({ index }) => index.named('ram:SpecifiedTradeAllowanceCharge'), ciiIndicator),
    indicator('PEPPOL-EN16931-R043-2', ({ index }) => index.named('ram:AppliedTradeAllowanceCharge'), ciiIndicator),
    rule(
      'PEPPOL-EN16931-R044',
      'BT-147',
      'Expected only a discount on the price, but found a surcharge. Write false as indicator.',
      'Auf den Preis ist nur ein Nachlass erlaubt, kein Zuschlag. Bitte berichtigen.',
      ({ index }) =>
        index.named('ram:GrossPriceProductTradePrice').filter((price) => {
          const discounts = price.childrenNamed('ram:AppliedTradeAllowanceCharge');
          return (
            discounts.some((one) => one.child('ram:ActualAmount')) &&
            !discounts.some((one) => ciiIndicator(one)?.text === 'false')
          );
        }),
    ),
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
    'PEPPOL-EN16931-R046',
    'BT-146 BT-147 BT-148',
    'Expected a net price of {expected} (gross price minus discount), but found {actual}. Correct the prices.',
    'Der Nettopreis (BT-146) ist {actual}, Bruttopreis minus Nachlass ergibt {expected}. Bitte berichtigen.',
    (context) => each(context.invoice, 'BG-25', 'BG-29').flatMap((price) => wrongNetPrice(price, context)),
  ),
  rule(
    'PEPPOL-EN16931-R055',
    'BT-110 BT-111',
    'Expected both VAT totals to have the same sign, but they differ. Correct one of them.',
    'Die Steuerbeträge in beiden Währungen (BT-110, BT-111) haben verschiedene Vorzeichen. Bitte berichtigen.',
    differingSigns,
  ),
  rule(
    'PEPPOL-EN16931-R061',
    'BT-89',
    'Expected a mandate reference for a direct debit, but it is missing. Add BT-89.',
    'Bei Lastschrift fehlt die Mandatsreferenz (BT-89). Bitte ergänzen.',
    ({ invoice }) =>
      where(each(invoice, 'BG-16'), (means) => {
        const isDebit = ['49', '59'].includes(means.value('BT-81') ?? '');
        return isDebit && !invoice.has('BT-89') && !means.groups('BG-19').some((debit) => debit.has('BT-89'));
      }),
  ),
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
    'Expected a line net amount of {expected} (quantity times price plus charges minus allowances), but found {actual}. Correct the line.',
    'Der Nettobetrag der Position (BT-131) ist {actual}, Menge mal Preis mit Zu- und Abschlägen ergibt {expected}. Bitte berichtigen.',
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

/** The rule is about the party: in UBL there may be a role without one. */
function electronicAddress(
  id: string,
  group: 'BG-4' | 'BG-7',
  term: 'BT-34' | 'BT-49',
  noun: string,
  nounDe: string,
): Rule {
  return {
    ...demand(id, [group], [term], 'present', noun, nounDe),
    test: ({ invoice, syntax }) =>
      where(
        each(invoice, group),
        (role) => !role.has(term) && (syntax === 'cii' || role.element.child('cac:Party') !== undefined),
      ),
  };
}

function ciiIndicator(allowance: XmlElement): XmlElement | undefined {
  return allowance.child('ram:ChargeIndicator')?.child('udt:Indicator');
}

function isPrice(element: XmlElement | undefined): boolean {
  return ['cac:Price', 'ram:NetPriceProductTradePrice', 'ram:GrossPriceProductTradePrice'].includes(
    element?.name ?? '',
  );
}

function isOfInvoiceOrLine(allowance: XmlElement): boolean {
  return ['ubl:Invoice', 'cn:CreditNote', 'cac:InvoiceLine', 'cac:CreditNoteLine'].includes(
    allowance.parent?.name ?? '',
  );
}

/** How far amounts may be off: two cents, or half a forint where there are no cents. */
function slack({ invoice }: RuleContext): ExactDecimal {
  return (invoice.term('BT-5')?.value === 'HUF' ? ExactDecimal.of(50) : ExactDecimal.of(2)).shifted(-2);
}

function isNear(a: ExactDecimal, b: ExactDecimal, context: RuleContext): boolean {
  return a.minus(b).absolute().compare(slack(context)) <= 0;
}

function wrongProduct(allowance: XmlElement, context: RuleContext): Breach[] {
  const isUbl = allowance.name === 'cac:AllowanceCharge';
  if (isUbl && !isOfInvoiceOrLine(allowance)) return [];
  const read = (ubl: string, cii: string): XmlElement | undefined => allowance.child(isUbl ? ubl : cii);
  const percent = read('cbc:MultiplierFactorNumeric', 'ram:CalculationPercent');
  const base = read('cbc:BaseAmount', 'ram:BasisAmount');
  const amount = read('cbc:Amount', 'ram:ActualAmount');
  const factor = ExactDecimal.parse(percent?.text ?? '');
  const basis = ExactDecimal.parse(base?.text ?? '');
  if (!percent || !base || !factor || !basis) return [];
  const actual = amount ? ExactDecimal.parse(amount.text) : ExactDecimal.zero;
  const expected = basis.times(factor).shifted(-2);
  if (actual && isNear(actual, expected, context)) return [];
  return [{ at: allowance, actual: actual?.toString() ?? '–', expected: expected.rounded(2).toString() }];
}

function percentageAndBase(id: string, percentGiven: boolean, noun: string, nounDe: string): Rule {
  return rule(
    id,
    'BT-93 BT-94 BT-100 BT-101',
    `Expected base amount and percentage of an allowance or charge together, but the ${noun} is missing. Add it.`,
    `Bei einem Nachlass oder Zuschlag fehlt der ${nounDe}. Grundbetrag und Prozentsatz gehören zusammen.`,
    ({ invoice }) =>
      allowances.flatMap(([chain, , base, percent]) =>
        where(
          each(invoice, ...chain),
          (group) => group.has(percent) === percentGiven && group.has(base) !== percentGiven,
        ),
      ),
  );
}

function indicator(
  id: string,
  select: (context: RuleContext) => readonly XmlElement[],
  read: (one: XmlElement) => XmlElement | undefined,
): Rule {
  return rule(
    id,
    'BG-20 BG-21 BG-27 BG-28',
    'Expected true or false as indicator of an allowance or charge, but found {actual}. Correct it.',
    'Das Kennzeichen für Zuschlag oder Nachlass muss true oder false sein, gefunden: {actual}. Bitte berichtigen.',
    (context) =>
      select(context).flatMap((one) => {
        const value = normalizeSpace(read(one)?.text ?? '');
        return value === 'true' || value === 'false' ? [] : [{ at: one, actual: value }];
      }),
  );
}

function countTotals({ root }: RuleContext, withBreakdown: boolean, wanted: number): Breach[] {
  const count = root
    .childrenNamed('cac:TaxTotal')
    .filter((total) => !!total.child('cac:TaxSubtotal') === withBreakdown).length;
  return count === wanted ? [] : [{ at: root, actual: String(count) }];
}

function isInCurrency(total: XmlElement, { invoice }: RuleContext, term: 'BT-5' | 'BT-6'): boolean {
  return total.attribute('currencyID') === invoice.term(term)?.value;
}

function wrongNetPrice(price: Group, { syntax }: RuleContext): Breach[] {
  const net = decimalOf(price, 'BT-146');
  const gross = decimalOf(price, 'BT-148');
  if (!price.has('BT-148')) return [];
  // Without an amount of the discount UBL has nothing to compare with; in CII the discount is then zero.
  const discount = decimalOf(price, 'BT-147') ?? (syntax === 'cii' ? ExactDecimal.zero : undefined);
  const expected = gross && discount ? gross.minus(discount) : undefined;
  if (net && expected && net.equals(expected)) return [];
  return [{ at: price.element, actual: net?.toString() ?? '–', expected: expected?.toString() ?? '–' }];
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
    `Expected the ${noun} of the line period within the invoicing period ({expected}), but found {actual}. Correct the dates.`,
    `${nounDe} des Zeitraums der Position ({actual}) liegt außerhalb des Abrechnungszeitraums ({expected}). Bitte berichtigen.`,
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
