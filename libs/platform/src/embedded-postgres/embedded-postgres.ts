import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { connectionUrl, DATABASE, readOrCreateSecret, writeConnection } from './connection-note.ts';
import { binary } from './postgres-binaries.ts';
import { choosePlace, type Place } from './postgres-place.ts';
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import type { SystemAccount } from './system-account.ts';

const READY_LIMIT_MILLISECONDS = 60_000;
const STOP_LIMIT_MILLISECONDS = 30_000;

export interface EmbeddedPostgresOptions {
  /** Folder that keeps everything; `postgres/` and `postgres.json` are made in it. Absolute. */
  readonly directory: string;
  /** Folder the project lies in, to find the account to run under as root. */
  readonly projectDirectory: string;
  /** Told before each step that takes noticeable time. */
  readonly onProgress?: (message: string) => void;
  /** More `-c name=value` settings, e.g. to trade durability for speed in tests. */
  readonly parameters?: Readonly<Record<string, string | number>>;
}

export interface RunningPostgres {
  readonly url: string;
  readonly port: number;
  /** Where the data really is; differs from the folder asked for when root's own folder is closed to PostgreSQL. */
  readonly dataDirectory: string;
  /** Ends all connections and stops it cleanly. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on a free port of the loopback address, creating its data on the first start.
 *
 * Survives what a crash leaves behind: a lock file without process is left to PostgreSQL, which recognises and repairs it;
 * one whose number has been given to another program meanwhile is removed; a PostgreSQL of ours that outlived its
 * parent is stopped cleanly and started again, so that it is our child and its settings are ours.
 * The caller must have made sure that no other Laufzettel works on this folder.
 *
 * @throws EmbeddedPostgresError with the last lines PostgreSQL wrote.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<RunningPostgres> {
  const say = options.onProgress ?? (() => undefined);
  const place = choosePlace(options.directory, options.projectDirectory, say);
  const { password } = readOrCreateSecret(options.directory);
  await stopForgotten(place.data, say);
  if (!existsSync(join(place.data, 'PG_VERSION'))) {
    say('Creating the database');
    await initialise(place, password);
  }
  const port = await start(place, options.parameters ?? {});
  writeConnection(options.directory, { password, port, data: place.data });
  const url = connectionUrl(password, port);
  await ensureDatabase(url);
  return { url, port, dataDirectory: place.data, stop: () => stop(place.data) };
}

async function stopForgotten(data: string, say: (message: string) => void): Promise<void> {
  const file = readPostmasterFile(data);
  if (file === undefined) return;
  if (isPostmasterOf(file.pid, data)) {
    say('Stopping the database that outlived a crash');
    await stop(data);
  } else {
    // Stale. PostgreSQL would refuse to start if the number happens to belong to another living program.
    rmSync(join(data, 'postmaster.pid'), { force: true });
  }
}

/** Into a folder beside, moved into place when complete: a crash in the middle leaves nothing that looks usable. */
async function initialise({ home, data, account }: Place, password: string): Promise<void> {
  const half = `${data}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  const secretFolder = join(tmpdir(), `laufzettel-${randomBytes(8).toString('hex')}`);
  mkdirSync(secretFolder, { mode: 0o700 });
  const secretFile = join(secretFolder, 'password');
  writeFileSync(secretFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined)
    for (const path of [half, secretFolder, secretFile]) chownSync(path, account.uid, account.gid);
  try {
    const words = [
      '-D',
      half,
      '-U',
      'laufzettel',
      '-A',
      'scram-sha-256',
      `--pwfile=${secretFile}`,
      '-E',
      'UTF8',
      '--no-locale',
    ];
    await run(binary(home, 'initdb'), words, account);
    renameSync(half, data);
  } finally {
    rmSync(secretFolder, { recursive: true, force: true });
  }
}

async function run(program: string, words: readonly string[], account: SystemAccount | undefined): Promise<void> {
  makeExecutable(program);
  const child = spawn(program, words, { ...account, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES_FAILED',
      `Expected ${program} to succeed, but it ended with ${code ?? 'a signal'}:\n${output.join('').trim()}`,
    );
  }
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program);
  if ((mode & 0o111) !== 0o111) chmodSync(program, mode | 0o555);
}

/** Another program may take the free port in the moment between looking and listening: then with another one again. */
async function start(place: Place, parameters: Readonly<Record<string, string | number>>): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      await startOn(port, place, parameters);
      return port;
    } catch (error) {
      if (attempt === 3) throw error;
      // Processes of the crashed server may still be letting go of its shared memory.
      await delay(attempt * 1000);
    }
  }
}

async function startOn(
  port: number,
  { home, data, log, account }: Place,
  parameters: Readonly<Record<string, string | number>>,
): Promise<void> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    log_min_messages: 'warning',
    ...parameters,
  };
  const words = [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  makeExecutable(binary(home, 'postgres'));
  const file = openSync(log, 'w');
  // A session of its own: Ctrl+C in the terminal reaches only us, and we stop the database last.
  const child = spawn(binary(home, 'postgres'), words, {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  child.unref();
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `it ended with ${code ?? signal ?? 'nothing'}`));
  const deadline = Date.now() + READY_LIMIT_MILLISECONDS;
  while (ended === undefined && Date.now() < deadline) {
    const now = readPostmasterFile(data);
    if (now?.ready === true && now.pid === child.pid) return;
    await delay(15);
  }
  if (ended === undefined) child.kill('SIGKILL');
  const lines = readFileSync(log, 'utf8').trim().split('\n').slice(-15).join('\n');
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_FAILED',
    `Expected PostgreSQL to start, but ${ended ?? 'it was not ready in time'}. It said:\n${lines}`,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/[^/]+$/, '/postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** SIGINT is PostgreSQL's "fast" shutdown: open transactions are rolled back, everything is written, nothing needs recovery. */
async function stop(data: string): Promise<void> {
  const file = readPostmasterFile(data);
  if (file === undefined || !isPostmasterOf(file.pid, data)) return;
  process.kill(file.pid, 'SIGINT');
  const deadline = Date.now() + STOP_LIMIT_MILLISECONDS;
  while (isPostmasterOf(file.pid, data)) {
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        'EMBEDDED_POSTGRES_IN_USE',
        `Expected PostgreSQL (process ${file.pid}) to stop, but it still runs. Its folder: ${dirname(data)}.`,
      );
    }
    await delay(15);
  }
}
