import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#testkit';

/** Pages of the stand-ins that run beside it. */
export interface PartnerPages {
  readonly index: string;
  readonly enaio: string;
  readonly fitConnect: string;
  readonly payment: string;
  readonly mail: string;
}

export interface LaufzettelProcess {
  readonly url: string;
  /** Where the stand-ins are found; rejects when they did not come up. */
  readonly partners: () => Promise<PartnerPages>;
  /** Ends it in order and removes its data. */
  readonly stop: () => Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Starts what `npm start` starts, on a free port with data of its own, and answers when it is ready to work.
 * `settings` are environment variables besides. @throws Error with what it printed, when it ends or is not ready in time.
 */
export async function startLaufzettel(
  timeoutMs: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<LaufzettelProcess> {
  const data = await mkdtemp(join(tmpdir(), 'laufzettel-browser-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      LAUFZETTEL_DATA: data,
      LAUFZETTEL_PARTNERS_PORT: String(await freePort()),
      NODE_OPTIONS: '',
      NODE_ENV: 'production',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const keep = (chunk: Buffer): void => {
    printed = (printed + chunk.toString()).slice(-8000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = once(child, 'exit');

  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(killer);
    }
    await rm(data, { recursive: true, force: true });
  };

  const until = Date.now() + timeoutMs;
  while (Date.now() < until && child.exitCode === null) {
    const ready = await fetch(`${url}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return { url, stop, partners: () => partnerPages(() => printed) };
    await delay(150);
  }
  await stop();
  throw new Error(`Expected Laufzettel to answer on ${url}/health/ready, but it did not. It printed:\n${printed}`);
}

/** Reads on the start screen, as a person does, where the stand-ins are. */
async function partnerPages(printed: () => string): Promise<PartnerPages> {
  for (let waited = 0; waited < 100; waited += 1) {
    const index = /Partner\s+(http:\/\/\S+)/.exec(printed())?.[1];
    if (index !== undefined) {
      const response = await fetch(new URL('/stand-in/connections', index));
      const { partners } = (await response.json()) as { partners: readonly { id: string; pageUrl: string }[] };
      const page = (id: string): string => partners.find((partner) => partner.id === id)?.pageUrl ?? index;
      return {
        index,
        enaio: page('enaio'),
        fitConnect: page('fit-connect'),
        payment: page('payment'),
        mail: page('mail'),
      };
    }
    await delay(100);
  }
  throw new Error(`Expected the address of the stand-ins on the start screen, but it printed:\n${printed()}`);
}
