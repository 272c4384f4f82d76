import type { Money } from './invoice-list.ts';
import type { Instant } from './json.ts';
import type { PageQuery } from './page.ts';

/** `ordered`: waits for the treasury · `handedOver`: given to the bank or the finance system. */
export const PAYMENT_ORDER_STATES = ['ordered', 'handedOver'] as const;
export type PaymentOrderState = (typeof PAYMENT_ORDER_STATES)[number];

/** The order to pay one invoice. */
export interface PaymentOrder {
  readonly id: string;
  readonly state: PaymentOrderState;
  readonly invoiceId: string;
  readonly caseNumber: string;
  readonly instanceId: string;
  readonly createdAt: Instant;
  readonly handedOverAt?: Instant;
  readonly handedOverBy?: string;
  /** Name of the account that is paid to. */
  readonly creditor: string;
  readonly iban: string;
  readonly bic?: string;
  readonly amount: Money;
  /** The discount that was used. */
  readonly discount?: Money;
  /** `YYYY-MM-DD` */
  readonly executionDate: string;
  /** What the payee reads on the statement. */
  readonly remittance: string;
  /** Unique for ever; also in the file. */
  readonly endToEndId: string;
}

/** Query of `GET /api/payment-orders` → `Page<PaymentOrder>`, newest first. */
export interface PaymentOrderQuery extends PageQuery {
  readonly state?: PaymentOrderState;
  /** Part of creditor, case number, remittance text or end-to-end id, any case. */
  readonly search?: string;
}
