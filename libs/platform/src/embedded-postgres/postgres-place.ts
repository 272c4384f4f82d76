import { cpSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { binary, postgresHome } from './postgres-binaries.ts';
import { barrier, postgresAccount, type SystemAccount } from './system-account.ts';

/** Where PostgreSQL's programs, data and log are, and the account it runs under. */
export interface Place {
  readonly home: string;
  readonly data: string;
  readonly log: string;
  readonly account: SystemAccount | undefined;
}

/** As root with a closed folder above (such as /root), programs and data move to where PostgreSQL's account can reach them. */
export function choosePlace(directory: string, projectDirectory: string, say: (message: string) => void): Place {
  mkdirSync(directory, { recursive: true });
  const home = postgresHome();
  const data = join(directory, 'postgres');
  const account = postgresAccount(data, projectDirectory);
  const log = join(directory, 'postgres.log');
  if (account === undefined) return { home, data, log, account };
  const open = [home, directory].every((path) => barrier(path, account) === undefined);
  if (open) return { home, data, log, account };
  const refuge = '/var/lib/laufzettel';
  const name = Buffer.from(directory).toString('base64url').slice(-40);
  const copy = join(refuge, 'programs', String(statSync(binary(home, 'postgres')).mtimeMs));
  if (!existsSync(copy)) {
    say(`Copying PostgreSQL to ${refuge}, because its account cannot enter ${barrier(home, account) ?? directory}`);
    const half = `${copy}.${process.pid}`;
    cpSync(home, half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, copy);
  }
  mkdirSync(join(refuge, name), { recursive: true });
  return { home: copy, data: join(refuge, name, 'postgres'), log, account };
}
