import type { Pool } from 'pg';
import {
  type Arrival,
  ArrivalDesk,
  ArrivalList,
  ArrivalStore,
  createInvoiceConnectors,
  InvoiceReader,
  PaymentOrderStore,
  WatchedFolder,
} from '#invoices';
import type { Settings } from '#platform';
import type { CaseFiles, Log, NumberSeries, Runtime } from '#runtime';
import type { Adapter } from './adapter.ts';
import { type RepeatedWork, repeatWork } from './repeated-work.ts';
import { createUuidSource } from './uuid-source.ts';

/** The invoices of an installation. */
export interface Invoices extends Adapter {
  /** Where invoices are taken in, whatever brings them. */
  readonly desk: ArrivalDesk;
  readonly arrivals: ArrivalStore;
  readonly list: ArrivalList;
  readonly reader: InvoiceReader;
  readonly paymentOrders: PaymentOrderStore;
  /** The file as it arrived: from where it was kept or, later, from the record of its case. */
  original(arrival: Pick<Arrival, 'id' | 'sha256' | 'instanceId'>): Promise<Uint8Array>;
  /** The engine that begins the cases; given as soon as it is open. */
  bind(runtime: Runtime): void;
}

interface InvoiceParts {
  readonly pool: Pool;
  readonly settings: Settings;
  readonly log: Log;
  readonly numbers: NumberSeries;
  readonly caseFiles: CaseFiles;
}

const SWEEP_MS = 5_000;

/** Opens arrival, reading and payment of invoices. */
export function openInvoices({ pool, settings, log, numbers, caseFiles }: InvoiceParts): Invoices {
  const clock = { now: () => Date.now() };
  const arrivals = new ArrivalStore(pool);
  const paymentOrders = new PaymentOrderStore(pool);
  const ids = createUuidSource();
  const reader = new InvoiceReader();
  let engine: Runtime | undefined;
  const desk = new ArrivalDesk({
    store: arrivals,
    reader,
    numbers,
    cases: {
      start(command) {
        return engineOf(engine).instances.start(command);
      },
    },
    processKey: settings.invoiceProcess,
    clock,
    ids,
    log,
  });
  const work: RepeatedWork[] = [];
  return {
    name: 'invoices',
    desk,
    arrivals,
    list: new ArrivalList(pool),
    reader,
    paymentOrders,
    connectors: createInvoiceConnectors({
      arrivals,
      paymentOrders,
      caseFiles,
      clock,
      ids,
      timeZone: settings.timeZone,
      async whoDid(instanceId, nodeId) {
        const { items } = await engineOf(engine).tasks.history({ instanceId, limit: 200 });
        return items.find((task) => task.nodeId === nodeId && task.outcome === 'completed')?.completedBy ?? null;
      },
    }),
    async original({ id, sha256, instanceId }) {
      const stored = await arrivals.storedBytes(id);
      if (stored !== undefined) return stored;
      const documents = instanceId === null ? [] : await caseFiles.list(instanceId);
      const filed = documents.find((document) => document.sha256 === sha256);
      if (filed === undefined || instanceId === null)
        throw new Error(
          `Expected the bytes of arrival ${id} here or in the record of its case, but they are in neither.`,
        );
      const { content } = await caseFiles.read(instanceId, filed.documentId, filed.version);
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    bind(runtime) {
      engine = runtime;
    },
    startBackground() {
      work.push(repeatWork('taking in invoices', (signal) => desk.sweep(signal), { pauseMs: SWEEP_MS, log }));
      const directory = settings.invoiceFolder;
      if (directory !== undefined) {
        const folder = new WatchedFolder({ directory, arrivals: desk, clock, log });
        work.push(
          repeatWork('watching the invoice folder', (signal) => folder.look(signal), { pauseMs: SWEEP_MS, log }),
        );
      }
      return Promise.resolve();
    },
    async check() {
      await pool.query('SELECT 1 FROM invoice_arrival LIMIT 1');
    },
    async close() {
      await Promise.all(work.map((one) => one.stop()));
      await reader.close();
    },
  };
}

function engineOf(engine: Runtime | undefined): Runtime {
  if (engine === undefined) throw new Error('Expected the engine to be open before invoices are taken in.');
  return engine;
}
