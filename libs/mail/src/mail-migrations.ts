import { CreateMailArrivals1764055800000 } from './reading/create-mail-arrivals.migration.ts';
import { CreateMailOutbox1763803000000 } from './sending/create-outbox.migration.ts';
import { EraseMailOutbox1764050200000 } from './sending/erase-outbox.migration.ts';

/** The migrations of this room, in order. Only ever appended to. */
export const mailMigrations = {
  room: 'mail',
  migrations: [CreateMailOutbox1763803000000, EraseMailOutbox1764050200000, CreateMailArrivals1764055800000],
} as const;
