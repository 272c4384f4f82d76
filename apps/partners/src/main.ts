import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEnaioStandIn } from './enaio/enaio-stand-in.ts';

/**
 * Starts the stand-ins as a process of their own:
 *
 *     node dist/apps/partners/src/main.js --data .laufzettel/partners --enaio-port 3101
 *
 * They hold demo data only and listen on the loopback address unless told otherwise.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: '.laufzettel/partners' },
      host: { type: 'string', default: '127.0.0.1' },
      'enaio-port': { type: 'string', default: '3101' },
      'enaio-user': { type: 'string', default: 'laufzettel' },
      'enaio-password': { type: 'string', default: 'laufzettel' },
    },
  });
  const enaio = await startEnaioStandIn({
    directory: join(values.data, 'enaio'),
    host: values.host,
    port: portOf(values['enaio-port'], '--enaio-port'),
    users: { [values['enaio-user']]: values['enaio-password'] },
  });
  process.stdout.write(`enaio (Nachbildung): ${enaio.pageUrl}  Schnittstelle: ${enaio.baseUrl}\n`);
  const stop = (): void => {
    void enaio.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function portOf(text: string, option: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Error(`Expected a port from 0 to 65535 for ${option}, but got ${JSON.stringify(text)}.`);
}

await main();
