import { CreateArrivals1763800000000 } from './arrival/create-arrivals.migration.ts';

/** The migrations of this room, in order. Only ever appended to. */
export const invoiceMigrations = {
  room: 'invoices',
  migrations: [CreateArrivals1763800000000],
} as const;
