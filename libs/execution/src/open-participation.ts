import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Variables } from '#engine';
import { createParticipationConnectors, LinkSecrets, Participation, ParticipationStore } from '#participation';
import type { Settings } from '#platform';
import { type CaseFiles, type Connector, createCalendar, type Log } from '#runtime';
import type { Adapter } from './adapter.ts';
import type { CaseFinder } from './case-finder.ts';
import type { PublicAddress } from './public-address.ts';
import { type RepeatedWork, repeatWork } from './repeated-work.ts';

/** Links for people outside, as an installation runs them. */
export interface OpenParticipation extends Adapter {
  readonly participation: Participation;
  /** The connector that sends invitations, known when all partners are open. */
  sendBy(mail: Connector | undefined): void;
}

interface ParticipationParts {
  readonly pool: Pool;
  readonly settings: Settings;
  readonly address: PublicAddress;
  readonly log: Log;
  readonly cases: CaseFinder;
  readonly caseFiles: CaseFiles;
}

const SWEEP_MS = 1_000;
const KEY_BYTES = 32;

/** Opens the links for people outside. Their key lies in the data folder, which server and workers share. */
export async function openParticipation(parts: ParticipationParts): Promise<OpenParticipation> {
  const { pool, settings, address, log, cases, caseFiles } = parts;
  const clock = () => new Date();
  const participation = new Participation({
    store: new ParticipationStore(pool),
    secrets: new LinkSecrets(await keyOf(settings.dataDirectory)),
    caseFiles,
    runtime: cases.runtime,
    clock,
    log,
  });
  let mail: Connector | undefined;
  let sweeping: RepeatedWork | undefined;
  return {
    name: 'participation',
    participation,
    sendBy(connector) {
      mail = connector;
    },
    connectors: createParticipationConnectors({
      participation,
      deployedForm: (instanceId, name) => deployedForm(cases, instanceId, name),
      mail: () => mail,
      pageUrl: () => address.page('/beteiligung'),
      calendar: createCalendar(settings.timeZone),
      clock,
      timeZone: settings.timeZone,
    }),
    startBackground() {
      sweeping = repeatWork('delivering answers', () => participation.deliverDue(), { pauseMs: SWEEP_MS, log });
      return Promise.resolve();
    },
    async check() {
      await pool.query('SELECT 1 FROM participation_link LIMIT 1');
    },
    async close() {
      await sweeping?.stop();
    },
  };
}

/** The key of the installation; made when it is first needed. Of several programs that start at once one makes it. */
async function keyOf(directory: string): Promise<Uint8Array> {
  await mkdir(directory, { recursive: true });
  const file = join(directory, 'participation.key');
  try {
    await writeFile(file, randomBytes(KEY_BYTES).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'hex');
    if (key.byteLength === KEY_BYTES) return key;
    // Another program has made the file this moment and is still writing.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Expected a key of ${KEY_BYTES} bytes in hexadecimal in ${file}, but it holds something else.`);
}

async function deployedForm(cases: CaseFinder, instanceId: string, name: string): Promise<Variables | undefined> {
  for (const candidate of name.endsWith('.form') ? [name] : [`${name}.form`, name]) {
    const bytes = await cases.deployedFile(instanceId, candidate);
    if (bytes === undefined) continue;
    const schema: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof schema === 'object' && schema !== null && 'components' in schema) return schema as Variables;
  }
  return undefined;
}
