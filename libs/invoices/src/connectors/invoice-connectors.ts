import type { Connector } from '#runtime';
import type { InvoiceConnectorParts } from './connector-parts.ts';
import { createArchiveConnector } from './invoice-archive.ts';
import { createPaymentOrderConnector } from './invoice-payment-order.ts';
import { createTermsConnector } from './invoice-terms.ts';
import { createValidateConnector } from './invoice-validate.ts';

/** Everything service tasks can do with the invoice of their case. */
export function createInvoiceConnectors(parts: InvoiceConnectorParts): readonly Connector[] {
  return [
    createValidateConnector(parts),
    createTermsConnector(parts),
    createPaymentOrderConnector(parts),
    createArchiveConnector(parts),
  ];
}
