import { type Group, type GroupId, type TermId } from '../model/business-term.ts';
import { type InvoiceProfile, type InvoiceSyntax } from '../model/profile.ts';
import { type XmlElement } from '../xml/xml-element.ts';
import { type DocumentIndex } from './document-index.ts';

/** How much a finding weighs: an error rejects the invoice, the others do not. */
export type FindingLevel = 'error' | 'warning' | 'information';

/** All a rule may look at. */
export interface RuleContext {
  /** The invoice by business terms (BG-0). */
  readonly invoice: Group;
  /** The document as transmitted, for rules about the syntax itself. */
  readonly root: XmlElement;
  readonly index: DocumentIndex;
  readonly syntax: InvoiceSyntax;
  readonly profile: InvoiceProfile;
}

/**
 * A place where a rule is broken; the two values fill `{actual}` and `{expected}` in the messages, `{actualAmount}` where it
 * is an amount in the invoice's currency and `{actualDate}` where it is a day.
 */
export interface Violation {
  readonly at: XmlElement;
  readonly actual?: string;
  readonly expected?: string;
}

/** What a test may yield: the violation, or just the element it is about. */
export type Breach = Violation | XmlElement;

/** One business rule. `test` yields every place where it is broken, nothing when it is kept. */
export interface Rule {
  readonly id: string;
  /** Business terms and groups the rule is about. */
  readonly terms: readonly string[];
  readonly level: FindingLevel;
  /** The syntax the rule is bound to; without it the rule holds for every syntax. */
  readonly syntax?: 'ubl' | 'cii';
  /** What is wrong and what to change, in English and in plain German. */
  readonly message: string;
  readonly messageDe: string;
  readonly test: (context: RuleContext) => Iterable<Breach>;
}

/** Declares a rule of level error that holds for every syntax. */
export function rule(
  id: string,
  terms: string,
  message: string,
  messageDe: string,
  test: Rule['test'],
  level: FindingLevel = 'error',
): Rule {
  return { id, terms: terms.split(' '), level, message, messageDe, test };
}

/** Binds a rule to one syntax, where the bindings of the standard differ. */
function onlyIn(syntax: 'ubl' | 'cii', ...rules: readonly Rule[]): Rule[] {
  return rules.map((each) => ({ ...each, syntax }));
}

export const onlyUbl = (...rules: readonly Rule[]): Rule[] => onlyIn('ubl', ...rules);
export const onlyCii = (...rules: readonly Rule[]): Rule[] => onlyIn('cii', ...rules);

/** Every occurrence of a group at the end of a chain of groups, starting at the invoice. */
export function each(from: Group, ...chain: readonly GroupId[]): readonly Group[] {
  let found: readonly Group[] = [from];
  for (const id of chain)
    found = found.length === 1 ? (found[0]?.groups(id) ?? []) : found.flatMap((one) => one.groups(id));
  return found;
}

/**
 * The VAT breakdowns the general rules on breakdowns look at. In CII the published rules take those with the codes O,
 * L and M to the rules of their category only.
 */
export function checkedBreakdowns(invoice: Group, syntax: InvoiceSyntax): readonly Group[] {
  const breakdowns = each(invoice, 'BG-23');
  if (syntax !== 'cii') return breakdowns;
  return breakdowns.filter((vat) => !['O', 'L', 'M'].includes(vat.value('BT-118') ?? ''));
}

/** Elements of the groups for which `breaks` holds. */
export function where(groups: Iterable<Group>, breaks: (group: Group) => boolean): XmlElement[] {
  const found: XmlElement[] = [];
  for (const group of groups) if (breaks(group)) found.push(group.element);
  return found;
}

/** The document itself as the place, when `broken` holds. */
export function onDocument(context: RuleContext, broken: boolean): Breach[] {
  return broken ? [context.root] : [];
}

/** How to ask for a term: `filled` means more than white space, `present` that the element is there. */
export type Presence = 'filled' | 'present';

/**
 * A rule that demands a term or group. For every group at the end of `context` the chain `wanted` is followed; the
 * rule is broken where it leads to nothing. `noun` names the missing thing with its German article.
 */
export function demand(
  id: string,
  context: readonly GroupId[],
  wanted: readonly (GroupId | TermId)[],
  presence: Presence,
  noun: string,
  nounDe: string,
  level: FindingLevel = 'error',
): Rule {
  const target = wanted.at(-1) ?? '';
  return rule(
    id,
    target,
    `Expected the ${noun} (${target}), but it is missing. Add it to the invoice.`,
    `${nounDe} (${target}) fehlt. Bitte in der Rechnung ergänzen.`,
    ({ invoice }) => where(each(invoice, ...context), (group) => !leadsTo(group, wanted, presence)),
    level,
  );
}

function leadsTo(from: Group, wanted: readonly (GroupId | TermId)[], presence: Presence): boolean {
  let groups: readonly Group[] = [from];
  for (const id of wanted) {
    if (isTermId(id)) return groups.some((group) => (presence === 'filled' ? group.isFilled(id) : group.has(id)));
    groups = groups.flatMap((group) => group.groups(id));
  }
  return groups.length > 0;
}

function isTermId(id: GroupId | TermId): id is TermId {
  return id.startsWith('BT-');
}
