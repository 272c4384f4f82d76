import { createServer } from 'node:http';
import { join } from 'node:path';
import { startEnaioPartner } from './enaio-partner.ts';
import { startFitConnectPartner } from './fit-connect-partner.ts';
import { choosePort } from './choose-port.ts';
import { indexPage } from './index-page.ts';
import { listen } from './listen.ts';
import { startMailPartner } from './mail-partner.ts';
import type { Partner, PartnerOptions } from './partner.ts';
import { startPaymentPartner } from './payment-partner.ts';

/** How far from the base port each listener is by default. */
export const PORT_OFFSETS = {
  'index-port': 0,
  'enaio-port': 1,
  'fit-connect-port': 2,
  'payment-port': 3,
  'mail-port': 4,
  'smtp-port': 25,
  'imap-port': 43,
} as const;
type PortOption = keyof typeof PORT_OFFSETS;

export interface ProgramOptions {
  readonly directory: string;
  readonly host: string;
  /** Port of the index page; the others follow it. 0 takes free ones for all. */
  readonly basePort: number;
  /** Ports set one by one; they win. */
  readonly ports: Partial<Record<PortOption, number>>;
}

/** What a program that starts the stand-ins needs to know of them; served at `/stand-in/connections`, too. */
interface Connections {
  readonly indexUrl: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly partners: readonly {
    readonly id: string;
    readonly title: string;
    readonly pageUrl: string;
    readonly environment: Readonly<Record<string, string>>;
  }[];
}

export interface RunningProgram {
  readonly connections: Connections;
  /** Tells every partner where the product answers. */
  productListens(url: string): void;
  close(): Promise<void>;
}

const STARTS: Readonly<Record<string, (options: PartnerOptions) => Promise<Partner>>> = {
  enaio: startEnaioPartner,
  'fit-connect': startFitConnectPartner,
  payment: startPaymentPartner,
  mail: startMailPartner,
};

/** Starts all stand-ins and the page they are found from. Rejects when one cannot start; then none is left running. */
export async function startPartners(options: ProgramOptions): Promise<RunningProgram> {
  const { host } = options;
  const port = (option: string): Promise<number> => {
    const known = Object.entries(PORT_OFFSETS).find(([name]) => name === option);
    if (known === undefined) throw new Error(`Expected an option for a port, but got ${option}.`);
    const [name, offset] = known as [PortOption, number];
    return choosePort(options.ports[name] ?? (options.basePort === 0 ? 0 : options.basePort + offset), host);
  };
  const started = await Promise.allSettled(
    Object.entries(STARTS).map(([id, start]) => start({ directory: join(options.directory, id), host, port })),
  );
  const partners = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failure = started.find((one) => one.status === 'rejected');
  if (failure !== undefined) {
    await Promise.all(partners.map((partner) => partner.close()));
    throw failure.reason;
  }
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/stand-in/connections') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(connections));
      return;
    }
    const found = request.method === 'GET' && request.url === '/';
    response.writeHead(found ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(found ? indexPage(partners) : 'Diese Seite gibt es nicht.');
  });
  const indexPort = await listen(server, await port('index-port'), host);
  const connections: Connections = {
    indexUrl: `http://${host}:${indexPort}/`,
    ports: Object.assign(
      { 'index-port': indexPort },
      ...partners.map((partner) => partner.ports),
    ) as Connections['ports'],
    partners: partners.map(({ id, title, pageUrl, environment }) => ({ id, title, pageUrl, environment })),
  };
  return {
    connections,
    productListens(url) {
      for (const partner of partners) partner.productListens?.(url);
    },
    async close() {
      server.closeAllConnections();
      await Promise.all([
        new Promise((resolve) => server.close(resolve)),
        ...partners.map((partner) => partner.close()),
      ]);
    },
  };
}
