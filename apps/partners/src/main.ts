import { parseArgs } from 'node:util';
import { PORT_OFFSETS, startPartners } from './program/start-partners.ts';

/**
 * Starts the stand-ins as a program of their own:
 *
 *     node dist/apps/partners/src/main.js --data .laufzettel/partners --base-port 3100
 *
 * They hold demo data only and listen on the loopback address unless told otherwise. A program that forks this one is
 * told the connections by message, may tell by message where the product answers (`{"productUrl": "http://…"}`), and its end
 * ends this one, too.
 */
async function main(): Promise<void> {
  const portOptions = Object.keys(PORT_OFFSETS) as (keyof typeof PORT_OFFSETS)[];
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: '.laufzettel/partners' },
      host: { type: 'string', default: '127.0.0.1' },
      'base-port': { type: 'string', default: '3100' },
      ...Object.fromEntries(portOptions.map((option) => [option, { type: 'string' as const }])),
    },
  });
  const given = values as Readonly<Record<string, string | undefined>>;
  const ports = Object.fromEntries(
    portOptions.flatMap((option) => {
      const text = given[option];
      return text === undefined ? [] : [[option, portOf(text, `--${option}`)]];
    }),
  );
  const program = await startPartners({
    directory: values.data,
    host: values.host,
    basePort: portOf(values['base-port'], '--base-port'),
    ports,
  });
  let ending = false;
  const stop = (): void => {
    if (ending) return;
    ending = true;
    void program.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  if (process.send === undefined) {
    process.on('SIGINT', stop);
    const { indexUrl, partners } = program.connections;
    process.stdout.write(`Nachgebildete Partner: ${indexUrl}\n`);
    for (const { title, pageUrl } of partners) process.stdout.write(`  ${title}: ${pageUrl}\n`);
    return;
  }
  // Ctrl+C reaches the whole group; whoever forked this program ends it when it is done itself.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', stop);
  process.on('message', (message) => {
    const url = productUrlOf(message);
    if (url !== undefined) program.productListens(url);
  });
  process.send(program.connections);
}

function productUrlOf(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || !('productUrl' in message)) return undefined;
  const { productUrl } = message;
  return typeof productUrl === 'string' && URL.canParse(productUrl) ? productUrl : undefined;
}

function portOf(text: string, option: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Error(`Expected a port from 0 to 65535 for ${option}, but got ${JSON.stringify(text)}.`);
}

await main();
