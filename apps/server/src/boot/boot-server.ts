import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installationMigrations, openInstallation } from '#execution';
import { DEMO_ACCOUNTS, Identity, identityMigrations, openIdentityDatabase, type NewAccount } from '#identity';
import { HealthChecks, projectDirectory, readSettingsWithDefaults, type Logger, type Settings } from '#platform';
import { assertSchema, migrate } from '#store';
import { createServer } from '../create-server.ts';
import type { OperationDescription } from '../http/operation.ts';
import { Operations } from '../openapi/operations.ts';
import { Closing } from './closing.ts';
import { type DemoPartners, DemoPartnersProcess, wantsDemoPartners } from './demo-partners.ts';
import { installationModules } from './installation-modules.ts';
import { isLoopback } from './loopback.ts';
import { openDatabase } from './open-database.ts';
import { loadShippedProcesses } from './shipped-processes.ts';
import type { ServerFacts } from '../server-ports.ts';

export interface BootOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  /** The worker runs inside, and the shipped processes are loaded. */
  readonly allInOne: boolean;
  readonly onProgress: (message: string) => void;
}

export interface BootedServer {
  /** Address as a person types it. */
  readonly url: string;
  readonly facts: ServerFacts;
  readonly processes: number;
  readonly data: string;
  readonly queue: string;
  /** Where the stand-ins of the partners are found, when they run beside it. */
  readonly partners: string | undefined;
  /** What it can do. */
  readonly operations: readonly OperationDescription[];
}

/** Every room that keeps tables in the server's database. */
const ROOMS = [...installationMigrations, identityMigrations];

/** Opens everything from the database to the port. What was opened is in `closing`, also when a later step fails. */
export async function bootServer(
  { settings: given, logger, allInOne, onProgress }: BootOptions,
  closing: Closing,
): Promise<BootedServer> {
  const { directory, version } = projectDirectory();
  const database = await openDatabase(given, onProgress);
  closing.add('database', () => database.close());
  // Once the data folder is ours; they come up while the schema is looked after, so that they cost little time of their own.
  const partnersComing = allInOne && wantsDemoPartners(given) ? startPartners(given, logger, closing) : undefined;
  if (given.migrate || database.embedded) await migrate(database.url, ROOMS);
  else await assertSchema(database.url, ROOMS);

  const partners = await partnersComing;
  const settings = partners === undefined ? given : readSettingsWithDefaults(partners.environments);
  const accounts = await openIdentityDatabase(database.url);
  closing.add('accounts', () => accounts.destroy());
  const identity = new Identity(accounts, { sessionHours: settings.sessionHours });
  const demoAccounts = database.embedded && settings.demo && isLoopback(settings.host) ? DEMO_ACCOUNTS : [];
  await identity.keepDemoAccounts(demoAccounts);

  const installation = await openInstallation(database.url, settings, {
    warn: (message, fields) => logger.warn(fields, message),
    error: (message, fields) => logger.error(fields, message),
  });
  closing.add('installation', () => installation.close());
  const health = new HealthChecks(version);
  health.add('database', 'PostgreSQL does not answer. Is it running, and is DATABASE_URL right?', () =>
    identity.ping(),
  );
  health.add('engine', 'The engine cannot reach PostgreSQL or its queue. Are both running?', () => installation.ping());
  for (const adapter of installation.adapters)
    health.add(adapter.name, 'This partner cannot be worked with; the log says why.', () => adapter.check(), {
      essential: adapter.essential ?? false,
    });

  const web = join(directory, 'dist', 'web');
  const facts: ServerFacts = {
    version,
    demoAccounts: demoAccounts.map(publicAccount),
    webDirectory: existsSync(join(web, 'index.html')) ? web : undefined,
  };
  const app = await createServer({
    runtime: installation.runtime,
    identity,
    health,
    settings,
    logger,
    facts,
    modules: installationModules(installation),
  });
  closing.add('http', () => app.close());
  if (allInOne)
    await loadShippedProcesses(installation.runtime, resolve(directory, settings.processesDirectory), logger);
  await app.listen(settings.port, settings.host);
  // Before any work that sends links: with PORT=0 the port is known only now.
  const listens = await app.getUrl();
  installation.address.listening(listens);
  partners?.tellAddress(listens);
  if (allInOne) await installation.startBackground();
  const { total } = await installation.runtime.definitions.list({ kind: 'process', latestOnly: true, limit: 1 });
  return {
    url: settings.publicUrl ?? installation.address.origin,
    facts,
    processes: total,
    data: database.place,
    partners: partners?.indexUrl,
    operations: app.get(Operations).descriptions(),
    queue: settings.redisUrl === undefined ? 'PostgreSQL' : `Redis ${new URL(settings.redisUrl).host}`,
  };
}

function startPartners(settings: Settings, logger: Logger, closing: Closing): Promise<DemoPartners> {
  const partners = new DemoPartnersProcess(settings, logger);
  closing.add('partners', () => partners.stop());
  return partners.start();
}

function publicAccount({ name, displayName, roles }: NewAccount): ServerFacts['demoAccounts'][number] {
  return { name, displayName: displayName ?? name, roles: roles as ServerFacts['demoAccounts'][number]['roles'] };
}
