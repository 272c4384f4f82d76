import type { Connector } from '#runtime';
import { checkLeitwegId } from '../leitweg-id.ts';
import { amountText } from './amount-text.ts';
import { arrivalOf, type InvoiceConnectorParts, todayIn, withoutInvoice } from './connector-parts.ts';
import { TERMS_DESCRIPTION } from './invoice-descriptions.ts';

/**
 * `invoice-terms`: the checks begin. Tells `fristen`: the next discount that can still be had with its last day
 * (`skontoBis`), percentage and saving in the currency of the invoice, the due date, the days left; and `leitweg`: whether the
 * Leitweg-ID has the right form and check digits, with a hint that is never a reason to reject.
 */
export function createTermsConnector(parts: InvoiceConnectorParts): Connector {
  return {
    topic: 'invoice-terms',
    description: TERMS_DESCRIPTION,
    async execute(job) {
      const arrival = await arrivalOf(job, parts.arrivals);
      if (arrival === undefined) return withoutInvoice(job);
      const today = todayIn(parts);
      const content = arrival.examination?.content;
      const tier = (await parts.arrivals.discounts(arrival.id)).find(({ until }) => until >= today);
      const leitwegId = content?.references.buyerReference;
      const check = leitwegId === undefined ? undefined : checkLeitwegId(leitwegId);
      await parts.arrivals.setState(arrival.id, 'inReview', new Date(parts.clock.now()).toISOString());
      return {
        kind: 'done',
        variables: {
          fristen: {
            skonto: tier !== undefined,
            skontoBis: tier?.until ?? null,
            skontoProzent: tier === undefined ? null : Number(tier.percent),
            skontoBetrag: tier === undefined ? null : Number(tier.saving),
            skontoText: tier === undefined ? null : amountText(tier.saving, content?.payable?.currency ?? ''),
            faellig: content?.dueDate ?? null,
          },
          leitweg: {
            id: leitwegId ?? null,
            gueltig: check?.valid ?? false,
            hinweis:
              check === undefined ? 'Die Rechnung nennt keine Leitweg-ID.' : check.valid ? null : check.messageDe,
          },
        },
      };
    },
  };
}
