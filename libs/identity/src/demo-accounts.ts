import { EVERY_GROUP } from '#contracts';
import type { NewAccount } from './account.ts';

/**
 * People to try Laufzettel with; the password is the log-in name. They work for every office, so that any diagram can be
 * tried to its end; only `clerk2` belongs to two offices of the shipped processes, to see what groups do.
 * The caller answers for their existing in embedded mode on a loopback address only.
 */
export const DEMO_ACCOUNTS: readonly NewAccount[] = (
  [
    { name: 'owner', displayName: 'Olga Prozess', roles: ['process-owner'], groups: [EVERY_GROUP] },
    { name: 'clerk', displayName: 'Klara Adam', roles: ['clerk'], groups: [EVERY_GROUP] },
    { name: 'clerk2', displayName: 'Konrad Becker', roles: ['clerk'], groups: ['Sachbearbeitung', 'Poststelle'] },
    { name: 'head', displayName: 'Helene Leitner', roles: ['head'], groups: [EVERY_GROUP] },
    { name: 'treasurer', displayName: 'Theo Kassner', roles: ['treasurer'], groups: [EVERY_GROUP] },
    { name: 'integrator', displayName: 'Ingo Schnittstelle', roles: ['integrator'], groups: [] },
    { name: 'operator', displayName: 'Otto Betrieb', roles: ['operator'], groups: [] },
  ] as const
).map((account) => ({ ...account, password: account.name }));
