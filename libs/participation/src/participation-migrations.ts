import { CreateParticipation1763770000000 } from './create-participation.migration.ts';
import { EraseParticipation1764050100000 } from './erase-participation.migration.ts';

/** The migrations of this room, in order; the app hands them to the store's migrator. Only ever appended to. */
export const participationMigrations = {
  room: 'participation',
  migrations: [CreateParticipation1763770000000, EraseParticipation1764050100000],
} as const;
