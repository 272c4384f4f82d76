export { permissionsOf, type Account, type NewAccount } from './account.ts';
export { AttemptLimiter } from './attempt-limiter.ts';
export { DEMO_ACCOUNTS } from './demo-accounts.ts';
export { identityMigrations, openIdentityDatabase } from './identity-database.ts';
export { IDENTITY_ERROR_CODES, IdentityError, isIdentityError } from './identity-error.ts';
export { Identity, type IdentityOptions, type OpenedSession } from './identity.ts';
export type { ScryptCost } from './password-hash.ts';
export { networkOf } from './network-of.ts';
