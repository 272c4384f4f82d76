import type { InvoiceParty } from '#contracts';

/**
 * By what a supplier is recognised on another invoice, the surest first: VAT id, tax number, registration, name. Two
 * invoices are of one supplier when they share one of these.
 */
export function supplierKeys(seller: InvoiceParty | undefined): readonly string[] {
  if (seller === undefined) return [];
  const { vatId, taxNumber, registrationId, name } = seller;
  return [...key('vat', vatId), ...key('tax', taxNumber), ...key('register', registrationId), ...key('name', name)];
}

/** What people type differently each time does not count: case, blanks, punctuation. */
function key(kind: string, value: string | undefined): readonly string[] {
  const bare = value?.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') ?? '';
  return bare === '' ? [] : [`${kind}:${bare.slice(0, 200)}`];
}

/** An invoice number without what is written differently on paper and in data. */
export function numberKey(number: string): string {
  return number
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 200);
}
