import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type About, type DefinitionVersion, type Page } from '#contracts';
import { ApiClient, freePort } from '#testkit';
import { buildPrograms } from '../runtime/build-programs.ts';
import { Cases } from './cases.ts';
import { isReady, run, until, type Program } from './program.ts';

const data = mkdtempSync(join(tmpdir(), 'laufzettel-embedded-'));
chmodSync(data, 0o755);
let settings: Readonly<Record<string, string>>;
let url: string;
let program: Program | undefined;

beforeAll(async () => {
  buildPrograms();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  settings = { PORT: String(port), LAUFZETTEL_DATA: data };
}, 120_000);
afterAll(async () => {
  await program?.stop();
  rmSync(data, { recursive: true, force: true });
}, 60_000);

async function start(): Promise<Program> {
  const started = run('start', settings);
  program = started;
  await until(started, 'npm start to be ready', () => isReady(url));
  return started;
}

describe('npm start', () => {
  it('given nothing, then it tells address, people, data and how to stop, and the shipped processes are there', async () => {
    const started = await start();
    await until(started, 'the start screen', () => Promise.resolve(started.printed().includes('Ctrl+C')));
    for (const word of [`http://localhost:${settings['PORT'] ?? ''}`, 'owner', 'clerk2', 'operator', data])
      expect(started.printed()).toContain(word);
    const api = new ApiClient(url);
    expect((await api.get<About>(apiPaths.about)).body.demoAccounts).toHaveLength(7);
    expect((await api.get(apiPaths.definition('antrag-mit-bescheid'), 'clerk')).status).toBe(200);
  }, 120_000);

  it('given a second start on the same data, then it is refused with the number of the first', async () => {
    const second = run('start', { ...settings, PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(second.printed()).toContain(`process ${program?.child.pid ?? 0}`);
    expect(await isReady(url)).toBe(true);
  }, 60_000);

  it.each(['the program alone', 'the program and its PostgreSQL'])(
    'given kill -9 of %s while timers are open, then everything goes on, nothing twice',
    async (victim) => {
      const people = { deployer: 'owner', clerk: 'clerk' };
      const cases = new Cases(url, people);
      const before = program;
      if (before === undefined) throw new Error('Expected a running program.');
      if (victim === 'the program alone') await cases.start(5);
      const [postgres = ''] = readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
      process.kill(-(before.child.pid ?? 0), 'SIGKILL');
      if (victim !== 'the program alone') process.kill(Number(postgres), 'SIGKILL');
      expect(await before.ended).toBe('SIGKILL');
      const after = await start();
      await until(after, 'five tasks', async () => (await cases.tasks()).length >= 5);
      if (victim !== 'the program alone') await cases.finish(5);
      const { body } = await new ApiClient(url).get<Page<DefinitionVersion>>(
        apiPaths.definitionVersions('antrag-mit-bescheid'),
        'clerk',
      );
      expect(body.total).toBe(1);
    },
    180_000,
  );

  it('given SIGTERM, then it ends in order with 0 and leaves nothing running', async () => {
    const last = program;
    if (last === undefined) throw new Error('Expected a running program.');
    program = undefined;
    last.child.kill('SIGTERM');
    expect(await last.ended).toBe(0);
    expect(() => readFileSync(join(data, 'postgres', 'postmaster.pid'))).toThrow(/ENOENT/);
    expect(() => readFileSync(join(data, 'running.json'))).toThrow(/ENOENT/);
  }, 60_000);
});
