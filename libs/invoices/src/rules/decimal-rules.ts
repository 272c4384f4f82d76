import { type GroupId, type TermId } from '../model/business-term.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import { hasMoreThanTwoDecimals } from './amounts.ts';
import { type Rule, checkedBreakdowns, each, onlyCii, rule } from './rule.ts';
import { vatTotals } from './totals-rules.ts';

/** BR-DEC: amounts have at most two digits behind the point (EN 16931-1, 6.5.2). */
export const decimalRules: readonly Rule[] = [
  twoDecimals('BR-DEC-01', ['BG-20'], 'BT-92', 'allowance amount', 'Nachlass'),
  twoDecimals('BR-DEC-02', ['BG-20'], 'BT-93', 'allowance base amount', 'Grundbetrag des Nachlasses'),
  twoDecimals('BR-DEC-05', ['BG-21'], 'BT-99', 'charge amount', 'Zuschlag'),
  twoDecimals('BR-DEC-06', ['BG-21'], 'BT-100', 'charge base amount', 'Grundbetrag des Zuschlags'),
  twoDecimals('BR-DEC-09', ['BG-22'], 'BT-106', 'sum of line net amounts', 'Summe der Positionsbeträge'),
  twoDecimals('BR-DEC-10', ['BG-22'], 'BT-107', 'sum of allowances', 'Summe der Nachlässe'),
  twoDecimals('BR-DEC-11', ['BG-22'], 'BT-108', 'sum of charges', 'Summe der Zuschläge'),
  twoDecimals('BR-DEC-12', ['BG-22'], 'BT-109', 'total without VAT', 'Gesamtbetrag ohne Umsatzsteuer'),
  twoDecimals('BR-DEC-14', ['BG-22'], 'BT-112', 'total with VAT', 'Gesamtbetrag mit Umsatzsteuer'),
  twoDecimals('BR-DEC-16', ['BG-22'], 'BT-113', 'paid amount', 'Vorauszahlung'),
  twoDecimals('BR-DEC-17', ['BG-22'], 'BT-114', 'rounding amount', 'Rundungsbetrag'),
  twoDecimals('BR-DEC-18', ['BG-22'], 'BT-115', 'amount due', 'Fälliger Betrag'),
  twoDecimals('BR-DEC-19', ['BG-23'], 'BT-116', 'taxable amount', 'Nettobetrag der Steueraufschlüsselung'),
  twoDecimals('BR-DEC-20', ['BG-23'], 'BT-117', 'tax amount', 'Steuerbetrag der Steueraufschlüsselung'),
  twoDecimals('BR-DEC-23', ['BG-25'], 'BT-131', 'line net amount', 'Nettobetrag der Position'),
  twoDecimals('BR-DEC-24', ['BG-25', 'BG-27'], 'BT-136', 'line allowance amount', 'Nachlass der Position'),
  twoDecimals('BR-DEC-25', ['BG-25', 'BG-27'], 'BT-137', 'line allowance base amount', 'Grundbetrag des Nachlasses'),
  twoDecimals('BR-DEC-27', ['BG-25', 'BG-28'], 'BT-141', 'line charge amount', 'Zuschlag der Position'),
  twoDecimals('BR-DEC-28', ['BG-25', 'BG-28'], 'BT-142', 'line charge base amount', 'Grundbetrag des Zuschlags'),
  ...onlyCii(vatTotalDecimals('BR-DEC-13', 'BT-110', 'BT-5'), vatTotalDecimals('BR-DEC-15', 'BT-111', 'BT-6')),
];

function twoDecimals(id: string, chain: readonly GroupId[], term: TermId, noun: string, nounDe: string): Rule {
  return rule(
    id,
    term,
    `Expected at most two decimals in the ${noun} (${term}), but found {actual}. Round it to the cent.`,
    `${nounDe} (${term}) hat mehr als zwei Nachkommastellen: {actual}. Bitte auf Cent runden.`,
    ({ invoice, syntax }) =>
      (chain[0] === 'BG-23' ? checkedBreakdowns(invoice, syntax) : each(invoice, ...chain)).flatMap((group) => {
        const amount = group.term(term);
        return amount && hasMoreThanTwoDecimals(amount) ? [{ at: amount.element, actual: amount.value }] : [];
      }),
  );
}

/** In CII the VAT totals of both currencies stand side by side; one that fits is enough for the rule. */
function vatTotalDecimals(id: string, term: TermId, currencyTerm: TermId): Rule {
  return rule(
    id,
    term,
    `Expected a total VAT amount (${term}) with at most two decimals, but there is none. Round it to the cent.`,
    `Der Gesamtbetrag der Umsatzsteuer (${term}) fehlt oder hat mehr als zwei Nachkommastellen. Bitte auf Cent runden.`,
    (context) => {
      const totals = vatTotals(context);
      const currency = context.invoice.term(currencyTerm)?.value;
      if (totals.length === 0 || (currency === undefined && currencyTerm === 'BT-6')) return [];
      const isFine = totals.some((total) => {
        const isInCurrency = total.attribute('currencyID') === currency;
        if (!isInCurrency) return currencyTerm === 'BT-5';
        const amount = ExactDecimal.parse(total.text);
        return amount !== undefined && amount.equals(amount.rounded(2));
      });
      return isFine ? [] : totals.slice(0, 1);
    },
  );
}
