import { CreateParticipation1763770000000 } from './create-participation.migration.ts';

/** The migrations of this room, in order; the app hands them to the store's migrator. Only ever appended to. */
export const participationMigrations = {
  room: 'participation',
  migrations: [CreateParticipation1763770000000],
} as const;
