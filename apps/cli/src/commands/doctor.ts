import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { apiPaths } from '#contracts';
import { openEnaio } from '#execution';
import { findEmbeddedPostgres, type Settings } from '#platform';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { ServerConnection } from '../server-connection.ts';
import { requireUpToDate } from './migrate.ts';

/** `warn`: works, but not as one would want. */
interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'warn' | 'bad';
  readonly detail: string;
}

const LEAST_POSTGRES = 140000;
const PATIENCE_MILLISECONDS = 5000;

/** Looks at everything a start depends on, changes nothing, and says what to do about each thing that is not well. */
export async function doctor(context: CommandContext): Promise<void> {
  const { settings, options } = context;
  const findings = [
    { what: 'node', state: 'ok', detail: process.version } as const,
    dataDirectory(settings),
    ...(await database(settings)),
    documents(settings),
    await dms(settings),
    await redis(settings),
    await server(options.url ?? settings.serverUrl),
  ].filter((finding) => finding !== undefined);
  const mark = { ok: '✓', warn: '!', bad: '✗' };
  context.answer(
    findings,
    findings.map(({ what, state, detail }) => `${mark[state]} ${what.padEnd(9)} ${detail}\n`).join(''),
  );
  if (findings.some(({ state }) => state === 'bad')) throw new CliError('REFUSED', 'Something is not well: see above.');
}

function dataDirectory(settings: Settings): Finding | undefined {
  if (settings.databaseUrl !== undefined) return undefined;
  const directory = resolve(settings.dataDirectory);
  try {
    accessSync(existsSync(directory) ? directory : dirname(directory), constants.W_OK);
    return { what: 'data', state: 'ok', detail: directory };
  } catch {
    return {
      what: 'data',
      state: 'bad',
      detail: `${directory} cannot be written to. Change its owner, or set LAUFZETTEL_DATA.`,
    };
  }
}

/** The files of the archive: beside the embedded database, or in a folder all servers and workers share. */
function documents({ dataDirectory: data, databaseUrl, redisUrl }: Settings): Finding {
  const what = 'documents';
  const directory = resolve(data, 'documents');
  try {
    if (existsSync(directory)) accessSync(directory, constants.W_OK);
    const shared = databaseUrl !== undefined && redisUrl !== undefined;
    return {
      what,
      state: 'ok',
      detail: `${directory}${shared ? '; all servers and workers must share this folder' : ''}`,
    };
  } catch {
    return {
      what,
      state: 'bad',
      detail: `${directory} cannot be written to. Change its owner, or set LAUFZETTEL_DATA.`,
    };
  }
}

/** The DMS, where the settings name one: its mapping file, and whether it answers and fits. */
async function dms(settings: Settings): Promise<Finding | undefined> {
  const what = 'dms';
  try {
    const enaio = await openEnaio(settings);
    if (enaio === undefined) return undefined;
    const { ok, detail } = await enaio.health();
    return { what, state: ok ? 'ok' : 'warn', detail: ok ? detail : `${detail} Documents wait until this is mended.` };
  } catch (error) {
    return { what, state: 'bad', detail: reason(error) };
  }
}

async function database(settings: Settings): Promise<readonly Finding[]> {
  const url = settings.databaseUrl ?? findEmbeddedPostgres(resolve(settings.dataDirectory))?.url;
  if (url === undefined)
    return [
      { what: 'database', state: 'warn', detail: 'The embedded PostgreSQL is not running; npm start starts it.' },
    ];
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MILLISECONDS });
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; text: string }>(
      "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS text",
    );
    const [version] = rows;
    const good = Number(version?.number ?? 0) >= LEAST_POSTGRES;
    return [
      {
        what: 'database',
        state: good ? 'ok' : 'bad',
        detail: `PostgreSQL ${version?.text ?? ''}${good ? '' : ': 14 or newer is needed.'}`,
      },
      await schema(url),
    ];
  } catch (error) {
    return [
      {
        what: 'database',
        state: 'bad',
        detail: `PostgreSQL does not answer (${reason(error)}). Is it running, is DATABASE_URL right?`,
      },
    ];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function schema(url: string): Promise<Finding> {
  try {
    await requireUpToDate(url);
    return { what: 'schema', state: 'ok', detail: 'up to date' };
  } catch (error) {
    return { what: 'schema', state: 'bad', detail: reason(error) };
  }
}

async function redis(settings: Settings): Promise<Finding> {
  if (settings.redisUrl === undefined) {
    const alone = settings.databaseUrl === undefined;
    const detail = alone
      ? 'in PostgreSQL (embedded)'
      : 'in PostgreSQL; server and worker as programs of their own need REDIS_URL';
    return { what: 'queue', state: alone ? 'ok' : 'warn', detail };
  }
  const client = new Redis(settings.redisUrl, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: null,
    connectTimeout: PATIENCE_MILLISECONDS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    return { what: 'queue', state: 'ok', detail: 'Redis answers' };
  } catch (error) {
    return {
      what: 'queue',
      state: 'bad',
      detail: `Redis does not answer (${reason(error)}). Is it running, is REDIS_URL right?`,
    };
  } finally {
    client.disconnect();
  }
}

async function server(url: string): Promise<Finding> {
  try {
    await new ServerConnection(url, undefined).request('GET', apiPaths.healthReady);
    return { what: 'server', state: 'ok', detail: url };
  } catch (error) {
    const away = error instanceof CliError && error.code === 'UNREACHABLE';
    return {
      what: 'server',
      state: away ? 'warn' : 'bad',
      detail: away ? `none at ${url}` : `at ${url} is not ready: ${reason(error)}`,
    };
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return error.message === '' ? (code ?? error.name) : error.message;
}
