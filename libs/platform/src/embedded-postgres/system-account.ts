import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

export interface SystemAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account PostgreSQL runs under: undefined for the account of this program. PostgreSQL refuses to run as root, so root
 * hands it to, in this order: the owner of the data that is there already, the owner of the project's folder if that
 * is not root, `postgres`, `nobody`. No account is created: that would change the machine.
 */
export function postgresAccount(dataDirectory: string, projectDirectory: string): SystemAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = systemAccounts();
  const candidates = [
    ...[dataDirectory, projectDirectory].map((path) => (existsSync(path) ? statSync(path) : undefined)),
    accounts.find(({ name }) => name === 'postgres'),
    accounts.find(({ name }) => name === 'nobody'),
  ];
  // initdb looks its own account up by name, so that a bare number is not enough.
  const chosen = candidates.find(
    (one) => one !== undefined && one.uid !== 0 && accounts.some(({ uid }) => uid === one.uid),
  );
  if (chosen === undefined) {
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES_NO_ACCOUNT',
      'Expected an account PostgreSQL may run under, because it refuses to run as root, but there is neither "postgres" nor "nobody". Start as an ordinary user.',
    );
  }
  return { uid: chosen.uid, gid: chosen.gid };
}

function systemAccounts(): readonly (SystemAccount & { readonly name: string })[] {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** The nearest folder above `path` that `account` may not pass through (like /root, mode 0700); undefined when all is open. */
export function barrier(path: string, account: SystemAccount): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return folder;
    }
    if (folder === dirname(folder)) return undefined;
  }
}
