import { Decimal } from 'decimal.js';
import type { Clock, Log, Runtime } from '#runtime';
import { tellCase } from './case-notifier.ts';
import { isPaymentError, PaymentError } from './payment-error.ts';
import { type PaymentOrder, requestIdOf } from './payment-order.ts';
import type { PaymentServiceClient } from './payment-service-client.ts';
import type { Payment, PaymentStore } from './payment-store.ts';
import type { PaymentItem, PaymentRequest, PaymentTransaction } from './payment-transaction.ts';

interface PaymentDeskParts {
  readonly store: PaymentStore;
  readonly client: PaymentServiceClient;
  /** Address of our own that the payment page sends people back to, for the token of a payment. */
  readonly returnUrl: (token: string) => string;
  readonly clock: Clock;
  readonly log: Log;
}

const LEASE_MS = 120_000;
const AT_ONCE = 20;
const FIRST_LOOK_MS = 10_000;
const LONGEST_PAUSE_MS = 3_600_000;
const MOST_GENERATIONS = 3;

/**
 * Asks the payment service for payments, watches them until they are final and tells their cases. What somebody claims
 * (a redirect, a call from outside) only makes it look sooner: a state is believed when the service itself says so.
 */
export class PaymentDesk {
  readonly #parts: PaymentDeskParts;
  #runtime: Runtime | undefined;

  constructor(parts: PaymentDeskParts) {
    this.#parts = parts;
  }

  /** The engine the cases live in; given as soon as it is open. */
  bind(runtime: Runtime): void {
    this.#runtime = runtime;
  }

  /**
   * Asks for a payment. The same order again answers with the same payment, also when the service had taken it and its
   * answer was lost. @throws PaymentError
   */
  async request(order: PaymentOrder, signal?: AbortSignal): Promise<Payment> {
    const { store, clock } = this.#parts;
    const payment = await store.begin(order, this.#now());
    if (payment.state !== 'requested') return payment;
    const { information } = await this.#create(payment, order, signal);
    const opened = await store.open(payment.id, information, new Date(clock.now() + FIRST_LOOK_MS));
    if (opened.transactionId !== information.transactionId)
      this.#parts.log.warn('the payment service made two transactions of one request', { payment: payment.id });
    return opened;
  }

  /** Looks after everything that is due. */
  async sweep(signal: AbortSignal): Promise<void> {
    const { store } = this.#parts;
    for (;;) {
      const due = await store.claimDue(this.#now(), LEASE_MS, AT_ONCE);
      for (const payment of due) {
        if (signal.aborted) return;
        await this.#lookAfter(payment, signal);
      }
      if (due.length < AT_ONCE) return;
    }
  }

  /**
   * Somebody has come back from the payment page. Asks the service and answers the payment as it then stands; undefined
   * for a token nobody was given.
   */
  async comeBack(token: string): Promise<Payment | undefined> {
    const { store } = this.#parts;
    const payment = await store.byReturnToken(token);
    if (payment === undefined || payment.toldAt !== null) return payment;
    await store.hasten(payment.id, this.#now());
    for (const claimed of await store.claimDue(this.#now(), LEASE_MS, 1, payment.id)) await this.#lookAfter(claimed);
    return store.get(payment.id);
  }

  async #create(payment: Payment, order: PaymentOrder, signal: AbortSignal | undefined): Promise<PaymentTransaction> {
    const { client, store } = this.#parts;
    for (let generation = payment.generation; ; generation += 1) {
      const request = this.#requestOf(payment, order, generation);
      try {
        return this.#checked(payment, await client.create(request, signal), request.requestId);
      } catch (error) {
        if (!isPaymentError(error) || error.code !== 'PAYMENT_EXISTS') throw error;
        if (error.transactionId !== undefined)
          return this.#checked(payment, await client.read(error.transactionId, signal), request.requestId);
        // Its address was never ours to hand on, so nobody can pay it: asking under another id risks no second payment.
        if (generation >= MOST_GENERATIONS) throw new PaymentError('PAYMENT_REFUSED', error.message);
        await store.nextGeneration(payment.id, generation);
      }
    }
  }

  async #lookAfter(payment: Payment, signal?: AbortSignal): Promise<void> {
    const { store, log, clock } = this.#parts;
    try {
      const current = payment.state === 'open' ? await this.#ask(payment, signal) : payment;
      if (current.state === 'open') {
        await store.lookAgain(payment.id, this.#nextLook(current), null);
        return;
      }
      if (this.#runtime === undefined) throw new Error('Expected the engine to be open before cases are told.');
      const outcome = await tellCase(this.#runtime, current);
      if (outcome === 'waiting') {
        const waiting = 'Der Vorgang wartet noch nicht auf die Zahlung.';
        const sinceEnd = clock.now() - Date.parse(current.endedAt ?? current.createdAt);
        await store.lookAgain(payment.id, new Date(clock.now() + pause(sinceEnd, 1_000)), waiting);
        return;
      }
      await store.told(payment.id, this.#now());
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      log.warn('a payment could not be looked after, it will be tried again', { payment: payment.id, error: words });
      const wait = pause(payment.checks * FIRST_LOOK_MS * 10, FIRST_LOOK_MS);
      await store.lookAgain(payment.id, new Date(clock.now() + wait), words.slice(0, 1000));
    }
  }

  /** Asks the service and writes down what it says. */
  async #ask(payment: Payment, signal?: AbortSignal): Promise<Payment> {
    const { client, store, clock } = this.#parts;
    if (payment.transactionId === null) return payment;
    const { information } = this.#checked(payment, await client.read(payment.transactionId, signal), undefined);
    if (information.transactionId !== payment.transactionId)
      throw new PaymentError('PAYMENT_PROTOCOL', 'Expected the transaction asked for, but got another one.');
    const { status } = information;
    if (status === 'PAYED') await store.end(payment.id, 'paid', information, this.#now());
    else if (status === 'FAILED') await store.end(payment.id, 'failed', information, this.#now());
    else if (status === 'CANCELED') await store.end(payment.id, 'canceled', information, this.#now());
    else if (Date.parse(payment.expiresAt) <= clock.now())
      await store.end(payment.id, 'expired', undefined, this.#now());
    return store.get(payment.id);
  }

  /** The service must speak of our request and of our amount. */
  #checked(payment: Payment, transaction: PaymentTransaction, requestId: string | undefined): PaymentTransaction {
    if (requestId !== undefined && transaction.requestId !== null && transaction.requestId !== requestId)
      throw new PaymentError(
        'PAYMENT_PROTOCOL',
        `Expected request ${requestId}, but the service answered for another.`,
      );
    if (transaction.grosAmount !== null && !new Decimal(transaction.grosAmount).equals(payment.amount))
      throw new PaymentError(
        'PAYMENT_PROTOCOL',
        `Expected ${payment.amount} euro, but the service has ${transaction.grosAmount}.`,
      );
    return transaction;
  }

  #requestOf(payment: Payment, order: PaymentOrder, generation: number): PaymentRequest {
    const amount = Number(payment.amount);
    const item: PaymentItem = {
      id: '1',
      reference: order.reference,
      description: payment.description,
      taxRate: 0,
      quantity: 1,
      totalNetAmount: amount,
      totalTaxAmount: 0,
      singleNetAmount: amount,
      singleTaxAmount: 0,
      ...(Object.keys(order.bookingData).length === 0 ? {} : { bookingData: order.bookingData }),
    };
    return {
      requestId: requestIdOf(payment.idempotencyKey, generation),
      requestTimestamp: payment.createdAt,
      currency: 'EUR',
      grosAmount: amount,
      purpose: payment.purpose,
      description: payment.description,
      redirectUrl: this.#parts.returnUrl(payment.returnToken),
      items: [item],
    };
  }

  #nextLook({ createdAt }: Payment): Date {
    const now = this.#parts.clock.now();
    return new Date(now + pause(now - Date.parse(createdAt), FIRST_LOOK_MS));
  }

  #now(): Date {
    return new Date(this.#parts.clock.now());
  }
}

/** A tenth of the time that has passed, within bounds: often at first, rarely later. */
function pause(passedMs: number, least: number): number {
  return Math.min(LONGEST_PAUSE_MS, Math.max(least, passedMs / 10));
}
