import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createUuidSource, type Execution, installationMigrations, openExecution } from '#execution';
import {
  ArrivalDesk,
  ArrivalStore,
  createInvoiceConnectors,
  InvoiceReader,
  PaymentOrderStore,
  type InvoiceConnectorParts,
} from '#invoices';
import { projectDirectory } from '#platform';
import { prepareQueue } from '#queue';
import type { Actor, CaseDocument, CaseFiles, Connector, Runtime, TaskView } from '#runtime';
import { createPostgresPool, PostgresNumberSeries } from '#store';
import { testDatabase, type TestDatabase } from '#testkit';
import { invoiceXml } from './invoice-office.ts';
import { BadDay, seeded } from './unreliable.ts';

/** `LAUFZETTEL_TEST_INVOICES=500` runs the whole five hundred. */
const COUNT = Number(process.env['LAUFZETTEL_TEST_INVOICES'] ?? 30);
const SEED = Number(process.env['LAUFZETTEL_TEST_SEED'] ?? 20_261_121);
const PATIENCE_MS = 180_000 + COUNT * 4_000;
const RESTART_MS = 2_500;
/** After so many restarts a bad day is over: a slow machine, too, must get on between them. */
const MOST_RESTARTS = 4 + COUNT / 5;

let database: TestDatabase;
let pool: pg.Pool;
const day = new BadDay(SEED);
const random = seeded(SEED + 1);

beforeAll(async () => {
  database = await testDatabase({
    rooms: installationMigrations,
    prepare: { name: 'queue', run: (url) => prepareQueue({ kind: 'postgres', url }) },
  });
  pool = createPostgresPool(database.url, { connections: 12 });
}, 60_000);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** The record of each case in memory, idempotent by name as the port demands. */
class Records implements CaseFiles {
  readonly kept = new Map<string, Map<string, string>>();

  file({ instanceId, name, documentType, title, fileName, mediaType, content }: Parameters<CaseFiles['file']>[0]) {
    const bytes = content instanceof Uint8Array ? Buffer.from(content).toString('latin1') : '';
    const record = this.kept.get(instanceId) ?? new Map<string, string>();
    this.kept.set(instanceId, record);
    const before = record.get(name);
    if (before !== undefined && before !== bytes) return Promise.reject(new Error(`Other bytes under ${name}.`));
    record.set(name, bytes);
    const document: CaseDocument = {
      documentId: `${instanceId}:${name}`,
      documentType,
      title,
      fileName,
      mediaType,
      sha256: '',
      size: bytes.length,
      version: 1,
    };
    return Promise.resolve(document);
  }

  list(): Promise<readonly CaseDocument[]> {
    return Promise.resolve([]);
  }

  read(): ReturnType<CaseFiles['read']> {
    return Promise.reject(new Error('Nobody reads here.'));
  }
}

/** Mails and closed records of a partner that recognises a repeated request by its key. */
const mails = new Map<string, string>();
const closed = new Set<string>();
const partners: readonly Connector[] = [
  {
    topic: 'document-create-record',
    execute: () => Promise.resolve({ kind: 'done', variables: { record: { title: 'Akte' } } }),
  },
  {
    topic: 'document-close-record',
    execute({ instanceId }) {
      closed.add(instanceId);
      return Promise.resolve({ kind: 'done', variables: { record: { closed: true } } });
    },
  },
  {
    topic: 'mail-send',
    execute({ idempotencyKey, instanceId }) {
      mails.set(idempotencyKey, instanceId);
      return Promise.resolve({ kind: 'done' });
    },
  },
];

const files = new Records();
const ids = createUuidSource();
const clock = { now: () => Date.now() };
const log = { warn: () => undefined, error: () => undefined };
/** A program of the installation: engine, worker, desk; ended and begun again while cases run. */
async function begin(): Promise<{ readonly execution: Execution; readonly desk: ArrivalDesk }> {
  const arrivals = new ArrivalStore(pool, { pauseSeconds: 0.1 });
  const parts: InvoiceConnectorParts = {
    arrivals: day.upon(arrivals, ['setState', 'find', 'duplicates', 'discounts', 'bytes']),
    paymentOrders: day.upon(new PaymentOrderStore(pool), ['keep', 'ofArrival', 'handOver']),
    caseFiles: day.upon(files, ['file']),
    clock,
    ids,
    timeZone: 'Europe/Berlin',
    whoDid: () => Promise.resolve('kasse'),
  };
  const connectors = [...createInvoiceConnectors(parts), ...partners].map((one) => day.uponConnector(one));
  const execution = await openExecution({ databaseUrl: database.url, connectors, log, connections: 12 });
  await execution.startBackground({ lockMs: 1_500, sweepMs: 200 });
  const numbers = new PostgresNumberSeries(pool, clock, 'Europe/Berlin');
  const desk = new ArrivalDesk({
    store: day.upon(arrivals, ['keep', 'examined', 'begun', 'find']),
    reader: new InvoiceReader(),
    numbers: day.upon(numbers, ['take']),
    cases: day.upon(execution.runtime.instances, ['start']),
    processKey: 'rechnungseingang',
    clock,
    ids,
    log,
  });
  return { execution, desk };
}

const person = (userId: string): Actor => ({ userId, groups: [], supervises: true });

/** What a person does at each step. */
function answerOf({ nodeId }: TaskView): { readonly actor: Actor; readonly variables: Record<string, string> } {
  switch (nodeId) {
    case 'FormaleFehlerBewerten':
      return { actor: person('stelle'), variables: { formalErgebnis: 'zurueckweisen' } };
    case 'SachlichPruefen':
      return { actor: person('amt'), variables: { sachlich: 'richtig' } };
    case 'RechnerischPruefen':
      return { actor: person('stelle'), variables: { rechnerisch: 'richtig' } };
    case 'RechnungFreigeben':
      return { actor: person('leitung'), variables: { freigegeben: 'ja' } };
    default:
      return { actor: person('kasse'), variables: { uebergeben: 'bank' } };
  }
}

/** Completes what is open, some things twice at once; whoever is late is refused. */
async function workTasks(runtime: Runtime): Promise<void> {
  const { items } = await runtime.tasks.list({ limit: 200 });
  await Promise.all(
    items.map(async (task) => {
      const complete = () => runtime.tasks.complete({ taskId: task.id, ...answerOf(task) });
      await Promise.allSettled(random() < 0.1 ? [complete(), complete()] : [complete()]);
    }),
  );
  const incidents = await runtime.incidents.list({ limit: 200 });
  await Promise.allSettled(incidents.items.map(({ id }) => runtime.incidents.retry(id)));
}

/** One in ten is formally wrong, one in five is above the limit. */
function xmlOf(index: number): string {
  const more = (xml: string) => {
    if (index % 10 === 3) return xml.replace('>374.85</cbc:PayableAmount>', '>374.86</cbc:PayableAmount>');
    if (index % 5 !== 1) return xml;
    return xml
      .replaceAll('374.85', '3748.50')
      .replaceAll('315.00', '3150.00')
      .replaceAll('59.85', '598.50')
      .replaceAll('255.00', '2550.00')
      .replaceAll('>60.00<', '>600.00<')
      .replace('"EUR">85<', '"EUR">850<')
      .replace('"EUR">120<', '"EUR">1200<');
  };
  return invoiceXml({ number: `F-${index}`, more });
}

async function count(sql: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(sql);
  return rows[0]?.count ?? 0;
}

describe(`${COUNT} invoices on a bad day (seed ${SEED})`, () => {
  it(
    'given calls that fail, hang, lose their answer or come twice, and workers that restart, then each ends exactly once',
    async () => {
      const began = Date.now();
      let program = await begin();
      const { runtime } = program.execution;
      const folder = join(projectDirectory().directory, 'processes', 'rechnungseingang');
      const model = readdirSync(folder)
        .filter((name) => /\.(bpmn|dmn|form)$/.test(name))
        .map((name) => ({ name, content: readFileSync(join(folder, name)) }));
      await runtime.deployments.deploy({ files: model });

      let delivered = 0;
      const deliver = async () => {
        while (delivered < COUNT) {
          const index = delivered;
          delivered += 1;
          const bytes = Buffer.from(xmlOf(index));
          const file = { bytes, fileName: `${index}.xml`, channel: 'mail', sender: 'a@lieferant.example' } as const;
          // Whoever brings it repeats until it is told to be safe, as a mailbox or a folder does.
          for (let safe = false; !safe;) {
            safe = await program.desk.receive(file).then(
              () => true,
              () => false,
            );
            if (random() < 0.1) safe = false;
          }
        }
      };
      let restarts = 0;
      let done = false;
      const restart = async () => {
        while (!done && restarts < MOST_RESTARTS) {
          const old = program;
          program = await begin();
          await old.execution.close(0);
          restarts += 1;
          await delay(RESTART_MS);
        }
      };
      const sweep = async () => {
        while (!done) {
          await program.desk.sweep().catch(() => 0);
          await delay(100);
        }
      };
      const background = [restart(), sweep()];
      await Promise.all([deliver(), deliver(), deliver(), deliver()]);
      const open = `SELECT count(*)::int AS count FROM invoice_arrival WHERE instance_id IS NULL
        OR state NOT IN ('archived', 'rejected')`;
      const running = 'SELECT count(*)::int AS count FROM instance';
      while ((await count(open)) > 0 || (await count(running)) > 0) {
        if (Date.now() - began > PATIENCE_MS) break;
        await workTasks(program.execution.runtime).catch(() => undefined);
        await delay(20);
      }
      done = true;
      await Promise.all(background);
      const bad = Array.from({ length: COUNT }, (_, index) => index).filter((index) => index % 10 === 3).length;
      const outcome = {
        arrivals: await count('SELECT count(*)::int AS count FROM invoice_arrival'),
        numbers: await count('SELECT count(DISTINCT case_number)::int AS count FROM invoice_arrival'),
        cases: await count('SELECT count(*)::int AS count FROM history_instance'),
        running: await count(running),
        archived: await count(`SELECT count(*)::int AS count FROM invoice_arrival WHERE state = 'archived'`),
        rejected: await count(`SELECT count(*)::int AS count FROM invoice_arrival WHERE state = 'rejected'`),
        orders: await count('SELECT count(*)::int AS count FROM payment_order WHERE handed_over_at IS NOT NULL'),
        mails: new Set(mails.values()).size,
        mailKeys: mails.size,
        closed: closed.size,
        documents: [...files.kept.values()].reduce((sum, record) => sum + record.size, 0),
        lastNumber: await count(`SELECT last AS count FROM number_series WHERE series = 'RE'`),
      };
      await program.execution.close(5_000);
      const seconds = Math.round((Date.now() - began) / 1000);
      report(`${COUNT} invoices, ${restarts} restarts, ${seconds} s, faults ${JSON.stringify(day.counts)}`);
      expect(outcome).toEqual({
        arrivals: COUNT,
        numbers: COUNT,
        cases: COUNT,
        running: 0,
        archived: COUNT - bad,
        rejected: bad,
        orders: COUNT - bad,
        mails: bad,
        mailKeys: bad,
        closed: COUNT,
        documents: 4 * (COUNT - bad) + 2 * bad,
        lastNumber: COUNT,
      });
      expect(Object.values(day.counts).every((times) => times > 0)).toBe(true);
    },
    PATIENCE_MS + 60_000,
  );
});

/** The figure of the run, for whoever wants to know it. */
function report(line: string): void {
  if (process.env['LAUFZETTEL_TEST_INVOICES'] !== undefined) process.stdout.write(`${line}\n`);
}
