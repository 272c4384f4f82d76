import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { DEMO_ACCOUNTS, Identity, identityMigrations, openIdentityDatabase } from '#identity';
import { createLogger, readSettings } from '#platform';
import { prepareQueue } from '#queue';
import { storeMigrations } from '#store';
import { ApiClient, testDatabase, type Call, type Reply } from '#testkit';
import { bootServer } from '../../apps/server/src/boot/boot-server.ts';
import { Closing } from '../../apps/server/src/boot/closing.ts';
import { shapeFaults } from '../../apps/server/src/http/shape-check.ts';
import type { OperationDescription } from '../../apps/server/src/http/operation.ts';

/** A whole server with its worker inside, on a database of its own, with the demo people. */
export interface TestServer {
  readonly api: ApiClient;
  readonly url: string;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

export async function startTestServer(environment: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const database = await testDatabase({
    rooms: [storeMigrations, identityMigrations],
    prepare: { name: 'queue', run: (url) => prepareQueue({ kind: 'postgres', url }) },
  });
  const processes = mkdtempSync(join(tmpdir(), 'laufzettel-processes-'));
  const data = mkdtempSync(join(tmpdir(), 'laufzettel-data-'));
  const settings = readSettings({
    DATABASE_URL: database.url,
    PORT: '0',
    LAUFZETTEL_PROCESSES: processes,
    LAUFZETTEL_DATA: data,
    ...environment,
  });
  const logger = createLogger({ logLevel: 'fatal', logFormat: 'json' }, 'test');
  const closing = new Closing(logger);
  const booted = await bootServer({ settings, logger, allInOne: true, onProgress: () => undefined }, closing);
  const accounts = await openIdentityDatabase(database.url, 1);
  await new Identity(accounts, { sessionHours: 1, cost: { N: 1024, r: 8, p: 1 } }).keepDemoAccounts(DEMO_ACCOUNTS);
  await accounts.destroy();
  const url = booted.url.replace('localhost', '127.0.0.1');
  return {
    api: new DescribedApiClient(url, booted.operations),
    url,
    databaseUrl: database.url,
    async close() {
      await closing.close();
      await database.drop();
      rmSync(processes, { recursive: true, force: true });
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Every answer must have the shape the description promises, errors included. */
class DescribedApiClient extends ApiClient {
  readonly #operations: readonly OperationDescription[];

  constructor(origin: string, operations: readonly OperationDescription[]) {
    super(origin);
    this.#operations = operations;
  }

  override async call<Body = unknown>(method: string, path: string, call: Call = {}): Promise<Reply<Body>> {
    const reply = await super.call<Body>(method, path, call);
    const { pathname } = new URL(path, this.origin);
    const operation = this.#operations.find(
      (one) => one.method.toUpperCase() === method && pattern(one.path).test(pathname),
    );
    expect([path, this.#faults(operation, reply)]).toEqual([path, []]);
    return reply;
  }

  #faults(operation: OperationDescription | undefined, { status, body }: Reply): readonly unknown[] {
    if (status >= 400) return shapeFaults('ProblemDetails', body);
    if (operation === undefined || operation.answer === 'nothing' || 'mediaType' in operation.answer) return [];
    const { answer } = operation;
    if ('shape' in answer) return shapeFaults(answer.shape, body);
    return (body as { items: readonly unknown[] }).items.flatMap((item) => shapeFaults(answer.pageOf, item));
  }
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);
}

/** Asks again until `found` is true of the answer; for what a worker does in its own time. */
export async function eventually<Body>(ask: () => Promise<Reply<Body>>, found: (body: Body) => boolean): Promise<Body> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const { body } = await ask();
    if (found(body)) return body;
    if (Date.now() > deadline) throw new Error(`Expected something else in time, but it is ${JSON.stringify(body)}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
