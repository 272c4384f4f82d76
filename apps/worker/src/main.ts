import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { installationMigrations, openInstallation } from '#execution';
import { createLogger, missingForScaling, readSettings, type Settings, SettingsError } from '#platform';
import { awaitSchema } from './await-schema.ts';
import { WorkerModule } from './worker.module.ts';

const PATIENCE_MS = 120_000;

/**
 * Starts a worker: jobs, delivery of messages and signals, timers. It needs the PostgreSQL (DATABASE_URL) and, for the scaled
 * way, the Redis (REDIS_URL) of its servers. Ends by SIGINT or SIGTERM after finishing what it has begun.
 */
export async function main(): Promise<void> {
  const settings = settingsOrRefuse();
  if (settings?.databaseUrl === undefined) return;
  const { databaseUrl } = settings;
  const logger = createLogger(settings, 'worker');
  try {
    await awaitSchema(databaseUrl, installationMigrations, {
      patienceMs: PATIENCE_MS,
      pauseMs: 1000,
      onWait: (reason) => logger.info({ reason }, 'waiting for the database'),
    });
    const installation = await openInstallation(databaseUrl, settings, {
      warn: (message, fields) => logger.warn(fields, message),
      error: (message, fields) => logger.error(fields, message),
    });
    const app = await NestFactory.createApplicationContext(WorkerModule.with(installation, logger), { logger: false });
    app.enableShutdownHooks();
    process.stdout.write('Laufzettel worker is ready.\n');
  } catch (error) {
    process.stderr.write(`\nThe worker could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function settingsOrRefuse(): Settings | undefined {
  try {
    const settings = readSettings();
    const missing = missingForScaling(settings);
    if (missing.length === 0) return settings;
    process.stderr.write(
      `\nA worker shares PostgreSQL and Redis with its servers, but this is not set:\n  ${missing.join('\n  ')}\n` +
        'Without them, npm start runs everything in one program.\n',
    );
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`\n${error.message}\nSee docs/settings.md.\n`);
  }
  process.exitCode = 1;
  return undefined;
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) await main();
