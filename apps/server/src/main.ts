import 'reflect-metadata';
import { createLogger, missingForScaling, readSettings, SettingsError, type Settings } from '#platform';
import { bootServer } from './boot/boot-server.ts';
import { Closing } from './boot/closing.ts';
import { startScreen } from './boot/start-screen.ts';

/**
 * Starts the server. With `--all-in-one` (npm start) it needs nothing and runs the worker inside; without, it is one of
 * several programs on one PostgreSQL and one Redis. Ends by SIGINT or SIGTERM, and after a failed start with 1.
 */
export async function main(words: readonly string[]): Promise<void> {
  const allInOne = words.includes('--all-in-one');
  const settings = settingsOrRefuse(allInOne);
  if (settings === undefined) return;
  const logger = createLogger(settings, 'server');
  const closing = new Closing(logger);
  closeOnSignal(closing);
  try {
    const booted = await bootServer(
      { settings, logger, allInOne, onProgress: (message) => void process.stderr.write(`· ${message} …\n`) },
      closing,
    );
    process.stdout.write(startScreen({ ...booted, seconds: process.uptime() }));
  } catch (error) {
    await closing.close();
    refuse(explain(error, settings), error, settings);
  }
}

function settingsOrRefuse(allInOne: boolean): Settings | undefined {
  try {
    const settings = readSettings();
    const missing = missingForScaling(settings);
    if (allInOne || missing.length === 0) return settings;
    refuse(
      `The server as a program of its own shares PostgreSQL and Redis with its workers, but this is not set:\n  ${missing.join('\n  ')}\nWithout them, npm start runs everything in one program.`,
    );
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    refuse(`${error.message}\nSee docs/settings.md.`);
  }
  return undefined;
}

/** The first signal ends in order; a second one at once, for whoever does not want to wait. */
function closeOnSignal(closing: Closing): void {
  let asked = false;
  const end = (signal: NodeJS.Signals) => {
    if (asked) process.exit(130);
    asked = true;
    process.stderr.write(`\n${signal}: ending …\n`);
    void closing.close().then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function refuse(message: string, error?: unknown, settings?: Settings): void {
  process.stderr.write(`\n${message}\n`);
  if (error instanceof Error && (settings?.logLevel === 'debug' || settings?.logLevel === 'trace'))
    process.stderr.write(`${error.stack ?? ''}\n`);
  process.exitCode = 1;
}

/** What happened and what to do, for the failures a start may meet. */
function explain(error: unknown, { host, port }: Settings): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const text = typeof message === 'string' && message !== '' ? message : String(error);
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop it, or start with another one: PORT=${port + 1} npm start`;
    case 'EACCES':
      return `This account may not listen on ${host}:${port}. Ports below 1024 belong to root; start with another one: PORT=3000 npm start`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
      return `PostgreSQL or Redis does not answer (${text || code}). Is it running, are DATABASE_URL and REDIS_URL right?`;
    default:
      return `Laufzettel could not start: ${text}`;
  }
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) await main(process.argv.slice(2));
