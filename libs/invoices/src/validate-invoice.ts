import { type Group } from './model/business-term.ts';
import { type InvoiceProfile, type InvoiceSyntax } from './model/profile.ts';
import { type InvoiceSource, type ReadDocument, invoiceXmlOf, readDocument, readTerms } from './read-document.ts';
import { type Finding, applyRules, locate } from './rules/apply-rules.ts';
import { DocumentIndex } from './rules/document-index.ts';
import { rulesFor } from './rules/rule-sets.ts';
import { checkStructure } from './structure/check-structure.ts';
import { InvoiceSyntaxError } from './xml/invoice-syntax-error.ts';

export interface ValidationOptions {
  /** Largest file to look at, in bytes; larger ones are rejected. */
  readonly maximumBytes?: number;
}

/** The verdict about a file and its reasons. */
export interface ValidationResult {
  /** True when no finding is of level error. */
  readonly accepted: boolean;
  readonly syntax: InvoiceSyntax | null;
  readonly profile: InvoiceProfile | null;
  readonly findings: readonly Finding[];
  /** Time the validation took, in milliseconds. */
  readonly durationMs: number;
  readonly source: InvoiceSource | null;
  /** Size of the XML that was judged, 0 when there was none. */
  readonly xmlBytes: number;
  /** The invoice by business terms, present whenever the document is an invoice of a known syntax. */
  readonly model?: Group;
}

/**
 * Validates a file that claims to be an electronic invoice. The gates are, in this order: size, packing and encoding;
 * well-formedness without DOCTYPE; root and namespace; structure and simple types; profile; business rules. The first
 * gate a document fails ends the validation, because later answers would only be noise. Never throws for bad input.
 */
export function validateInvoice(bytes: Uint8Array, options: ValidationOptions = {}): ValidationResult {
  const start = performance.now();
  let source: InvoiceSource | null = null;
  let xmlBytes = 0;
  const verdict = (findings: readonly Finding[], document?: ReadDocument, model?: Group): ValidationResult => ({
    accepted: !findings.some((finding) => finding.level === 'error'),
    syntax: document?.syntax ?? null,
    profile: document?.profile ?? null,
    findings,
    durationMs: Math.round((performance.now() - start) * 1000) / 1000,
    source,
    xmlBytes,
    ...(model ? { model } : {}),
  });
  try {
    const invoice = invoiceXmlOf(bytes, options.maximumBytes);
    source = invoice.source;
    xmlBytes = invoice.xml.length;
    const document = readDocument(invoice.xml, invoice.source);
    const { syntax, root, profile } = document;
    if (!syntax) return verdict([foreignRoot(document)], document);
    const structure = checkStructure(root, syntax);
    if (structure.length > 0) return verdict(structure, document);
    const model = readTerms(root, syntax);
    const rules = rulesFor(profile, syntax);
    if (!rules) return verdict([unsupportedProfile(document)], document, model);
    const context = { invoice: model, root, index: new DocumentIndex(root), syntax, profile };
    return verdict(applyRules(rules, context), document, model);
  } catch (error) {
    if (!(error instanceof InvoiceSyntaxError)) throw error;
    return verdict([unreadable(error)]);
  }
}

function unreadable({ code, message, messageDe, line }: InvoiceSyntaxError): Finding {
  return { rule: code, level: 'error', message, messageDe, location: line === undefined ? null : { path: '', line } };
}

function foreignRoot({ root }: ReadDocument): Finding {
  const name = root.name.slice(0, 200);
  return {
    rule: 'ROOT_NOT_INVOICE',
    level: 'error',
    message: `Expected a UBL Invoice or CreditNote or a CrossIndustryInvoice (D16B) as root, but found ${name}. Send the invoice in one of these formats.`,
    messageDe: `Die Datei ist keine E-Rechnung nach EN 16931 (Wurzelelement ${name}). Erwartet wird UBL Invoice, UBL CreditNote oder CrossIndustryInvoice.`,
    location: { path: '/', line: root.line },
  };
}

const unsupportedReasons: Readonly<Partial<Record<InvoiceProfile, readonly [string, string]>>> = {
  'facturx-minimum': [
    'The profile MINIMUM is an accounting aid, not an invoice under EN 16931.',
    'Das Profil MINIMUM ist eine Buchungshilfe, keine E-Rechnung nach EN 16931.',
  ],
  'facturx-basicwl': [
    'The profile BASIC WL is an accounting aid, not an invoice under EN 16931.',
    'Das Profil BASIC WL ist eine Buchungshilfe, keine E-Rechnung nach EN 16931.',
  ],
  'xrechnung-outdated': [
    'The invoice follows a superseded release of XRechnung.',
    'Die Rechnung folgt einer abgelösten Fassung der XRechnung.',
  ],
};

function unsupportedProfile({ root, profile }: ReadDocument): Finding {
  const [reason, reasonDe] = unsupportedReasons[profile] ?? [
    'The specification identifier (BT-24) is missing or unknown.',
    'Die Spezifikationskennung (BT-24) fehlt oder ist unbekannt.',
  ];
  return {
    rule: 'PROFILE_NOT_SUPPORTED',
    level: 'error',
    message: `${reason} Expected XRechnung 3.0, EN 16931, Peppol BIS Billing 3.0 or Factur-X from BASIC on. Send the invoice in one of these profiles.`,
    messageDe: `${reasonDe} Erwartet wird XRechnung 3.0, EN 16931, Peppol BIS Billing 3.0 oder Factur-X ab BASIC. Bitte die Rechnung so ausstellen.`,
    location: locate(root),
  };
}
