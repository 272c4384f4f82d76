import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InstanceSummary, TaskSummary } from '#contracts';
import { main } from '../../apps/cli/src/main.ts';
import { DRAWING, STOPPING } from './diagrams.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await startTestServer();
  folder = mkdtempSync(join(tmpdir(), 'laufzettel-cli-'));
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command as somebody and keeps what it wrote. */
async function run(as: string, ...words: readonly string[]) {
  const written = { out: '', err: '' };
  const terminal = {
    out: (text: string) => void (written.out += text),
    err: (text: string) => void (written.err += text),
    askSecret: () => Promise.resolve(undefined),
  };
  const environment = { LAUFZETTEL_URL: server.url, LAUFZETTEL_USER: as, LAUFZETTEL_PASSWORD: as };
  return { exit: await main(words, terminal, environment), ...written };
}

function save(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('the command line against a server', () => {
  it('given a drawing, then it is checked, deployed, started and worked to the end', async () => {
    const file = save('zeichnung.bpmn', DRAWING);
    expect(await run('owner', 'deploy', '--check', file)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('zeichnung version 1'),
    });
    expect(await run('owner', 'deploy', file)).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^zeichnung {2}version 1/),
    });
    expect(await run('owner', 'deploy', file)).toMatchObject({ exit: 0, out: expect.stringContaining('(unchanged)') });
    const started = await run('clerk', '--json', 'start', 'zeichnung', '--var', 'betrag=12.5', '--business-key', 'A-1');
    const instance = JSON.parse(started.out) as InstanceSummary;
    expect(instance).toMatchObject({ state: 'running', businessKey: 'A-1' });
    expect((await run('clerk', 'tasks')).out).toMatch(/Unterlagen sichten +A-1/);
    const [task] = JSON.parse((await run('clerk', '--json', 'tasks', '--instance', instance.id)).out) as TaskSummary[];
    const id = task?.id ?? '';
    expect(await run('clerk', 'complete', id)).toMatchObject({ exit: 1, err: expect.stringContaining('Vollständig?') });
    expect(await run('clerk', 'complete', id, '--answer', 'Vielleicht')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('Ja | Nein'),
    });
    const done = await run('clerk', 'complete', id, '--answer', 'ja');
    expect(done).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/Completed "Unterlagen sichten"\.\n {2}next: .+ Bescheid schreiben\n/),
    });
    expect(await run('clerk', 'complete', id)).toMatchObject({
      exit: 1,
      err: expect.stringContaining('TASK_ALREADY_COMPLETED'),
    });
  });

  it('given incidents, then they are listed and tried again', async () => {
    await run('owner', 'deploy', save('stockend.bpmn', STOPPING));
    await run('clerk', 'start', 'stockend', '--var', 'betrag=1');
    expect(await run('operator', 'incidents')).toMatchObject({ exit: 0, out: expect.stringContaining('stockend') });
    expect(await run('operator', 'incidents', 'retry', '--all')).toMatchObject({ exit: 0, out: '1 tried again.\n' });
    expect(await run('operator', 'incidents', 'retry')).toMatchObject({ exit: 2 });
  });

  it('given a broken file, a wrong password or a missing permission, then the reason and a code of its own', async () => {
    const broken = await run('owner', 'deploy', save('kaputt.bpmn', DRAWING.slice(0, -20)));
    expect(broken).toMatchObject({ exit: 1, err: expect.stringMatching(/error +kaputt\.bpmn:\d+:\d+/) });
    expect(await run('clerk', 'deploy', save('x.bpmn', DRAWING))).toMatchObject({
      exit: 4,
      err: expect.stringContaining('PERMISSION_MISSING'),
    });
    expect(await run('nobody', 'tasks')).toMatchObject({ exit: 4, err: expect.stringContaining('CREDENTIALS_WRONG') });
    expect(await run('clerk', 'start', 'gibt_es_nicht')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('gibt_es_nicht'),
    });
  });

  it('given a server, then the doctor finds it ready', async () => {
    expect((await run('operator', 'doctor')).out).toContain('✓ server');
  });
});
