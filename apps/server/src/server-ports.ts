import type { Role } from '#contracts';

/** Injection tokens of what the composition root hands in: interfaces have no runtime value of their own. */
export const RUNTIME = Symbol('Runtime');
export const SETTINGS = Symbol('Settings');
export const LOGGER = Symbol('Logger');
/** The documents of cases; absent in a server without an installation. */
export const CASE_FILES = Symbol('CaseFiles');
export const SERVER_FACTS = Symbol('ServerFacts');

/** What is known about this program when it starts. */
export interface ServerFacts {
  readonly version: string;
  /** The accounts anybody may try, empty outside embedded mode on a loopback address. */
  readonly demoAccounts: readonly {
    readonly name: string;
    readonly displayName: string;
    readonly roles: readonly Role[];
  }[];
  /** Folder of the built browser app; undefined when it has not been built. */
  readonly webDirectory: string | undefined;
}
