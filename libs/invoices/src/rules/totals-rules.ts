import { ExactDecimal } from '../exact-decimal.ts';
import { type Group, type GroupId, type TermId } from '../model/business-term.ts';
import { elementsAt, path } from '../model/binding.ts';
import { type XmlElement } from '../xml/xml-element.ts';
import { decimalOf, decimalOrZero, isWithin, sumOver } from './amounts.ts';
import {
  type Breach,
  type Rule,
  type RuleContext,
  checkedBreakdowns,
  each,
  onlyCii,
  onlyUbl,
  onDocument,
  rule,
} from './rule.ts';

/** Rules on the sums of an invoice (EN 16931-1, 6.4.2), in exact decimals. */
export const totalsRules: readonly Rule[] = [
  rule(
    'BR-CO-10',
    'BT-106 BT-131',
    'Expected the sum of line net amounts to be {expectedAmount}, but found {actualAmount}. Correct BT-106 or the lines.',
    'Die Summe der Positionsbeträge (BT-106) ist {actualAmount}, die Positionen ergeben {expectedAmount}. Bitte berichtigen.',
    ({ invoice }) =>
      each(invoice, 'BG-22').flatMap((totals) =>
        unequal(totals, 'BT-106', sumOver(each(invoice, 'BG-25'), 'BT-131').rounded(2)),
      ),
  ),
  sumOfAllowances('BR-CO-11', 'BT-107', 'BG-20', 'BT-92', 'allowances', 'Nachlässe'),
  sumOfAllowances('BR-CO-12', 'BT-108', 'BG-21', 'BT-99', 'charges', 'Zuschläge'),
  rule(
    'BR-CO-13',
    'BT-109',
    'Expected an invoice total without VAT of {expectedAmount} (lines minus allowances plus charges), but found {actualAmount}. Correct BT-109.',
    'Der Gesamtbetrag ohne Umsatzsteuer (BT-109) ist {actualAmount}, richtig wäre {expectedAmount} (Positionen minus Nachlässe plus Zuschläge).',
    ({ invoice }) =>
      each(invoice, 'BG-22').flatMap((totals) => {
        const lines = decimalOf(totals, 'BT-106');
        const expected = lines?.minus(decimalOrZero(totals, 'BT-107')).plus(decimalOrZero(totals, 'BT-108')).rounded(2);
        return expected ? unequal(totals, 'BT-109', expected) : [totals.element];
      }),
  ),
  rule(
    'BR-CO-14',
    'BT-110 BT-117',
    'Expected a total VAT amount of {expectedAmount} (sum of the VAT breakdown), but found {actualAmount}. Correct BT-110.',
    'Der Gesamtbetrag der Umsatzsteuer (BT-110) ist {actualAmount}, die Steueraufschlüsselung ergibt {expectedAmount}. Bitte berichtigen.',
    (context) => (context.syntax === 'cii' ? ciiVatTotal(context) : ublVatTotals(context)),
  ),
  rule(
    'BR-CO-15',
    'BT-112 BT-109 BT-110',
    'Expected an invoice total with VAT of {expectedAmount} (total without VAT plus VAT in the invoice currency, stated once), but found {actualAmount}.',
    'Der Gesamtbetrag mit Umsatzsteuer (BT-112) ist {actualAmount}, richtig wäre {expectedAmount}: Betrag ohne Umsatzsteuer plus genau ein Steuerbetrag in Rechnungswährung.',
    totalWithVat,
  ),
  rule(
    'BR-CO-16',
    'BT-115',
    'Expected an amount due of {expectedAmount} (total with VAT minus paid amount plus rounding), but found {actualAmount}. Correct BT-115.',
    'Der fällige Betrag (BT-115) ist {actualAmount}, richtig wäre {expectedAmount} (Gesamtbetrag minus Vorauszahlung plus Rundung).',
    ({ invoice, syntax }) =>
      each(invoice, 'BG-22').flatMap((totals) => {
        const total = decimalOf(totals, 'BT-112');
        const due = decimalOf(totals, 'BT-115');
        if (!total) return [totals.element];
        const rounding = decimalOrZero(totals, 'BT-114');
        const unpaid = total.minus(decimalOrZero(totals, 'BT-113'));
        // UBL compares to the cent as soon as a paid or a rounding amount is there, CII never rounds.
        const expected = syntax !== 'cii' && totals.has('BT-113') ? unpaid.rounded(2) : unpaid;
        const actual =
          syntax !== 'cii' && totals.has('BT-114') ? due?.minus(rounding).rounded(2) : due?.minus(rounding);
        return actual?.equals(expected) ? [] : unequal(totals, 'BT-115', expected.plus(rounding));
      }),
  ),
  rule(
    'BR-CO-17',
    'BT-117 BT-116 BT-119',
    'Expected a VAT amount of about {expectedAmount} (taxable amount times rate), but found {actualAmount}. Correct the VAT breakdown.',
    'Der Steuerbetrag (BT-117) ist {actualAmount}, aus Nettobetrag und Steuersatz ergibt sich {expectedAmount}. Bitte berichtigen.',
    ({ invoice, syntax }) => checkedBreakdowns(invoice, syntax).flatMap((vat) => vatAmount(vat, syntax === 'cii')),
  ),
  ...onlyUbl(
    rule(
      'BR-53',
      'BT-6 BT-111',
      'Expected the total VAT amount in the accounting currency, but it is missing. Add BT-111 in the currency of BT-6.',
      'Der Steuerbetrag in Abrechnungswährung (BT-111) fehlt, obwohl BT-6 angegeben ist. Bitte ergänzen.',
      (context) =>
        onDocument(
          context,
          context.invoice
            .terms('BT-6')
            .some((currency) => !vatTotals(context).some((total) => total.attribute('currencyID') === currency.value)),
        ),
    ),
  ),
  ...onlyCii(
    rule(
      'BR-53',
      'BT-6 BT-111',
      'Expected the total VAT amount in an accounting currency that differs from the invoice currency, but it is missing. Add BT-111 or remove BT-6.',
      'Der Steuerbetrag in Abrechnungswährung (BT-111) fehlt oder BT-6 gleicht der Rechnungswährung. Bitte BT-111 ergänzen oder BT-6 entfernen.',
      ({ invoice }) => {
        const currency = invoice.term('BT-6')?.value;
        if (currency === undefined) return [];
        const isOther = currency !== invoice.term('BT-5')?.value;
        return each(invoice, 'BG-22')
          .filter(
            ({ element }) =>
              !isOther ||
              !element.childrenNamed('ram:TaxTotalAmount').some((total) => total.attribute('currencyID') === currency),
          )
          .map(({ element }) => element);
      },
    ),
  ),
];

/** The elements that carry BT-110 and BT-111. */
export function vatTotals({ root, syntax }: RuleContext): readonly XmlElement[] {
  const ubl = path('cac:TaxTotal/cbc:TaxAmount');
  const cii = path(
    'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount',
  );
  return elementsAt(root, syntax === 'cii' ? cii : ubl);
}

function unequal(group: Group, id: TermId, expected: ExactDecimal): Breach[] {
  const actual = decimalOf(group, id);
  if (actual?.equals(expected)) return [];
  return [
    { at: group.term(id)?.element ?? group.element, actual: actual?.toString() ?? '–', expected: expected.toString() },
  ];
}

function sumOfAllowances(
  id: string,
  total: TermId,
  group: GroupId,
  amount: TermId,
  noun: string,
  nounDe: string,
): Rule {
  return rule(
    id,
    `${total} ${amount}`,
    `Expected a sum of document level ${noun} of {expectedAmount}, but found {actualAmount}. Correct ${total}.`,
    `Die Summe der ${nounDe} (${total}) ist {actualAmount}, die einzelnen Beträge ergeben {expectedAmount}. Bitte berichtigen.`,
    ({ invoice }) =>
      each(invoice, 'BG-22').flatMap((totals) => {
        const parts = each(invoice, group);
        if (!totals.has(total) && parts.length === 0) return [];
        return unequal(totals, total, sumOver(parts, amount).rounded(2));
      }),
  );
}

function ublVatTotals({ root }: RuleContext): Breach[] {
  return root.childrenNamed('cac:TaxTotal').flatMap((total) => {
    const parts = total.childrenNamed('cac:TaxSubtotal');
    if (parts.length === 0) return [];
    let sum = ExactDecimal.zero;
    for (const part of parts)
      sum = sum.plus(ExactDecimal.parse(part.child('cbc:TaxAmount')?.text ?? '') ?? ExactDecimal.zero);
    return unequalText(total.child('cbc:TaxAmount'), total, sum.rounded(2));
  });
}

function ciiVatTotal(context: RuleContext): Breach[] {
  const currency = context.invoice.term('BT-5')?.value;
  const sum = sumOver(each(context.invoice, 'BG-23'), 'BT-117').rounded(2);
  return vatTotals(context)
    .filter((total) => total.attribute('currencyID') === currency)
    .flatMap((total) => unequalText(total, total, sum));
}

function unequalText(carrier: XmlElement | undefined, fallback: XmlElement, expected: ExactDecimal): Breach[] {
  const actual = ExactDecimal.parse(carrier?.text ?? '');
  if (actual?.equals(expected)) return [];
  return [{ at: carrier ?? fallback, actual: actual?.toString() ?? '–', expected: expected.toString() }];
}

function totalWithVat(context: RuleContext): Breach[] {
  const { invoice, syntax } = context;
  return invoice.terms('BT-5').flatMap((currency) => {
    const totals = invoice.group('BG-22');
    const without = decimalOf(totals, 'BT-109');
    const withVat = decimalOf(totals, 'BT-112');
    const inCurrency = vatTotals(context).filter((total) => total.attribute('currencyID') === currency.value);
    const vat = inCurrency.length === 1 ? ExactDecimal.parse(inCurrency[0]?.text ?? '') : undefined;
    const expected = vat && without?.plus(vat).rounded(2);
    if (withVat && expected?.equals(withVat)) return [];
    // Without a VAT amount the CII rule is content when both totals are the same.
    if (syntax === 'cii' && withVat && without?.equals(withVat)) return [];
    return [
      {
        at: totals?.element ?? context.root,
        actual: withVat?.toString() ?? '–',
        expected: expected?.toString() ?? '–',
      },
    ];
  });
}

/** BR-CO-17 allows a difference of one unit of currency, because rounding per line is common. CII includes the bound. */
function vatAmount(vat: Group, includesBound: boolean): Breach[] {
  const rate = decimalOf(vat, 'BT-119');
  const amount = decimalOf(vat, 'BT-117');
  const base = decimalOf(vat, 'BT-116');
  const at = vat.term('BT-117')?.element ?? vat.element;
  if (!rate || rate.rounded(0).isZero()) {
    return amount?.rounded(0).isZero() ? [] : [{ at, actual: amount?.toString() ?? '–', expected: '0' }];
  }
  if (!amount || !base) return [at];
  const expected = base.absolute().times(rate).shifted(-2).rounded(2);
  const difference = amount.absolute().minus(expected).absolute();
  const isKept = difference.isLessThan(ExactDecimal.one) || (includesBound && difference.equals(ExactDecimal.one));
  return isKept ? [] : [{ at, actual: amount.toString(), expected: expected.toString() }];
}

/** Whether the tax amount of a breakdown fits base and rate with a difference below one unit of currency. */
export function fitsRate(vat: Group): boolean {
  const rate = decimalOf(vat, 'BT-119');
  const amount = decimalOf(vat, 'BT-117');
  const base = decimalOf(vat, 'BT-116');
  if (!rate || !amount || !base) return false;
  return isWithin(amount.absolute(), base.absolute().times(rate).shifted(-2).rounded(2), ExactDecimal.one);
}
