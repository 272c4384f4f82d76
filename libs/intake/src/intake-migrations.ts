import { CreateIntake1763769700000 } from './store/create-intake.migration.ts';
import { EraseIntake1764050000000 } from './store/erase-intake.migration.ts';

/** The migrations of this room, in order; the app hands them to the store's migrator. Only ever appended to. */
export const intakeMigrations = {
  room: 'intake',
  migrations: [CreateIntake1763769700000, EraseIntake1764050000000],
} as const;
