import { type XmlElement } from '../xml/xml-element.ts';

/** The document types this room can read. */
export type InvoiceSyntax = 'ubl-invoice' | 'ubl-creditnote' | 'cii';

/** What a document claims to be, by its specification identifier (BT-24), compared exactly. */
export type InvoiceProfile =
  | 'xrechnung'
  | 'xrechnung-extension'
  | 'xrechnung-cvd'
  | 'en16931'
  | 'peppol'
  | 'facturx-minimum'
  | 'facturx-basicwl'
  | 'facturx-basic'
  | 'facturx-extended'
  | 'zugferd1'
  | 'xrechnung-outdated'
  | 'order-x'
  | 'other';

const core = 'urn:cen.eu:en16931:2017';
const xrechnung = `${core}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0`;

const profiles: ReadonlyMap<string, InvoiceProfile> = new Map([
  [core, 'en16931'],
  [xrechnung, 'xrechnung'],
  [`${xrechnung}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`, 'xrechnung-extension'],
  [`${xrechnung}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9`, 'xrechnung-cvd'],
  [`${core}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0`, 'peppol'],
  ['urn:factur-x.eu:1p0:minimum', 'facturx-minimum'],
  ['urn:zugferd.de:2p0:minimum', 'facturx-minimum'],
  ['urn:factur-x.eu:1p0:basicwl', 'facturx-basicwl'],
  ['urn:zugferd.de:2p0:basicwl', 'facturx-basicwl'],
  [`${core}#compliant#urn:factur-x.eu:1p0:basic`, 'facturx-basic'],
  [`${core}#compliant#urn:zugferd.de:2p0:basic`, 'facturx-basic'],
  [`${core}:compliant:factur-x.eu:1p0:basic`, 'facturx-basic'],
  [`${core}#conformant#urn:factur-x.eu:1p0:extended`, 'facturx-extended'],
  [`${core}#conformant#urn:zugferd.de:2p0:extended`, 'facturx-extended'],
  [`${core}:compliant:factur-x.eu:1p0:extended`, 'facturx-extended'],
  [`${core}:compliant:factur-x.eu:1p0:en16931`, 'en16931'],
]);

/** The profile a specification identifier names. Identifiers of superseded XRechnung releases are told apart. */
export function profileOf(specificationIdentifier: string): InvoiceProfile {
  const known = profiles.get(specificationIdentifier);
  if (known) return known;
  if (specificationIdentifier.startsWith('urn:ferd:')) return 'zugferd1';
  if (specificationIdentifier.startsWith('urn:order-x.eu:')) return 'order-x';
  const isXrechnung = /^urn:cen\.eu:en16931:2017[#:]compliant[#:].*xrechnung[_:]\d/.test(specificationIdentifier);
  return isXrechnung && !specificationIdentifier.startsWith(xrechnung) ? 'xrechnung-outdated' : 'other';
}

const syntaxes: ReadonlyMap<string, InvoiceSyntax> = new Map([
  ['ubl:Invoice', 'ubl-invoice'],
  ['cn:CreditNote', 'ubl-creditnote'],
  ['rsm:CrossIndustryInvoice', 'cii'],
]);

/** The syntax of an invoice by the qualified name of its root, undefined for any other document. */
export function syntaxOf(root: XmlElement): InvoiceSyntax | undefined {
  return syntaxes.get(root.name);
}

/**
 * The invoice inside a Standard Business Document (the envelope Peppol uses), or the root itself. The envelope must
 * hold exactly one invoice: of two, nobody could say which was meant.
 */
export function unwrapEnvelope(root: XmlElement): XmlElement | undefined {
  if (root.name !== 'sbdh:StandardBusinessDocument') return root;
  const payloads = root.children.filter((child) => child.name !== 'sbdh:StandardBusinessDocumentHeader');
  return payloads.length === 1 ? payloads[0] : undefined;
}
