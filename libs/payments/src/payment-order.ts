import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import type { Value, Variables } from '#engine';
import type { ConnectorJob } from '#runtime';
import { PaymentError } from './payment-error.ts';

/** What a case asks for, checked against the limits of XBezahldienste 1.0. */
export interface PaymentOrder {
  readonly idempotencyKey: string;
  readonly instanceId: string;
  readonly businessKey: string | null;
  /** Euro, two decimals, as text. */
  readonly amount: string;
  readonly purpose: string;
  readonly description: string;
  readonly reference: string;
  readonly bookingData: Readonly<Record<string, string>>;
  /** Days until an unpaid request counts as failed. */
  readonly validDays: number;
}

const LARGEST = new Decimal(999_999);
const LONGEST_PURPOSE = 27;
const LONGEST_DESCRIPTION = 250;
/** Our own codes of names: `decimal.js` is not configured for the whole program. */
const AMOUNT = /^\d{1,6}(\.\d{1,2})?$/;

/**
 * Reads the inputs of a `payment-request` job: `amount` (euro, number or text), `purpose` (at most 27 characters; the case
 * number when absent), `description` (at most 250), `reference`, `bookingData` (context of texts), `validDays`.
 * @throws PaymentError PAYMENT_INVALID_REQUEST
 */
export function readPaymentOrder(job: ConnectorJob, defaultDays: number): PaymentOrder {
  const given = (name: string): Value | undefined =>
    (Object.hasOwn(job.variables, name) ? job.variables[name] : undefined) ??
    (Object.hasOwn(job.settings, name) ? job.settings[name] : undefined);
  const text = (name: string, fallback: string, longest: number): string => {
    const value = given(name) ?? fallback;
    const found = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : undefined;
    if (found === undefined || found === '') throw invalid(`a text as "${name}"`, value);
    if (Array.from(found).length > longest) throw invalid(`at most ${longest} characters as "${name}"`, found);
    if (/\p{Cc}/u.test(found)) throw invalid(`one line of text as "${name}"`, found);
    return found;
  };
  const purpose = text('purpose', job.businessKey ?? '', LONGEST_PURPOSE);
  return {
    idempotencyKey: job.idempotencyKey,
    instanceId: job.instanceId,
    businessKey: job.businessKey,
    amount: readAmount(given('amount')),
    purpose,
    description: text('description', purpose, LONGEST_DESCRIPTION),
    reference: text('reference', job.businessKey ?? purpose, 36),
    bookingData: readBookingData(given('bookingData')),
    validDays: readDays(given('validDays') ?? defaultDays),
  };
}

/** Id of the payment and of the n-th request for it: the same for the same job, for ever; 36 characters. */
export function requestIdOf(idempotencyKey: string, generation: number): string {
  const hash = createHash('sha256').update(`payment:${generation}:${idempotencyKey}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function readAmount(value: Value | undefined): string {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  // A product such as 3 × 0.1 comes with the dust of binary fractions; whole cents are meant.
  const plain =
    typeof value === 'number' && Number.isFinite(value) && Math.abs(value * 100 - Math.round(value * 100)) < 1e-6
      ? new Decimal(value).toFixed(2)
      : text;
  if (!AMOUNT.test(plain)) throw invalid('an amount in euro with at most two decimals as "amount"', value ?? null);
  const amount = new Decimal(plain);
  if (amount.isZero() || amount.greaterThan(LARGEST))
    throw invalid('an amount from 0.01 to 999999 euro', value ?? null);
  return amount.toFixed(2);
}

function readBookingData(value: Value | undefined): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw invalid('a context as "bookingData"', value);
  const entries = Object.entries(value as Variables);
  for (const [, content] of entries) if (typeof content !== 'string') throw invalid('texts in "bookingData"', content);
  return Object.fromEntries(entries) as Readonly<Record<string, string>>;
}

function readDays(value: Value): number {
  const days = Number(value);
  if (!Number.isInteger(days) || days < 1 || days > 3650) throw invalid('1 to 3650 days as "validDays"', value);
  return days;
}

function invalid(expected: string, found: Value): PaymentError {
  return new PaymentError(
    'PAYMENT_INVALID_REQUEST',
    `Expected ${expected}, but got ${JSON.stringify(found).slice(0, 80)}.`,
  );
}
