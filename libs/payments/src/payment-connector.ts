import { type Connector, roomFault } from '#runtime';
import { PAYMENT_DESCRIPTION } from './payment-description.ts';
import type { PaymentDesk } from './payment-desk.ts';
import { isPaymentError } from './payment-error.ts';
import { readPaymentOrder } from './payment-order.ts';

/**
 * Topic `payment-request`: asks the payment service for a payment and gives the case the address to pay at. Inputs as
 * {@link readPaymentOrder} reads them. Sets `payment` in the activity's scope, for output mappings to pick from:
 * `{paymentId, url, transactionId, status, amount, purpose, expiresAt}`.
 *
 * The end comes as message `zahlung-eingegangen` or `zahlung-fehlgeschlagen` (with the variable `zahlungsergebnis`) to
 * whoever waits with the correlation key `paymentId`, or the case number, or in the same instance. Idempotent.
 */
export function createPaymentConnector(desk: PaymentDesk, defaultDays: number): Connector {
  return {
    topic: 'payment-request',
    description: PAYMENT_DESCRIPTION,
    async execute(job) {
      try {
        const payment = await desk.request(readPaymentOrder(job, defaultDays), job.signal);
        return {
          kind: 'done',
          localVariables: {
            payment: {
              paymentId: payment.id,
              url: payment.paymentUrl,
              transactionId: payment.transactionId,
              status: payment.state,
              amount: Number(payment.amount),
              purpose: payment.purpose,
              expiresAt: payment.expiresAt,
            },
          },
        };
      } catch (error) {
        if (!isPaymentError(error)) throw error;
        return {
          kind: 'failed',
          message: error.message,
          fault: roomFault(error),
          ...(error.passing ? {} : { final: true }),
        };
      }
    },
  };
}
