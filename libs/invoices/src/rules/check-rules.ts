import { type InvoiceProfile } from '../model/profile.ts';
import { invoiceXmlOf, readDocument, readTerms } from '../read-document.ts';
import { type Finding, applyRules } from './apply-rules.ts';
import { DocumentIndex } from './document-index.ts';
import { rulesFor } from './rule-sets.ts';

/**
 * Asks the rules of a profile about XML that need not be a whole invoice, whatever profile it names itself, and without
 * the gate on structure. This is how single rules are tried; whoever judges an invoice calls `validateInvoice`.
 * Empty for other roots than those of invoices. Throws InvoiceSyntaxError where the XML cannot be read.
 */
export function checkRules(bytes: Uint8Array, rulesOf: InvoiceProfile): Finding[] {
  const { xml, source } = invoiceXmlOf(bytes);
  const { root, syntax, profile } = readDocument(xml, source);
  const rules = syntax && rulesFor(rulesOf, syntax);
  if (!rules) return [];
  return applyRules(rules, { invoice: readTerms(root, syntax), root, index: new DocumentIndex(root), syntax, profile });
}
