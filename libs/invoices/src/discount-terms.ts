import { ExactDecimal } from './exact-decimal.ts';

/** One discount the supplier grants, computed to date and amount. */
export interface DiscountOffer {
  /** Days after the invoice date within which the discount holds. */
  readonly days: number;
  /** Percentage with two decimals, for example `2.25`. */
  readonly percent: string;
  /** Amount the percentage applies to, in the currency of the invoice. */
  readonly baseAmount: string;
  /** What is saved, rounded to the cent. */
  readonly discountAmount: string;
  /** What remains to pay within the term. */
  readonly payableAmount: string;
  /** Last day of the term, `YYYY-MM-DD`. */
  readonly payableUntil: string;
}

const entry = /^#SKONTO#TAGE=([0-9]+)#PROZENT=([0-9]+\.[0-9]{2})(?:#BASISBETRAG=(-?[0-9]+\.[0-9]{2}))?#$/;

function collapse(line: string): string {
  return line.replace(/[ \t\r\n]+/g, ' ').trim();
}

/**
 * Whether payment terms (BT-20) contain an entry that begins like a discount but does not follow the grammar of the
 * XRechnung specification (BR-DE-18), or whether the last entry is not followed by a line break.
 */
export function hasDiscountFault(paymentTerms: string): boolean {
  const entries = paymentTerms
    .split(/\r?\n/)
    .map(collapse)
    .filter((line) => line.startsWith('#'));
  if (entries.length === 0) return false;
  if (entries.some((line) => !entry.test(line))) return true;
  const rest = paymentTerms.split(/#.+#/).at(-1) ?? '';
  return !/^\s*\n/.test(rest);
}

/**
 * The discounts in payment terms (BT-20), best first by date. `issueDate` is `YYYY-MM-DD`, `amountDue` the amount
 * BT-115 in plain decimal notation. Entries that break the grammar are left out; BR-DE-18 reports them.
 */
export function readDiscountTerms(paymentTerms: string, issueDate: string, amountDue: string): DiscountOffer[] {
  const due = ExactDecimal.parse(amountDue);
  const issued = Date.parse(`${issueDate}T00:00:00Z`);
  if (!due || Number.isNaN(issued)) return [];
  const offers: DiscountOffer[] = [];
  for (const line of paymentTerms.split(/\r?\n/)) {
    const match = entry.exec(collapse(line));
    const percent = ExactDecimal.parse(match?.[2] ?? '');
    const days = Number(match?.[1]);
    // A term beyond a century is a typing error, and beyond the range of dates it could not be computed.
    if (!match || !percent || days > 36_500) continue;
    const base = match[3] === undefined ? due : (ExactDecimal.parse(match[3]) ?? due);
    const discount = base.times(percent).shifted(-2).rounded(2);
    offers.push({
      days,
      percent: percent.toString(),
      baseAmount: base.rounded(2).toString(),
      discountAmount: discount.toString(),
      payableAmount: due.minus(discount).toString(),
      payableUntil: new Date(issued + days * 86_400_000).toISOString().slice(0, 10),
    });
  }
  return offers.sort((a, b) => a.days - b.days);
}
