import type { InvoiceState } from '#contracts';
import { type Connector, connectorFault } from '#runtime';
import { arrivalOf, type InvoiceConnectorParts, textInput, withoutInvoice } from './connector-parts.ts';
import { ARCHIVE_DESCRIPTION } from './invoice-descriptions.ts';

const OUTCOMES: Readonly<Record<string, InvoiceState>> = {
  zurueckgewiesen: 'rejected',
  verrechnet: 'settled',
  bezahlt: 'archived',
};

/**
 * `invoice-archive`: the case of the invoice is over. Input `outcome` says how: `bezahlt`, `verrechnet` or `zurueckgewiesen`;
 * `handedOverNode` at which step the order was given to the bank, whoever completed it is remembered. The record itself is closed by `document-close-record`, with the retention.
 */
export function createArchiveConnector(parts: InvoiceConnectorParts): Connector {
  return {
    topic: 'invoice-archive',
    description: ARCHIVE_DESCRIPTION,
    async execute(job) {
      const arrival = await arrivalOf(job, parts.arrivals);
      if (arrival === undefined) return withoutInvoice(job);
      const outcome = textInput(job, 'outcome') ?? '';
      const state = Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome] : undefined;
      if (state === undefined) {
        return {
          kind: 'failed',
          final: true,
          fault: connectorFault('CONNECTOR_INPUT_INVALID', { input: 'outcome', found: outcome.slice(0, 50) }),
          message: `Expected the input outcome to be one of ${Object.keys(OUTCOMES).join(', ')}, but it is ${JSON.stringify(outcome.slice(0, 50))}.`,
        };
      }
      const at = new Date(parts.clock.now()).toISOString();
      if (state === 'archived') {
        const node = textInput(job, 'handedOverNode');
        const by = node === undefined ? null : await parts.whoDid(job.instanceId, node);
        await parts.paymentOrders.handOver(arrival.id, by, at);
      }
      await parts.arrivals.setState(arrival.id, state, at);
      return { kind: 'done', variables: { ablage: { ergebnis: outcome, abgelegtAm: at } } };
    },
  };
}
