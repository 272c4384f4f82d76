import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { findEmbeddedPostgres } from './connection-note.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { processExists } from './postmaster-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'laufzettel-embedded-'));
chmodSync(directory, 0o755);
const options = { directory, projectDirectory: process.cwd(), parameters: { fsync: 'off' } };

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values(((await client.query(sql)).rows[0] ?? {}) as Record<string, unknown>)[0];
  } finally {
    await client.end();
  }
}

/** A killed process stays a zombie until its parent has taken note of it. */
async function gone(pid: number): Promise<void> {
  while (processExists(pid) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z')) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const lockFile = join(directory, 'postgres', 'postmaster.pid');
const lockedPid = () => Number(readFileSync(lockFile, 'utf8').split('\n')[0]);

describe('embedded PostgreSQL', () => {
  afterAll(async () => {
    const last = await startEmbeddedPostgres(options);
    await last.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('given an empty folder, when started and stopped, then a second start finds what the first one wrote', async () => {
    const first = await startEmbeddedPostgres(options);
    await ask(first.url, 'CREATE TABLE kept (word text)');
    await ask(first.url, "INSERT INTO kept VALUES ('da')");
    expect(findEmbeddedPostgres(directory)?.url).toBe(first.url);
    await first.stop();
    expect(findEmbeddedPostgres(directory)).toBeUndefined();
    const second = await startEmbeddedPostgres(options);
    expect(await ask(second.url, 'SELECT word FROM kept')).toBe('da');
    await second.stop();
  }, 60_000);

  it('given a wrong password, then it lets nobody in', async () => {
    const running = await startEmbeddedPostgres(options);
    await expect(ask(running.url.replace(/:[^:@]+@/, ':falsch@'), 'SELECT 1')).rejects.toThrow(/password/);
    await running.stop();
  }, 60_000);

  it('given the database was killed, when started again, then the stale lock does no harm', async () => {
    await startEmbeddedPostgres(options);
    const pid = lockedPid();
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    expect(existsSync(lockFile)).toBe(true);
    const again = await startEmbeddedPostgres(options);
    expect(await ask(again.url, 'SELECT word FROM kept')).toBe('da');
    await again.stop();
  }, 60_000);

  it('given a stale lock whose number belongs to another program now, then that program lives on and PostgreSQL starts', async () => {
    await startEmbeddedPostgres(options);
    const pid = lockedPid();
    const lock = readFileSync(lockFile, 'utf8');
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    const stranger = spawn('sleep', ['60']);
    writeFileSync(lockFile, lock.replace(String(pid), String(stranger.pid)));
    const again = await startEmbeddedPostgres(options);
    expect(await ask(again.url, 'SELECT word FROM kept')).toBe('da');
    expect(stranger.exitCode).toBeNull();
    await again.stop();
    stranger.kill();
  }, 60_000);

  it('given a database that outlived its parent, when started again, then it is replaced cleanly', async () => {
    await startEmbeddedPostgres(options);
    const orphan = lockedPid();
    const again = await startEmbeddedPostgres(options);
    expect(lockedPid()).not.toBe(orphan);
    expect(await ask(again.url, 'SELECT word FROM kept')).toBe('da');
    await again.stop();
  }, 60_000);
});
