import { CreatePayments1763802000000 } from './create-payments.migration.ts';

/** The migrations of this room, in order. Only ever appended to. */
export const paymentMigrations = {
  room: 'payments',
  migrations: [CreatePayments1763802000000],
} as const;
