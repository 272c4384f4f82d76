import { ExactDecimal } from '../exact-decimal.ts';
import { type Group, type TermId } from '../model/business-term.ts';
import { decimalOf, isWithin } from './amounts.ts';
import { type Breach, type Rule, type RuleContext, each, onDocument, rule } from './rule.ts';
import { fitsRate } from './totals-rules.ts';
import { type VatCategory, vatCategories } from './vat-categories.ts';
import { type CategoryUse, netOf, useOf, vatUsageOf } from './vat-usage.ts';

export const vatCategoryRules: readonly Rule[] = [...vatCategories.flatMap(rulesOf), ...specialRules()];

function rulesOf(category: VatCategory): Rule[] {
  const { code, family, name, nameDe } = category;
  const id = (number: string): string => `BR-${family}-${number}`;
  const use = (context: RuleContext): CategoryUse => useOf(context.invoice, code);
  const parts = [
    [
      '02',
      '05',
      'a line',
      'Position',
      'BT-151',
      'BT-152',
      (one: CategoryUse) => one.lines,
      (one: CategoryUse) => [...one.lines, ...one.subLines],
    ],
    [
      '03',
      '06',
      'an allowance',
      'Nachlass',
      'BT-95',
      'BT-96',
      (one: CategoryUse) => one.allowances,
      (one: CategoryUse) => one.allowances,
    ],
    [
      '04',
      '07',
      'a charge',
      'Zuschlag',
      'BT-102',
      'BT-103',
      (one: CategoryUse) => one.charges,
      (one: CategoryUse) => one.charges,
    ],
  ] as const;
  return [
    rule(
      id('01'),
      'BG-23 BT-118',
      `Expected ${category.perRate ? 'a' : 'exactly one'} VAT breakdown with code ${code} (${name}) where, and only where, that code is used. Add, merge or remove it.`,
      `Zum Umsatzsteuercode ${code} (${nameDe}) fehlt die passende Steueraufschlüsselung, oder sie steht zu oft oder zu Unrecht da. Bitte berichtigen.`,
      (context) => onDocument(context, !isBrokenDownRight(use(context), category, context.syntax === 'cii')),
    ),
    ...parts.flatMap(([identifierNumber, rateNumber, noun, nounDe, codeTerm, rateTerm, withRate, using]) => [
      rule(
        id(identifierNumber),
        `${codeTerm} BT-31 BT-32 BT-63`,
        `${identifierText(category)} because of ${noun} with VAT code ${code} (${name}).`,
        `${identifierTextDe(category)} Grund: Umsatzsteuercode ${code} (${nameDe}) bei ${nounDe}.`,
        (context) => onDocument(context, using(use(context)).length > 0 && !hasIdentifiers(context.invoice, category)),
      ),
      rule(
        id(rateNumber),
        rateTerm,
        `Expected ${rateText(category)} of ${noun} with VAT code ${code} (${name}), but found {actual}. Correct rate or code.`,
        `Bei Umsatzsteuercode ${code} (${nameDe}) muss der Steuersatz (${rateTerm}) ${rateTextDe(category)}. Gefunden: {actual}.`,
        (context) => withRate(use(context)).flatMap((group) => wrongRate(group, rateTerm, category)),
      ),
    ]),
    rule(
      id('08'),
      'BT-116',
      `Expected a taxable amount of {expectedAmount} for VAT code ${code} (lines plus charges minus allowances), but found {actualAmount}. Correct BT-116.`,
      `Der Nettobetrag (BT-116) zum Umsatzsteuercode ${code} ist {actualAmount}, Positionen, Zuschläge und Nachlässe ergeben {expectedAmount}.`,
      (context) => use(context).breakdowns.flatMap((vat) => wrongNet(vat, category, context)),
    ),
    rule(
      id('09'),
      'BT-117',
      `Expected a VAT amount that fits VAT code ${code} (${name}), but found {actualAmount}. Correct BT-117.`,
      `Der Steuerbetrag (BT-117) {actualAmount} passt nicht zum Umsatzsteuercode ${code} (${nameDe}). Bitte berichtigen.`,
      (context) => use(context).breakdowns.flatMap((vat) => wrongTax(vat, category, context.syntax === 'cii')),
    ),
    rule(
      id('10'),
      'BT-120 BT-121',
      category.exemptionReason === 'required'
        ? `Expected a reason why no VAT is charged for code ${code} (${name}), but it is missing. Add text or code.`
        : `Expected no exemption reason for VAT code ${code} (${name}), but found one. Remove it.`,
      category.exemptionReason === 'required'
        ? `Zum Umsatzsteuercode ${code} (${nameDe}) fehlt der Befreiungsgrund (BT-120 oder BT-121). Bitte ergänzen.`
        : `Zum Umsatzsteuercode ${code} (${nameDe}) darf kein Befreiungsgrund stehen. Bitte entfernen.`,
      (context) =>
        use(context)
          .breakdowns.filter(
            (vat) => (vat.has('BT-120') || vat.has('BT-121')) !== (category.exemptionReason === 'required'),
          )
          .map((vat) => vat.element),
    ),
  ];
}

function isBrokenDownRight(use: CategoryUse, category: VatCategory, isCii: boolean): boolean {
  const lines = use.lines.length + use.subLines.length;
  const documentLevel = use.allowances.length + use.charges.length;
  const breakdowns = use.breakdowns.length;
  if (category.perRate) {
    if (!isCii) return lines + documentLevel > 0 === breakdowns > 0;
    // The CII rule counts line and breakdown together, so two lines without breakdown pass; the sums catch them.
    return (lines === 0 || lines + breakdowns >= 2) && (documentLevel === 0 || documentLevel + breakdowns >= 2);
  }
  if (!isCii) return lines + documentLevel + breakdowns === 0 || breakdowns === 1;
  if (breakdowns === 0) return category.code === 'O' || lines + documentLevel === 0;
  return breakdowns === 1 && lines + documentLevel > 0;
}

function hasIdentifiers(invoice: Group, category: VatCategory): boolean {
  const seller = each(invoice, 'BG-4');
  const buyer = each(invoice, 'BG-7');
  const representative = each(invoice, 'BG-11');
  const any = (groups: readonly Group[], ...ids: readonly TermId[]): boolean =>
    groups.some((group) => ids.some((id) => group.has(id)));
  if (category.seller === 'none') {
    return !any(seller, 'BT-31') && !any(representative, 'BT-63') && !any(buyer, 'BT-48');
  }
  const sellerGiven =
    any(representative, 'BT-63') || any(seller, 'BT-31') || (category.seller === 'tax-or-vat' && any(seller, 'BT-32'));
  if (!sellerGiven) return false;
  if (category.buyer === 'vat') return any(buyer, 'BT-48');
  return category.buyer !== 'vat-or-registration' || any(buyer, 'BT-48', 'BT-47');
}

function wrongRate(group: Group, term: TermId, category: VatCategory): Breach[] {
  const rate = decimalOf(group, term);
  const isRight = {
    positive: rate?.isPositive() ?? false,
    zero: rate?.isZero() ?? false,
    'not-negative': rate ? !rate.isNegative() : false,
    absent: !group.has(term),
  }[category.rate];
  return isRight ? [] : [{ at: group.term(term)?.element ?? group.element, actual: rate?.toString() ?? '–' }];
}

function wrongNet(vat: Group, category: VatCategory, { invoice, syntax }: RuleContext): Breach[] {
  const actual = decimalOf(vat, 'BT-116');
  const use = useOf(invoice, category.code);
  const isCii = syntax === 'cii';
  // The CII rules for L and M look for the rate in the wrong place and so never report; the sums are not binding.
  if (isCii && category.perRate && category.code !== 'S') return [];
  const rate = category.perRate ? decimalOf(vat, 'BT-119') : undefined;
  if (category.perRate && !rate) return [];
  const expected = netOf(use, rate, isCii);
  const at = vat.term('BT-116')?.element ?? vat.element;
  const wrong: Breach[] = [{ at, actual: actual?.toString() ?? '–', expected: expected.toString() }];
  if (!actual) return wrong;
  const isKept = allowsOneUnit(category, isCii)
    ? isWithin(actual, expected, ExactDecimal.one)
    : actual.equals(expected);
  if (!isKept) return wrong;
  // In UBL a standard rate that no line, allowance or charge uses is wrong even when its amount is zero.
  const isUnused = category.code === 'S' && !isCii && rate !== undefined && !use.byRate.has(rate.canonical());
  return isUnused ? wrong : [];
}

/** Which sums may be off by less than one unit of currency differs between the two bindings. */
function allowsOneUnit(category: VatCategory, isCii: boolean): boolean {
  return isCii ? !category.perRate && category.code !== 'O' : category.perRate;
}

function wrongTax(vat: Group, category: VatCategory, isCii: boolean): Breach[] {
  const amount = decimalOf(vat, 'BT-117');
  // For L and M the CII binding leaves the amount to BR-CO-17.
  if (isCii && category.perRate && category.code !== 'S') return [];
  const isKept = category.perRate ? fitsRate(vat) : (amount?.isZero() ?? false);
  return isKept ? [] : [{ at: vat.term('BT-117')?.element ?? vat.element, actual: amount?.toString() ?? '–' }];
}

function identifierText({ seller, buyer }: VatCategory): string {
  if (seller === 'none')
    return 'Expected no VAT identifier of seller, tax representative or buyer, but found one. Remove it';
  const sellerText = seller === 'vat' ? 'a VAT identifier' : 'a VAT identifier or tax number';
  const buyerText = buyer
    ? ` and ${buyer === 'vat' ? 'the VAT identifier' : 'a VAT identifier or registration'} of the buyer`
    : '';
  return `Expected ${sellerText} of the seller or its tax representative${buyerText}, but not all are given. Add them`;
}

function identifierTextDe({ seller, buyer }: VatCategory): string {
  if (seller === 'none') return 'Umsatzsteuer-IDs (BT-31, BT-63, BT-48) dürfen nicht angegeben sein. Bitte entfernen.';
  const sellerText = seller === 'vat' ? 'Umsatzsteuer-ID' : 'Umsatzsteuer-ID oder Steuernummer';
  const buyerText = buyer
    ? ` und ${buyer === 'vat' ? 'die Umsatzsteuer-ID' : 'Umsatzsteuer-ID oder Registernummer'} des Käufers`
    : '';
  return `Es fehlen ${sellerText} des Verkäufers oder seines Steuervertreters${buyerText}. Bitte ergänzen.`;
}

function rateText({ rate }: VatCategory): string {
  return {
    positive: 'a VAT rate above zero',
    zero: 'a VAT rate of zero',
    'not-negative': 'a VAT rate of zero or more',
    absent: 'no VAT rate',
  }[rate];
}

function rateTextDe({ rate }: VatCategory): string {
  return {
    positive: 'größer als null sein',
    zero: 'null sein',
    'not-negative': 'null oder größer sein',
    absent: 'fehlen',
  }[rate];
}

/** Rules only one category knows. */
function specialRules(): Rule[] {
  const hasBreakdown = (invoice: Group, code: string): boolean => useOf(invoice, code).breakdowns.length > 0;
  const others = (invoice: Group, pick: (use: CategoryUse) => readonly Group[]): boolean =>
    [...vatUsageOf(invoice)].some(([code, use]) => code !== 'O' && code !== '' && pick(use).length > 0);
  const exclusive = (
    number: string,
    terms: string,
    noun: string,
    nounDe: string,
    pick: (use: CategoryUse, isCii: boolean) => readonly Group[],
  ): Rule =>
    rule(
      `BR-O-${number}`,
      terms,
      `Expected only VAT code O (not subject to VAT) next to a VAT breakdown with O, but ${noun} uses another code. Use O throughout or split the invoice.`,
      `Neben Umsatzsteuercode O (nicht steuerbar) sind keine anderen Codes erlaubt, gefunden bei: ${nounDe}. Bitte vereinheitlichen oder zwei Rechnungen stellen.`,
      (context) =>
        onDocument(
          context,
          hasBreakdown(context.invoice, 'O') && others(context.invoice, (use) => pick(use, context.syntax === 'cii')),
        ),
    );
  return [
    rule(
      'BR-IC-11',
      'BT-72 BG-14',
      'Expected a delivery date or an invoicing period for an intra-community supply, but both are missing. Add one.',
      'Bei innergemeinschaftlicher Lieferung fehlt das Lieferdatum (BT-72) oder der Abrechnungszeitraum (BG-14). Bitte ergänzen.',
      (context) =>
        onDocument(
          context,
          hasBreakdown(context.invoice, 'K') &&
            !each(context.invoice, 'BG-13').some((delivery) => delivery.isFilled('BT-72')) &&
            !each(context.invoice, 'BG-14').some(
              (period) => period.has('BT-73') || period.has('BT-74') || period.has('BT-8'),
            ),
        ),
    ),
    rule(
      'BR-IC-12',
      'BT-80',
      'Expected the country of delivery for an intra-community supply, but it is missing. Add it.',
      'Bei innergemeinschaftlicher Lieferung fehlt der Ländercode der Lieferanschrift (BT-80). Bitte ergänzen.',
      (context) =>
        onDocument(
          context,
          hasBreakdown(context.invoice, 'K') &&
            !each(context.invoice, 'BG-13', 'BG-15').some((address) =>
              context.syntax === 'cii' ? address.has('BT-80') : (address.value('BT-80')?.length ?? 0) > 1,
            ),
        ),
    ),
    exclusive('11', 'BT-118', 'a breakdown', 'Steueraufschlüsselung', (use, isCii) =>
      isCii ? [...use.breakdowns, ...use.lines] : use.breakdowns,
    ),
    exclusive('12', 'BT-151', 'a line', 'Position', (use, isCii) =>
      isCii ? [...use.breakdowns, ...use.lines] : [...use.lines, ...use.subLines],
    ),
    exclusive('13', 'BT-95', 'an allowance', 'Nachlass', (use, isCii) =>
      isCii ? [...use.allowances, ...use.charges] : use.allowances,
    ),
    exclusive('14', 'BT-102', 'a charge', 'Zuschlag', (use, isCii) =>
      isCii ? [...use.allowances, ...use.charges] : use.charges,
    ),
    rule(
      'BR-B-01',
      'BT-118',
      'Expected VAT code B (split payment) only in domestic Italian invoices, but another country occurs. Use another code.',
      'Umsatzsteuercode B (Split Payment) ist nur in inneritalienischen Rechnungen erlaubt. Bitte anderen Code verwenden.',
      (context) =>
        onDocument(
          context,
          vatUsageOf(context.invoice).has('B') &&
            context.index.named('cbc:IdentificationCode', 'ram:CountryID').some((country) => country.text !== 'IT'),
        ),
    ),
    rule(
      'BR-B-02',
      'BT-118',
      'Expected VAT code B (split payment) without code S in the same invoice, but both occur. Split the invoice.',
      'Umsatzsteuercode B (Split Payment) und S schließen sich in einer Rechnung aus. Bitte zwei Rechnungen stellen.',
      (context) => onDocument(context, vatUsageOf(context.invoice).has('B') && vatUsageOf(context.invoice).has('S')),
    ),
  ];
}
