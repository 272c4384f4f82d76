import { ExactDecimal } from '../exact-decimal.ts';
import { elementsAt, path } from '../model/binding.ts';
import { type Group, type TermId } from '../model/business-term.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { decimalOf } from './amounts.ts';
import { each } from './rule.ts';

/** Sums of what is taxed under one category, kept apart because the bindings round them differently. */
interface TaxedAmounts {
  lines: ExactDecimal;
  charges: ExactDecimal;
  allowances: ExactDecimal;
}

/** Where one VAT category is used in an invoice. */
export interface CategoryUse {
  /** VAT information of lines (BG-30); those of sub invoice lines are in `subLines`. */
  readonly lines: Group[];
  readonly subLines: Group[];
  readonly allowances: Group[];
  readonly charges: Group[];
  readonly breakdowns: Group[];
  readonly total: TaxedAmounts;
  /** The same by rate in canonical form. */
  readonly byRate: Map<string, TaxedAmounts>;
}

/** The use of every VAT category in an invoice, by its code. */
export type VatUsage = ReadonlyMap<string, CategoryUse>;

const usages = new WeakMap<Group, VatUsage>();

/** The VAT usage of an invoice; computed on first call and kept as long as the invoice. */
export function vatUsageOf(invoice: Group): VatUsage {
  let usage = usages.get(invoice);
  if (!usage) {
    usage = gather(invoice);
    usages.set(invoice, usage);
  }
  return usage;
}

/** The use of one category; empty where it does not occur. */
export function useOf(invoice: Group, code: string): CategoryUse {
  return vatUsageOf(invoice).get(code) ?? emptyUse();
}

/** Lines plus charges minus allowances of a category, of one rate or of all. CII rounds each part, UBL none. */
export function netOf(use: CategoryUse, rate: ExactDecimal | undefined, roundsParts: boolean): ExactDecimal {
  const amounts = rate ? (use.byRate.get(rate.canonical()) ?? nothing()) : use.total;
  const part = (value: ExactDecimal): ExactDecimal => (roundsParts ? value.rounded(2) : value);
  return part(amounts.lines).plus(part(amounts.charges)).minus(part(amounts.allowances));
}

function nothing(): TaxedAmounts {
  return { lines: ExactDecimal.zero, charges: ExactDecimal.zero, allowances: ExactDecimal.zero };
}

function emptyUse(): CategoryUse {
  return { lines: [], subLines: [], allowances: [], charges: [], breakdowns: [], total: nothing(), byRate: new Map() };
}

const lineCategories = [
  path('cac:Item/cac:ClassifiedTaxCategory'),
  path('ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax'),
];
const allowanceCategories = [path('cac:TaxCategory'), path('ram:CategoryTradeTax')];

function gather(invoice: Group): Map<string, CategoryUse> {
  const usage = new Map<string, CategoryUse>();
  const of = (code: string): CategoryUse => {
    let use = usage.get(code);
    if (!use) usage.set(code, (use = emptyUse()));
    return use;
  };
  for (const line of each(invoice, 'BG-25')) {
    for (const vat of line.groups('BG-30')) of(vat.value('BT-151') ?? '').lines.push(vat);
    collectSubLines(line, of);
    addAmount(line, 'BT-131', lineCategories, 'lines', of);
  }
  for (const allowance of each(invoice, 'BG-20')) {
    of(allowance.value('BT-95') ?? '').allowances.push(allowance);
    addAmount(allowance, 'BT-92', allowanceCategories, 'allowances', of);
  }
  for (const charge of each(invoice, 'BG-21')) {
    of(charge.value('BT-102') ?? '').charges.push(charge);
    addAmount(charge, 'BT-99', allowanceCategories, 'charges', of);
  }
  for (const breakdown of each(invoice, 'BG-23')) of(breakdown.value('BT-118') ?? '').breakdowns.push(breakdown);
  return usage;
}

function collectSubLines(line: Group, of: (code: string) => CategoryUse): void {
  for (const subLine of line.groups('BG-DEX-01')) {
    for (const vat of subLine.groups('BG-30')) of(vat.value('BT-151') ?? '').subLines.push(vat);
    collectSubLines(subLine, of);
  }
}

/**
 * Adds an amount to the sums of its category and rate. The sums count a category whether or not its tax scheme says
 * VAT, and an amount with several categories once in each, as the published rules do.
 */
function addAmount(
  group: Group,
  term: TermId,
  paths: typeof lineCategories,
  part: keyof TaxedAmounts,
  of: (code: string) => CategoryUse,
): void {
  const amount = decimalOf(group, term);
  if (!amount) return;
  const categories = paths.flatMap((steps) => elementsAt(group.element, steps));
  const rates = new Set(categories.flatMap((category) => rateOf(category)?.canonical() ?? []));
  for (const code of new Set(categories.flatMap(codesOf))) {
    const use = of(code);
    use.total[part] = use.total[part].plus(amount);
    for (const rate of rates) {
      const sums = use.byRate.get(rate) ?? nothing();
      sums[part] = sums[part].plus(amount);
      use.byRate.set(rate, sums);
    }
  }
}

function codesOf(category: XmlElement): string[] {
  const code = category.child('cbc:ID') ?? category.child('ram:CategoryCode');
  return code ? [normalizeSpace(code.text)] : [];
}

function rateOf(category: XmlElement): ExactDecimal | undefined {
  const rate = category.child('cbc:Percent') ?? category.child('ram:RateApplicablePercent');
  return rate && ExactDecimal.parse(rate.text);
}
