const oasis = 'urn:oasis:names:specification:ubl:schema:xsd:';
const unece = 'urn:un:unece:uncefact:data:standard:';

/** Canonical prefixes of the namespaces an invoice document may use. */
const prefixes: ReadonlyMap<string, string> = new Map([
  [`${oasis}Invoice-2`, 'ubl'],
  [`${oasis}CreditNote-2`, 'cn'],
  [`${oasis}CommonBasicComponents-2`, 'cbc'],
  [`${oasis}CommonAggregateComponents-2`, 'cac'],
  [`${oasis}CommonExtensionComponents-2`, 'ext'],
  [`${unece}CrossIndustryInvoice:100`, 'rsm'],
  [`${unece}ReusableAggregateBusinessInformationEntity:100`, 'ram'],
  [`${unece}UnqualifiedDataType:100`, 'udt'],
  [`${unece}QualifiedDataType:100`, 'qdt'],
  ['http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader', 'sbdh'],
  ['urn:ferd:CrossIndustryDocument:invoice:1p0', 'ferd'],
  [`urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100`, 'order'],
]);

/**
 * The canonical name of an element: a known namespace becomes its usual prefix, an unknown one is written out in
 * braces so that it can never be mistaken for a known one.
 */
export function canonicalName(uri: string, local: string): string {
  const prefix = prefixes.get(uri);
  return prefix ? `${prefix}:${local}` : `{${uri}}:${local}`;
}
