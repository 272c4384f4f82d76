import { PaymentError } from './payment-error.ts';

/** States of a transaction (XBezahldienste 1.0): only INITIAL may still change. */
const PAYMENT_STATUSES = ['INITIAL', 'PAYED', 'FAILED', 'CANCELED'] as const;
type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** One position of a request. Amounts are euro with at most two decimals. */
export interface PaymentItem {
  readonly id: string;
  readonly reference: string;
  readonly description: string;
  readonly taxRate: number;
  readonly quantity: number;
  readonly totalNetAmount: number;
  readonly totalTaxAmount: number;
  readonly singleNetAmount: number;
  readonly singleTaxAmount: number;
  readonly bookingData?: Readonly<Record<string, string>>;
}

/** What the town asks the payment service for. The standard writes `grosAmount` with one s. */
export interface PaymentRequest {
  readonly requestId: string;
  readonly requestTimestamp: string;
  readonly currency: 'EUR';
  readonly grosAmount: number;
  readonly purpose: string;
  readonly description: string;
  readonly redirectUrl: string;
  readonly items: readonly PaymentItem[];
}

/** What the service says about a transaction. */
export interface PaymentInformation {
  readonly transactionId: string;
  /** Page where the person pays. */
  readonly transactionRedirectUrl: string;
  readonly status: PaymentStatus;
  readonly statusDetail: string | null;
  readonly transactionReference: string | null;
  readonly transactionTimestamp: string | null;
  readonly paymentMethod: string | null;
}

export interface PaymentTransaction {
  readonly information: PaymentInformation;
  /** The request as the service remembers it, where it says so. */
  readonly requestId: string | null;
  readonly grosAmount: number | null;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads the answer of the service. @throws PaymentError PAYMENT_PROTOCOL */
export function parseTransaction(json: unknown): PaymentTransaction {
  const root = asRecord(json);
  const information = asRecord(root?.['paymentInformation']);
  if (information === undefined) throw unexpected('paymentInformation');
  const transactionId = information['transactionId'];
  if (typeof transactionId !== 'string' || transactionId === '' || transactionId.length > 200)
    throw unexpected('paymentInformation.transactionId');
  const redirect = information['transactionRedirectUrl'];
  if (typeof redirect !== 'string' || !/^https?:$/.test(URL.canParse(redirect) ? new URL(redirect).protocol : ''))
    throw unexpected('paymentInformation.transactionRedirectUrl');
  const status = PAYMENT_STATUSES.find((known) => known === information['status']);
  if (status === undefined) throw unexpected('paymentInformation.status');
  const request = asRecord(root?.['paymentRequest']);
  const text = (value: unknown): string | null =>
    typeof value === 'string' && value !== '' ? value.slice(0, 500) : null;
  const amount = request?.['grosAmount'] ?? request?.['grossAmount'];
  return {
    information: {
      transactionId,
      transactionRedirectUrl: redirect,
      status,
      statusDetail: text(information['statusDetail']),
      transactionReference: text(information['transactionReference']),
      transactionTimestamp: text(information['transactionTimestamp']),
      paymentMethod: text(information['paymentMethod']),
    },
    requestId: text(request?.['requestId']),
    grosAmount: typeof amount === 'number' ? amount : null,
  };
}

function asRecord(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function unexpected(place: string): PaymentError {
  return new PaymentError(
    'PAYMENT_PROTOCOL',
    `Expected a transaction of XBezahldienste 1.0, but ${place} of the answer is missing or of another kind.`,
  );
}
