import type { Pool } from 'pg';
import { createPaymentConnector, PaymentDesk, PaymentServiceClient, PaymentStore } from '#payments';
import type { Settings } from '#platform';
import type { Log, Runtime } from '#runtime';
import type { Adapter } from './adapter.ts';
import type { PublicAddress } from './public-address.ts';
import { type RepeatedWork, repeatWork } from './repeated-work.ts';

/** The payments of an installation. */
export interface Payments extends Adapter {
  readonly desk: PaymentDesk;
  readonly store: PaymentStore;
  /** The engine the cases live in; given as soon as it is open. */
  bind(runtime: Runtime): void;
}

const SWEEP_MS = 3_000;

/** Opens the payment service; undefined when the settings name none. */
export function openPayments(pool: Pool, settings: Settings, address: PublicAddress, log: Log): Payments | undefined {
  const { paymentUrl } = settings;
  if (paymentUrl === undefined) return undefined;
  const client = new PaymentServiceClient({
    url: paymentUrl,
    originatorId: settings.paymentOriginator,
    endPointId: settings.paymentEndpoint,
    user: settings.paymentUser,
    password: settings.paymentPassword,
  });
  const store = new PaymentStore(pool);
  const desk = new PaymentDesk({
    store,
    client,
    returnUrl: (token) => address.page(`/api/payments/return/${token}`),
    clock: { now: () => Date.now() },
    log,
  });
  let watching: RepeatedWork | undefined;
  return {
    name: `payment service at ${client.host}`,
    desk,
    store,
    connectors: [createPaymentConnector(desk, settings.paymentDays)],
    bind: (runtime) => desk.bind(runtime),
    startBackground() {
      watching = repeatWork('watching payments', (signal) => desk.sweep(signal), { pauseMs: SWEEP_MS, log });
      return Promise.resolve();
    },
    check: () => client.check(),
    async close() {
      await watching?.stop();
    },
  };
}
