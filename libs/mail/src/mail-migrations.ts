import { CreateMailOutbox1763803000000 } from './sending/create-outbox.migration.ts';

/** The migrations of this room, in order. Only ever appended to. */
export const mailMigrations = {
  room: 'mail',
  migrations: [CreateMailOutbox1763803000000],
} as const;
