import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readSettingsWithDefaults, SETTING_TABLE } from '#platform';
import { freePort } from '#testkit';
import { type RunningProgram, startPartners } from '../../apps/partners/src/program/start-partners.ts';
import { buildPrograms } from '../runtime/build-programs.ts';
import { isReady, run, until, type Program } from './program.ts';

const data = mkdtempSync(join(tmpdir(), 'laufzettel-partners-'));
let alone: RunningProgram | undefined;
let program: Program | undefined;

beforeAll(() => {
  chmodSync(data, 0o755);
  buildPrograms();
}, 120_000);
afterEach(async () => {
  await alone?.close();
  alone = undefined;
});
afterAll(async () => {
  await program?.stop();
  rmSync(data, { recursive: true, force: true });
}, 60_000);

const start = (basePort: number) =>
  startPartners({ directory: join(data, 'alone'), host: '127.0.0.1', basePort, ports: {} });

describe('the stand-ins of the partners', () => {
  it('given they run, then the index leads to each page and every setting they hand out is one', async () => {
    alone = await start(0);
    const { indexUrl, partners } = alone.connections;
    const page = await (await fetch(indexUrl)).text();
    const known = new Set<string>(Object.values(SETTING_TABLE).map(({ variable }) => variable));
    for (const { pageUrl, environment } of partners) {
      expect(page).toContain(`href="${pageUrl}"`);
      expect((await fetch(pageUrl)).status).toBe(200);
      expect(Object.keys(environment).filter((variable) => !known.has(variable))).toEqual([]);
    }
    expect(partners.map(({ id }) => id)).toEqual(['enaio', 'fit-connect', 'payment', 'mail']);
    expect(await (await fetch(`${indexUrl}stand-in/connections`)).json()).toEqual(alone.connections);
    const settings = readSettingsWithDefaults(
      partners.map(({ environment }) => environment),
      {},
    );
    expect(settings.mailPort).toBe(alone.connections.ports['smtp-port']);
    expect(readFileSync(settings.enaioMapping ?? '', 'utf8')).toContain('"records"');
  });

  it('given a port that is taken, then a free one is used', async () => {
    const taken = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(taken, '127.0.0.1', resolve));
    alone = await start(taken);
    expect(alone.connections.ports['index-port']).not.toBe(taken);
    await new Promise((resolve) => other.close(resolve));
  });

  it('given npm start, when they are killed they come back on the same ports, and they end with it', async () => {
    const port = await freePort();
    const started = run('start', {
      PORT: String(port),
      LAUFZETTEL_DATA: join(data, 'demo'),
      LAUFZETTEL_PARTNERS_PORT: String(await freePort()),
    });
    program = started;
    await until(started, 'npm start to be ready', () => isReady(`http://127.0.0.1:${port}`));
    await until(started, 'the start screen', () => Promise.resolve(started.printed().includes('Ctrl+C')));
    const index = /Partner +(http:\S+)/.exec(started.printed())?.[1] ?? '';
    const page = async () => (await fetch(index)).ok;
    expect(await page()).toBe(true);

    const first = await partnersOf(started);
    process.kill(first, 'SIGKILL');
    await until(started, 'other stand-ins', async () => (await partnersOf(started)) !== first && (await page()));

    const last = await partnersOf(started);
    process.kill(started.child.pid ?? 0, 'SIGKILL');
    await started.ended;
    const deadline = Date.now() + 30_000;
    while (isAlive(last) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAlive(last)).toBe(false);

    // Its PostgreSQL outlives a killed program, for the next start to take over; here there is none.
    const [postgres = ''] = readFileSync(join(data, 'demo', 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(postgres), 'SIGINT');
    while (isAlive(Number(postgres)) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  }, 120_000);
});

/** The process of the stand-ins, found among the children of the program. */
async function partnersOf({ child }: Program): Promise<number> {
  const pid = child.pid ?? 0;
  const deadline = Date.now() + 20_000;
  for (;;) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).map(Number);
    const found = children.find((one) => commandOf(one).includes('apps/partners'));
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error('Expected the stand-ins among the children, but they are not there.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Empty for one that has just ended. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
