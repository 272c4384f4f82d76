import { type InvoiceProfile, type InvoiceSyntax } from '../model/profile.ts';
import { ciiDataTypeRules } from './cii-data-type-rules.ts';
import { ciiRecommendations } from './cii-recommendations.ts';
import { ciiSyntaxRules } from './cii-syntax-rules.ts';
import { ciiUnusedElementRules } from './cii-unused-elements.ts';
import { codeListRules } from './code-list-rules.ts';
import { decimalRules } from './decimal-rules.ts';
import { groupRules } from './group-rules.ts';
import { peppolRules } from './peppol-rules.ts';
import { presenceRules } from './presence-rules.ts';
import { type FindingLevel, type Rule } from './rule.ts';
import { totalsRules } from './totals-rules.ts';
import { ublSyntaxRules } from './ubl-syntax-rules.ts';
import { ublUnusedElementRules } from './ubl-unused-elements.ts';
import { vatCategoryRules } from './vat-category-rules.ts';
import { xrechnungCvdRules } from './xrechnung-cvd-rules.ts';
import { xrechnungExtensionRules } from './xrechnung-extension-rules.ts';
import { xrechnungRules } from './xrechnung-rules.ts';

/** EN 16931 with its two syntax bindings. A further rule set is one more array here. */
const en16931Rules: readonly Rule[] = [
  ...presenceRules,
  ...groupRules,
  ...totalsRules,
  ...vatCategoryRules,
  ...decimalRules,
  ...codeListRules,
  ...ublSyntaxRules,
  ...ciiSyntaxRules,
  ...ciiDataTypeRules,
  ...ublUnusedElementRules,
  ...ciiRecommendations,
  ...ciiUnusedElementRules,
];

const xrechnungBase: readonly Rule[] = [...xrechnungRules, ...peppolRules];

const setsByProfile: Readonly<Partial<Record<InvoiceProfile, readonly Rule[]>>> = {
  en16931: en16931Rules,
  peppol: en16931Rules,
  'facturx-basic': en16931Rules,
  'facturx-extended': en16931Rules,
  xrechnung: [...en16931Rules, ...xrechnungBase],
  'xrechnung-extension': [...en16931Rules, ...xrechnungBase, ...xrechnungExtensionRules],
  'xrechnung-cvd': [...en16931Rules, ...xrechnungBase, ...xrechnungCvdRules],
};

type Levels = Readonly<Record<string, FindingLevel>>;

const xrechnungLevels: Levels = {
  'BR-CL-21': 'warning',
  'BR-CL-23': 'warning',
  'UBL-CR-646': 'error',
  'CII-SR-452': 'error',
  'CII-SR-453': 'error',
  'CII-SR-454': 'error',
};

/** Levels the KoSIT validator configuration sets for XRechnung, where they differ from those of the rules. */
const levelsByProfile: Readonly<Partial<Record<InvoiceProfile, Levels>>> = {
  xrechnung: xrechnungLevels,
  'xrechnung-cvd': { ...xrechnungLevels, 'BR-CL-13': 'information' },
  'xrechnung-extension': {
    ...xrechnungLevels,
    'BR-CL-10': 'information',
    'BR-CL-11': 'information',
    'BR-CL-21': 'information',
    'BR-CL-24': 'information',
    'BR-CL-25': 'information',
    'BR-CL-26': 'information',
    'UBL-CR-470': 'information',
    'UBL-CR-646': 'information',
  },
};

const prepared = new Map<string, readonly Rule[]>();

/**
 * The rules that decide about a document of this profile and syntax, with the levels that hold for it. Undefined for
 * profiles no rules exist for: those documents are rejected without being asked further.
 */
export function rulesFor(profile: InvoiceProfile, syntax: InvoiceSyntax): readonly Rule[] | undefined {
  const rules = setsByProfile[profile];
  if (!rules) return undefined;
  const key = `${profile} ${syntax}`;
  let result = prepared.get(key);
  if (!result) {
    result = withLevels(ofSyntax(rules, syntax), {
      ...levelsByProfile[profile],
      ...thirdPartyPaymentLevel(profile, syntax),
    });
    prepared.set(key, result);
  }
  return result;
}

/** Every rule this room knows, for tests and for the catalogue in the documentation. */
export function allRules(): readonly Rule[] {
  return [...en16931Rules, ...xrechnungBase, ...xrechnungExtensionRules, ...xrechnungCvdRules];
}

/** In UBL the extension counts third party payments, so that BR-DEX-09 replaces BR-CO-16. */
function thirdPartyPaymentLevel(profile: InvoiceProfile, syntax: InvoiceSyntax): Levels {
  return profile === 'xrechnung-extension' && syntax !== 'cii' ? { 'BR-CO-16': 'information' } : {};
}

function ofSyntax(rules: readonly Rule[], syntax: InvoiceSyntax): readonly Rule[] {
  const binding = syntax === 'cii' ? 'cii' : 'ubl';
  return rules.filter((rule) => rule.syntax === undefined || rule.syntax === binding);
}

function withLevels(rules: readonly Rule[], levels: Levels): readonly Rule[] {
  return rules.map((rule) => {
    const level = levels[rule.id];
    return level ? { ...rule, level } : rule;
  });
}
