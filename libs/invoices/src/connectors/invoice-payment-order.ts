import type { CaseDocument, Connector, ConnectorJob } from '#runtime';
import { ExactDecimal } from '../exact-decimal.ts';
import { pain001 } from '../payment/pain-001.ts';
import { paymentCsv } from '../payment/payment-csv.ts';
import type { PaymentFiles, PaymentOrderRow } from '../payment/payment-order-store.ts';
import { PaymentImpossibleError, planPayment } from '../payment/payment-plan.ts';
import { bicOf, sepaIban } from '../payment/sepa-account.ts';
import { sepaReference } from '../payment/sepa-text.ts';
import { amountText } from './amount-text.ts';
import {
  arrivalOf,
  BY_PROCESS,
  type InvoiceConnectorParts,
  textInput,
  todayIn,
  withoutInvoice,
} from './connector-parts.ts';
import { PAYMENT_ORDER_DESCRIPTION } from './invoice-descriptions.ts';

/**
 * `invoice-payment-order`: makes the order to pay the invoice, once for ever: SEPA pain.001.001.09 and CSV, both filed as
 * documents of the case. Inputs: `debtorName`, `debtorIban`, `debtorBic` (the town's account); `amount`, `iban`, `creditor` where
 * a person decided otherwise than the invoice says. Output `zahlung` with what is paid to whom and when, and its documents.
 * BPMN error `ZAHLUNG_NICHT_MOEGLICH` when a credit transfer cannot do it: another currency, no valid account, no amount.
 */
export function createPaymentOrderConnector(parts: InvoiceConnectorParts): Connector {
  return {
    topic: 'invoice-payment-order',
    description: PAYMENT_ORDER_DESCRIPTION,
    async execute(job) {
      const arrival = await arrivalOf(job, parts.arrivals);
      if (arrival === undefined) return withoutInvoice(job);
      let order: PaymentOrderRow & PaymentFiles;
      try {
        order = (await parts.paymentOrders.ofArrival(arrival.id)) ?? (await makeOrder(parts, job, arrival.id));
      } catch (error) {
        if (!(error instanceof PaymentImpossibleError)) throw error;
        return {
          kind: 'error',
          code: 'ZAHLUNG_NICHT_MOEGLICH',
          message: error.message,
          variables: { zahlungHinweis: error.messageDe },
        };
      }
      const [sepa, csv] = [await fileSepa(parts, job, order), await fileCsv(parts, job, order)];
      await parts.arrivals.setState(arrival.id, 'ordered', new Date(parts.clock.now()).toISOString());
      return {
        kind: 'done',
        variables: {
          zahlung: {
            id: order.id,
            empfaenger: order.creditor,
            iban: order.iban,
            betrag: Number(order.amount),
            betragText: amountText(order.amount, 'EUR'),
            skonto: order.discount === null ? null : Number(order.discount),
            ausfuehrung: order.executionDate,
            verwendungszweck: order.remittance,
            referenz: order.endToEndId,
            sepa: { ...sepa },
            csv: { ...csv },
          },
        },
      };
    },
  };
}

async function makeOrder(
  parts: InvoiceConnectorParts,
  job: ConnectorJob,
  arrivalId: string,
): Promise<PaymentOrderRow & PaymentFiles> {
  const arrival = await parts.arrivals.find(arrivalId);
  const content = arrival?.examination?.content;
  if (arrival === undefined || content == null)
    throw new PaymentImpossibleError(
      'Expected an invoice that can be read, but it cannot.',
      'Die Rechnung ist nicht lesbar; Betrag und Konto müssen von Hand angewiesen werden.',
    );
  const debtorIban = sepaIban(textInput(job, 'debtorIban') ?? '');
  const debtorName = textInput(job, 'debtorName');
  if (debtorIban === undefined || debtorName === undefined)
    throw new Error('Expected the inputs debtorName and debtorIban (a valid IBAN), but they are missing or wrong.');
  const plan = planPayment(content, await parts.arrivals.discounts(arrivalId), todayIn(parts), {
    amount: amountInput(job),
    iban: textInput(job, 'iban'),
    creditor: textInput(job, 'creditor'),
  });
  const caseNumber = arrival.caseNumber ?? job.businessKey ?? arrivalId;
  const endToEndId = sepaReference(caseNumber);
  const createdAt = new Date(parts.clock.now()).toISOString();
  const sepa = pain001({
    messageId: endToEndId,
    createdAt,
    executionDate: plan.executionDate,
    debtor: { name: debtorName, iban: debtorIban, bic: bicOf(textInput(job, 'debtorBic')) },
    transfers: [{ ...plan, bic: plan.bic ?? undefined, endToEndId }],
  });
  const csv = paymentCsv([
    {
      ...plan,
      caseNumber,
      endToEndId,
      invoiceNumber: content.number,
      invoiceDate: content.issueDate,
      leitwegId: content.references.buyerReference,
      orderNumber: content.references.order,
      accounting: content.references.accounting,
    },
  ]);
  return parts.paymentOrders.keep({
    id: parts.ids.next(),
    arrivalId,
    caseNumber,
    instanceId: job.instanceId,
    createdAt,
    ...plan,
    endToEndId,
    sepa,
    csv,
  });
}

/** A number of the case, which JSON knows as a double, to the cent; a text exactly. Absent: what the invoice says. */
function amountInput(job: ConnectorJob): string | undefined {
  const value = job.variables['amount'] ?? job.settings['amount'];
  if (typeof value === 'number') return value.toFixed(2);
  return typeof value === 'string' && ExactDecimal.parse(value) !== undefined ? value.trim() : undefined;
}

function fileSepa(
  { caseFiles }: InvoiceConnectorParts,
  { instanceId }: ConnectorJob,
  { id, sepa, endToEndId }: PaymentOrderRow & PaymentFiles,
): Promise<CaseDocument> {
  return caseFiles.file({
    instanceId,
    name: `payment-order:${id}:sepa`,
    documentType: 'payment-order',
    title: `Zahlungsanweisung ${endToEndId} (SEPA)`,
    fileName: `${endToEndId}.pain001.xml`,
    mediaType: 'application/xml',
    content: Buffer.from(sepa),
    by: BY_PROCESS,
  });
}

function fileCsv(
  { caseFiles }: InvoiceConnectorParts,
  { instanceId }: ConnectorJob,
  { id, csv, endToEndId }: PaymentOrderRow & PaymentFiles,
): Promise<CaseDocument> {
  return caseFiles.file({
    instanceId,
    name: `payment-order:${id}:csv`,
    documentType: 'payment-order',
    title: `Zahlungsanweisung ${endToEndId} (CSV)`,
    fileName: `${endToEndId}.csv`,
    mediaType: 'text/csv',
    content: Buffer.from(csv),
    by: BY_PROCESS,
  });
}
