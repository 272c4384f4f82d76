export { createPaymentConnector } from './payment-connector.ts';
export { PaymentDesk } from './payment-desk.ts';
export { isPaymentError, PAYMENT_ERROR_CODES, PaymentError, type PaymentErrorCode } from './payment-error.ts';
export { paymentMigrations } from './payment-migrations.ts';
export { PaymentServiceClient, type PaymentServiceSettings } from './payment-service-client.ts';
export { type Payment, type PaymentState, PaymentStore } from './payment-store.ts';
