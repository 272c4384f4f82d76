import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';

export const DATABASE = 'laufzettel';

/** The embedded PostgreSQL of this folder if it runs right now: how a second program reaches it. */
export function findEmbeddedPostgres(directory: string): { readonly url: string } | undefined {
  const path = join(directory, 'postgres.json');
  if (!existsSync(path)) return undefined;
  const { password, data } = JSON.parse(readFileSync(path, 'utf8')) as { password: string; data?: string };
  const file = data === undefined ? undefined : readPostmasterFile(data);
  if (data === undefined || file?.ready !== true || !isPostmasterOf(file.pid, data)) return undefined;
  return { url: connectionUrl(password, file.port) };
}

/** The password is made once and readable by the owner only; the data folder keeps only its hash. */
export function readOrCreateSecret(directory: string): { readonly password: string } {
  const path = join(directory, 'postgres.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as { password: string };
  const secret = { password: randomBytes(24).toString('base64url') };
  writeConnection(directory, secret);
  return secret;
}

export function writeConnection(
  directory: string,
  connection: { password: string; port?: number; data?: string },
): void {
  const path = join(directory, 'postgres.json');
  writeFileSync(`${path}.new`, `${JSON.stringify(connection, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function connectionUrl(password: string, port: number, database = DATABASE): string {
  return `postgres://laufzettel:${password}@127.0.0.1:${port}/${database}`;
}
