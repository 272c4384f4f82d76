import { ExactDecimal } from '../exact-decimal.ts';
import { type Group, type GroupId, type TermId } from '../model/business-term.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { decimalOf } from './amounts.ts';
import { isNear } from './near-amount.ts';
import { type Breach, type Rule, type RuleContext, each, onlyCii, onlyUbl, rule, where } from './rule.ts';

/** Groups of allowances and charges with the terms for amount, base amount and percentage. */
const allowances: readonly (readonly [readonly GroupId[], TermId, TermId, TermId])[] = [
  [['BG-20'], 'BT-92', 'BT-93', 'BT-94'],
  [['BG-21'], 'BT-99', 'BT-100', 'BT-101'],
  [['BG-25', 'BG-27'], 'BT-136', 'BT-137', 'BT-138'],
  [['BG-25', 'BG-28'], 'BT-141', 'BT-142', 'BT-143'],
];

/** Peppol BIS Billing on allowances and charges, R040 to R044, and on the discount in a price, R046. */
export const peppolAllowanceRules: readonly Rule[] = [
  rule(
    'PEPPOL-EN16931-R040',
    'BT-92 BT-99 BT-136 BT-141',
    'Expected an allowance or charge of {expectedAmount} (base amount times percentage), but found {actualAmount}. Correct the amount.',
    'Ein Nachlass oder Zuschlag ist {actualAmount}, aus Grundbetrag und Prozentsatz ergibt sich {expectedAmount}. Bitte berichtigen.',
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
  ),
  rule(
    'PEPPOL-EN16931-R046',
    'BT-146 BT-147 BT-148',
    'Expected a net price of {expectedAmount} (gross price minus discount), but found {actualAmount}. Correct the prices.',
    'Der Nettopreis (BT-146) ist {actualAmount}, Bruttopreis minus Nachlass ergibt {expectedAmount}. Bitte berichtigen.',
    (context) => each(context.invoice, 'BG-25', 'BG-29').flatMap((price) => wrongNetPrice(price, context)),
  ),
];

function ciiIndicator(allowance: XmlElement): XmlElement | undefined {
  return allowance.child('ram:ChargeIndicator')?.child('udt:Indicator');
}

function isOfInvoiceOrLine(allowance: XmlElement): boolean {
  return ['ubl:Invoice', 'cn:CreditNote', 'cac:InvoiceLine', 'cac:CreditNoteLine'].includes(
    allowance.parent?.name ?? '',
  );
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
