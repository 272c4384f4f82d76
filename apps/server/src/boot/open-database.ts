import { resolve } from 'node:path';
import { claimDirectory, projectDirectory, startEmbeddedPostgres, type Settings } from '#platform';

/** A database to work on, and how to let go of it. */
export interface OpenDatabase {
  readonly url: string;
  /** Where it is, as told on the start screen; never with a password. */
  readonly place: string;
  readonly embedded: boolean;
  close(): Promise<void>;
}

/** The database of DATABASE_URL, else the embedded one, started for this process alone. */
export async function openDatabase(settings: Settings, onProgress: (message: string) => void): Promise<OpenDatabase> {
  if (settings.databaseUrl !== undefined) {
    const { hostname, pathname } = new URL(settings.databaseUrl);
    return {
      url: settings.databaseUrl,
      place: `PostgreSQL ${hostname}${pathname}`,
      embedded: false,
      close: () => Promise.resolve(),
    };
  }
  const directory = resolve(settings.dataDirectory);
  const release = claimDirectory(directory);
  try {
    const postgres = await startEmbeddedPostgres({
      directory,
      projectDirectory: projectDirectory().directory,
      onProgress,
    });
    return {
      url: postgres.url,
      place: postgres.dataDirectory.startsWith(directory) ? directory : `${directory}, ${postgres.dataDirectory}`,
      embedded: true,
      async close() {
        await postgres.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}
