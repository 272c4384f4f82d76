import { type XmlElement } from '../xml/xml-element.ts';
import { type Breach, type FindingLevel, type Rule, type RuleContext, type Violation } from './rule.ts';
import { writtenAmount, writtenDay } from './written-value.ts';

/** Where in the document a finding stands. */
export interface FindingLocation {
  /** XPath with the prefixes of the standards, relative to the invoice. */
  readonly path: string;
  /** Line in the XML, counted from 1. */
  readonly line: number;
}

/** One fault of an invoice, said in words a supplier can act on. */
export interface Finding {
  /** Identifier of the rule, such as `BR-CO-10`, or of the gate that stopped the document, such as `DOCTYPE_FORBIDDEN`. */
  readonly rule: string;
  readonly level: FindingLevel;
  readonly message: string;
  readonly messageDe: string;
  readonly location: FindingLocation | null;
}

/** A broken rule is listed with at most this many places; an invoice with ten thousand wrong lines stays readable. */
const maximumPlaces = 100;

/** Asks every rule about one document and returns the findings in the order of the rules. */
export function applyRules(rules: readonly Rule[], context: RuleContext): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    let places = 0;
    for (const breach of rule.test(context)) {
      if (++places > maximumPlaces) break;
      findings.push(toFinding(rule, breach, context));
    }
  }
  return findings;
}

export function locate(element: XmlElement): FindingLocation {
  return { path: element.path(), line: element.line };
}

function toFinding(rule: Rule, breach: Breach, { invoice }: RuleContext): Finding {
  const violation: Violation = 'at' in breach ? breach : { at: breach };
  const currency = violation.at.attribute('currencyID') ?? invoice.term('BT-5')?.value;
  return {
    rule: rule.id,
    level: rule.level,
    message: fill(rule.message, violation, currency, 'en'),
    messageDe: fill(rule.messageDe, violation, currency, 'de'),
    location: locate(violation.at),
  };
}

const PLACEHOLDER = /\{(actual|expected)(Amount|Date)?\}/g;

/** `{actual}` and `{expected}` as they are, `{actualAmount}` and `{actualDate}` as the language writes them. */
function fill(text: string, values: Violation, currency: string | undefined, language: 'de' | 'en'): string {
  return text.replace(PLACEHOLDER, (_, name: 'actual' | 'expected', kind: string | undefined) => {
    const value = values[name] ?? '–';
    if (kind === 'Amount') return shorten(writtenAmount(value, currency, language));
    return shorten(kind === 'Date' ? writtenDay(value) : value);
  });
}

function shorten(value: string): string {
  return value.length > 120 ? `${value.slice(0, 117)}…` : value;
}
