import { resolve } from 'node:path';
import {
  claimDirectory,
  findEmbeddedPostgres,
  projectDirectory,
  startEmbeddedPostgres,
  type Settings,
} from '#platform';
import type { Terminal } from './terminal.ts';

/**
 * Works on the database itself: the one of DATABASE_URL, else the embedded one, which is started for as long as it takes when
 * no server has it running.
 */
export async function withDatabase<Result>(
  settings: Settings,
  terminal: Terminal,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  if (settings.databaseUrl !== undefined) return work(settings.databaseUrl);
  const directory = resolve(settings.dataDirectory);
  const running = findEmbeddedPostgres(directory);
  if (running !== undefined) return work(running.url);
  const release = claimDirectory(directory);
  try {
    const postgres = await startEmbeddedPostgres({
      directory,
      projectDirectory: projectDirectory().directory,
      onProgress: (message) => terminal.err(`· ${message} …\n`),
    });
    try {
      return await work(postgres.url);
    } finally {
      await postgres.stop();
    }
  } finally {
    release();
  }
}
