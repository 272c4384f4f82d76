import { startPaymentStandIn } from '../payment/payment-stand-in.ts';
import type { Partner, PartnerOptions } from './partner.ts';

const TOWN = 'musterstadt';

/** Starts the payment service. */
export async function startPaymentPartner({ directory, host, port }: PartnerOptions): Promise<Partner> {
  const service = await startPaymentStandIn({
    directory,
    host,
    port: await port('payment-port'),
    originatorId: TOWN,
    endPointId: 'stadtkasse',
    user: TOWN,
    password: TOWN,
  });
  return {
    id: 'payment',
    title: 'Bezahldienst (XBezahldienste)',
    plays: 'Die Bezahlseite, auf der Bürgerinnen und Bürger zahlen oder abbrechen, und alle angeforderten Zahlungen.',
    pageUrl: service.pageUrl,
    ports: { 'payment-port': Number(new URL(service.pageUrl).port) },
    environment: {
      LAUFZETTEL_PAYMENT_URL: service.baseUrl,
      LAUFZETTEL_PAYMENT_ORIGINATOR: TOWN,
      LAUFZETTEL_PAYMENT_ENDPOINT: 'stadtkasse',
      LAUFZETTEL_PAYMENT_USER: TOWN,
      LAUFZETTEL_PAYMENT_PASSWORD: TOWN,
    },
    close: () => service.close(),
  };
}
