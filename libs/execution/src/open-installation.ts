import { type DeliveringDocumentStore, documentMigrations, type DocumentStore, type RecordCaseFiles } from '#documents';
import { invoiceMigrations } from '#invoices';
import { type Participation, participationMigrations } from '#participation';
import { DeployedServices, intakeMigrations, PostgresMappings, serviceFileCheck } from '#intake';
import { mailMigrations } from '#mail';
import { paymentMigrations } from '#payments';
import type { Settings } from '#platform';
import type { Log, NumberSeries } from '#runtime';
import { createPostgresPool, PostgresNumberSeries, storeMigrations } from '#store';
import type { Adapter } from './adapter.ts';
import { CaseFinder } from './case-finder.ts';
import { openDocuments } from './open-documents.ts';
import { type Intake, openIntake, readServiceFolders } from './open-intake.ts';
import { type Invoices, openInvoices } from './open-invoices.ts';
import { openMail } from './open-mail.ts';
import { type Mailbox, openMailbox } from './open-mailbox.ts';
import { openPayments, type Payments } from './open-payments.ts';
import { type Execution, openExecution } from './open-execution.ts';
import { openRetention, type Retention } from './open-retention.ts';
import { openParticipation } from './open-participation.ts';
import { PublicAddress } from './public-address.ts';

/** Every room that keeps tables for what server and worker share, in the order of migration. */
export const installationMigrations = [
  storeMigrations,
  documentMigrations,
  invoiceMigrations,
  participationMigrations,
  intakeMigrations,
  paymentMigrations,
  mailMigrations,
] as const;

/** The engine with all its partners, as server and worker run it. */
export interface Installation extends Execution {
  readonly documents: DocumentStore;
  /** The record of each case: how everybody files documents into it. */
  readonly caseFiles: RecordCaseFiles;
  /** How far documents have come on their way to a DMS; absent with the built-in archive alone. */
  readonly delivery: DeliveringDocumentStore | undefined;
  readonly numbers: NumberSeries;
  readonly invoices: Invoices;
  /** Links for people outside, such as neighbours that are heard. */
  readonly participation: Participation;
  /** How applications arrive. */
  readonly intake: Intake;
  /** Absent when the settings name no payment service. */
  readonly payments: Payments | undefined;
  /** Where links lead; the server tells it where it listens. */
  readonly address: PublicAddress;
  /** Lets go of personal data that is not needed any more. */
  readonly retention: Retention;
  /** Absent when the settings name no mailbox. */
  readonly mailbox: Mailbox | undefined;
  /** Everything beside the engine, for health and overview. */
  readonly adapters: readonly Adapter[];
}

/**
 * Opens what the settings name: documents first, because the others file into them, then the engine with the connectors of
 * all. The schema must have been migrated. Server and worker of an installation must have the same settings.
 */
export async function openInstallation(databaseUrl: string, settings: Settings, log: Log): Promise<Installation> {
  const pool = createPostgresPool(databaseUrl, { connections: 8, name: 'laufzettel-adapters' });
  const numbers = new PostgresNumberSeries(pool, { now: () => Date.now() }, settings.timeZone);
  const cases = new CaseFinder();
  const address = new PublicAddress(settings);
  const documents = await openDocuments(databaseUrl, settings, log, cases);
  const invoices = openInvoices({ pool, settings, log, numbers, caseFiles: documents.caseFiles });
  const payments = openPayments(pool, settings, address, log);
  const mail = openMail(pool, settings, documents.caseFiles);
  const mailbox = openMailbox(pool, settings, invoices.desk, log);
  const participation = await openParticipation({
    pool,
    settings,
    address,
    log,
    cases,
    caseFiles: documents.caseFiles,
  });
  const partners: readonly Adapter[] = [
    ...(documents.dms === undefined ? [] : [documents.dms]),
    invoices,
    participation,
    ...(payments === undefined ? [] : [payments]),
    ...(mail === undefined ? [] : [mail]),
    ...(mailbox === undefined ? [] : [mailbox]),
  ];
  const connectors = [documents, ...partners].flatMap((adapter) => adapter.connectors ?? []);
  const sendMail = connectors.find(({ topic }) => topic === 'mail-send');
  participation.sendBy(sendMail);
  const services = new DeployedServices(cases.runtime, await readServiceFolders(settings));
  const mappings = new PostgresMappings(pool);
  const execution = await openExecution({
    databaseUrl,
    redisUrl: settings.redisUrl,
    connections: settings.databaseConnections,
    concurrency: settings.workerConcurrency,
    timeZone: settings.timeZone,
    batchesKeptDays: settings.batchesKeptDays,
    decisionsKeptDays: settings.decisionsKeptDays,
    operationsKeptDays: settings.operationsKeptDays,
    uniqueBusinessKeys: settings.uniqueBusinessKeys,
    javascript: settings.javascript,
    connectors,
    fileChecks: [documents.fileCheck, serviceFileCheck({ runtime: cases.runtime, services, mappings })],
    log,
  });
  cases.bind(execution.runtime);
  invoices.bind(execution.runtime);
  const { runtime } = execution;
  const intake = await openIntake({
    pool,
    settings,
    address,
    runtime,
    caseFiles: documents.caseFiles,
    numbers,
    services,
    mappings,
    mail: sendMail,
    log,
  });
  const retention = openRetention({ pool, settings, runtime, caseFiles: documents.caseFiles, intake, log });
  const adapters: readonly Adapter[] = [documents, ...partners, intake, retention];
  payments?.bind(execution.runtime);
  return {
    ...execution,
    documents: documents.store,
    caseFiles: documents.caseFiles,
    delivery: documents.delivery,
    numbers,
    invoices,
    participation: participation.participation,
    intake,
    payments,
    address,
    retention,
    mailbox,
    adapters,
    async startBackground(options) {
      const background = await execution.startBackground(options);
      for (const adapter of adapters) await adapter.startBackground?.(execution.runtime);
      return background;
    },
    async close(graceMs) {
      await Promise.all([...partners, intake, retention].map((adapter) => adapter.close()));
      await execution.close(graceMs);
      // Jobs that were being finished may still have filed something.
      await documents.close();
      await pool.end();
    },
  };
}
