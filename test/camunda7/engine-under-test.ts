import type { NestExpressApplication } from '@nestjs/platform-express';
import { ROLES } from '#contracts';
import { type Execution, openExecution } from '#execution';
import { Identity, identityMigrations, type NewAccount, openIdentityDatabase } from '#identity';
import { createLogger, HealthChecks, readSettings } from '#platform';
import { prepareQueue } from '#queue';
import type { BackgroundWork, Connector } from '#runtime';
import { storeMigrations } from '#store';
import { ApiClient, testDatabase } from '#testkit';
import { createServer } from '../../apps/server/src/create-server.ts';

/** The whole product behind a real socket, on a database of its own. Every role is an account with itself as password. */
export interface EngineUnderTest {
  readonly api: ApiClient;
  /** Address of the Camunda 7 interface. */
  readonly engineRest: string;
  readonly execution: Execution;
  readonly background: BackgroundWork;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

export async function startEngine(
  connectors: readonly Connector[] = [],
  accounts: readonly NewAccount[] = [],
): Promise<EngineUnderTest> {
  const prepare = { name: 'queue', run: (url: string) => prepareQueue({ kind: 'postgres', url }) };
  const database = await testDatabase({ rooms: [storeMigrations, identityMigrations], prepare });
  const identityDatabase = await openIdentityDatabase(database.url);
  const identity = new Identity(identityDatabase, { sessionHours: 1, cost: { N: 1024, r: 8, p: 1 } });
  const ofRoles = ROLES.map((role) => ({ name: role, password: role, roles: [role], groups: ['*'] }));
  await identity.keepDemoAccounts([...ofRoles, ...accounts]);
  const silent = () => undefined;
  const execution = await openExecution({
    databaseUrl: database.url,
    connectors,
    log: { warn: silent, error: silent },
  });
  // A failed attempt is taken up again by the next sweep: soon, so that no test waits for it.
  const background = await execution.startBackground({ sweepMs: 300 });
  const app: NestExpressApplication = await createServer({
    runtime: execution.runtime,
    identity,
    health: new HealthChecks('test'),
    settings: readSettings({}),
    logger: createLogger({ logLevel: 'silent', logFormat: 'json' }, 'test'),
    facts: { version: 'test', demoAccounts: [], webDirectory: undefined },
  });
  await app.listen(0, '127.0.0.1');
  const origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    api: new ApiClient(origin),
    engineRest: `${origin}/engine-rest`,
    execution,
    background,
    databaseUrl: database.url,
    async close() {
      await app.close();
      await execution.close(500);
      await identityDatabase.destroy();
      await database.drop();
    },
  };
}
