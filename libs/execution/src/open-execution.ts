import { createHttpConnector, createJavascriptConnector, type HttpConnectorOptions } from '#connectors';
import { BullJobQueue, BullQueueConsumer, prepareQueue, type QueueBackend } from '#queue';
import {
  BackgroundWork,
  type BackgroundOptions,
  type Clock,
  type Connector,
  createDmnEvaluator,
  createRuntime,
  type FileCheck,
  type Log,
  type Runtime,
  type RuntimeOptions,
} from '#runtime';
import {
  createPostgresPool,
  createPostgresQueries,
  LargeValues,
  maintainHistory,
  PostgresBatchStore,
  PostgresChangeFeed,
  PostgresDecisionRecordStore,
  PostgresDefinitionStore,
  PostgresEventStore,
  PostgresInstanceStore,
  PostgresJobStore,
  PostgresOperationStore,
  PostgresOwnJobStore,
  PostgresTaskStore,
} from '#store';
import { scenarioFileCheck } from './scenario-file-check.ts';
import { createUuidSource } from './uuid-source.ts';

export interface ExecutionSettings extends Omit<RuntimeOptions, 'connectorTopics'> {
  readonly databaseUrl: string;
  /** Redis for the scaled way; the queue lives in the same PostgreSQL when absent. */
  readonly redisUrl?: string | undefined;
  /** Connectors beside the catalogue. All programs of an installation must be given the same ones. */
  readonly connectors?: readonly Connector[];
  readonly http?: HttpConnectorOptions;
  /** Who can read the files deployed beside models. */
  readonly fileChecks?: readonly FileCheck[];
  /** Run script tasks in JavaScript, in a sandbox; without it they wait for somebody who does. */
  readonly javascript?: boolean;
  readonly log: Log;
  readonly clock?: Clock;
  /** Connections of the hot path to PostgreSQL. */
  readonly connections?: number;
  /** Jobs worked on at once by this program. */
  readonly concurrency?: number;
  /** Months of history that are kept; for ever when absent. */
  readonly retentionMonths?: number;
  /** Days an ended batch is kept; for ever when absent. */
  readonly batchesKeptDays?: number;
  /** Days the record of a decision evaluated outside a case is kept where it has no time to live; for ever when absent. */
  readonly decisionsKeptDays?: number;
  /** Days entries of the operation log about no case are kept; for ever when absent. */
  readonly operationsKeptDays?: number | undefined;
}

/** A running installation of the engine in this program. */
export interface Execution {
  readonly runtime: Runtime;
  /** Everything service tasks can ask for here. */
  readonly connectors: readonly Connector[];
  /**
   * Begins the background work here: jobs, relay, timers, sweep, upkeep of history. The worker program calls it; in
   * embedded mode the server does, too.
   */
  startBackground(options?: Partial<BackgroundOptions>): Promise<BackgroundWork>;
  /** Does the database answer? Does the queue? Rejects when not. */
  ping(): Promise<void>;
  /** Ends the background work (finishing what is being worked on) and all connections. */
  close(graceMs?: number): Promise<void>;
}

const UPKEEP_MS = 6 * 3_600_000;
const JOB_LOCK_MS = 60_000;

/**
 * Binds runtime, store, queue and connectors together: the one composition server and worker share. The schema must have
 * been migrated (see migrate() of the store); the queue's own tables are prepared here.
 */
export async function openExecution(settings: ExecutionSettings): Promise<Execution> {
  const { databaseUrl, redisUrl, log } = settings;
  const backend: QueueBackend =
    redisUrl === undefined ? { kind: 'postgres', url: databaseUrl } : { kind: 'redis', url: redisUrl };
  await prepareQueue(backend);
  const pool = createPostgresPool(databaseUrl, { connections: Math.max(2, (settings.connections ?? 16) - 8) });
  const hot = createPostgresPool(databaseUrl, { connections: 4, name: 'laufzettel-steps', byKeyOnly: true });
  const relaxed = createPostgresPool(databaseUrl, {
    connections: 4,
    name: 'laufzettel-jobs',
    byKeyOnly: true,
    relaxedCommit: true,
  });
  const queue = new BullJobQueue(backend, { onError: (error) => log.warn('queue', { error: String(error) }) });
  const changes = new PostgresChangeFeed(databaseUrl, log);
  await changes.open();
  const connectors = [
    createHttpConnector(settings.http),
    ...(settings.javascript === true ? [createJavascriptConnector()] : []),
    ...(settings.connectors ?? []),
  ];
  const ids = createUuidSource();
  const clock = settings.clock ?? { now: () => Date.now() };
  const values = new LargeValues();
  const { runtime, parts } = createRuntime(
    {
      instances: new PostgresInstanceStore(hot, values),
      definitions: new PostgresDefinitionStore(pool),
      events: new PostgresEventStore(pool),
      jobs: new PostgresJobStore(relaxed, hot, values),
      ownJobs: new PostgresOwnJobStore(pool),
      tasks: new PostgresTaskStore(pool),
      operations: new PostgresOperationStore(pool),
      batches: new PostgresBatchStore(pool),
      queries: createPostgresQueries(pool, values),
      queue,
      changes,
      clock,
      ids,
      log,
      decisions: createDmnEvaluator(),
      decisionRecords: new PostgresDecisionRecordStore(pool),
      fileChecks: [scenarioFileCheck, ...(settings.fileChecks ?? [])],
    },
    { ...settings, connectorTopics: new Set(connectors.map(({ topic }) => topic)) },
  );
  let background: BackgroundWork | undefined;
  let upkeep: NodeJS.Timeout | undefined;
  const maintain = () =>
    maintainHistory(pool, {
      now: clock.now(),
      retentionMonths: settings.retentionMonths,
      batchesKeptDays: settings.batchesKeptDays,
      decisionsKeptDays: settings.decisionsKeptDays,
      operationsKeptDays: settings.operationsKeptDays,
    }).catch((error: unknown) => log.error('history could not be maintained', { error: String(error) }));
  return {
    runtime,
    connectors,
    async startBackground(options) {
      await maintain();
      upkeep = setInterval(() => void maintain(), UPKEEP_MS);
      upkeep.unref();
      const lockMs = options?.lockMs ?? JOB_LOCK_MS;
      const consumer = new BullQueueConsumer(backend, {
        concurrency: settings.concurrency ?? 50,
        lockMs,
        onError: (error) => log.warn('queue worker', { error: String(error) }),
      });
      background = new BackgroundWork(parts, consumer, connectors, {
        workerId: `worker-${ids.next()}`,
        ...(settings.dispatchLeaseMs === undefined ? {} : { dispatchLeaseMs: settings.dispatchLeaseMs }),
        ...options,
        lockMs,
      });
      await background.start();
      return background;
    },
    async ping() {
      await pool.query('SELECT 1');
      await queue.ready();
    },
    async close(graceMs = 10_000) {
      clearInterval(upkeep);
      await background?.stop(graceMs);
      await changes.close();
      await queue.close();
      await Promise.all([pool.end(), hot.end(), relaxed.end()]);
    },
  };
}
