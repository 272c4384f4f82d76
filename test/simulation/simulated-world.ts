import type pg from 'pg';
import { createUuidSource } from '#execution';
import {
  BackgroundWork,
  type ChangePublisher,
  createDmnEvaluator,
  createRuntime,
  type Runtime,
  type RuntimePorts,
} from '#runtime';
import {
  createPostgresPool,
  createPostgresQueries,
  PostgresBatchStore,
  PostgresDecisionRecordStore,
  PostgresDefinitionStore,
  PostgresEventStore,
  PostgresInstanceStore,
  PostgresJobStore,
  PostgresOperationStore,
  PostgresOwnJobStore,
  PostgresTaskStore,
} from '#store';
import { type CrashPoint, Mortal } from './crashing-ports.ts';
import { seededRandom, UnreliableQueue } from './unreliable-queue.ts';

const LOCK_MS = 60_000;

/** One life of the program: fresh memory, the same database and queue. */
export interface Life {
  readonly runtime: Runtime;
  readonly background: BackgroundWork;
  readonly mortal: Mortal;
}

/** Database, queue, clock and the outside world, which outlive the program. */
export class SimulatedWorld {
  readonly queue: UnreliableQueue;
  readonly random: () => number;
  /** What the connector has been asked to do, by idempotency key: the outside world recognises a repetition. */
  readonly effects = new Map<string, number>();
  readonly troubles: string[] = [];
  now = Date.parse('2026-03-02T08:00:00.000Z');
  readonly #pool: pg.Pool;
  readonly #ids = createUuidSource(() => this.now);

  constructor(databaseUrl: string, seed: number) {
    this.#pool = createPostgresPool(databaseUrl, { connections: 6 });
    this.random = seededRandom(seed);
    this.queue = new UnreliableQueue(() => this.now, this.random);
  }

  async begin(point: CrashPoint | undefined): Promise<Life> {
    const mortal = new Mortal(point);
    const pool = this.#pool;
    const tell = (message: string, fields: object) => {
      if (!mortal.dead) this.troubles.push(`${message} ${JSON.stringify(fields)}`);
    };
    const ports: RuntimePorts = {
      instances: mortal.port(new PostgresInstanceStore(pool)),
      definitions: new PostgresDefinitionStore(pool),
      events: mortal.port(new PostgresEventStore(pool)),
      jobs: mortal.port(new PostgresJobStore(pool)),
      ownJobs: mortal.port(new PostgresOwnJobStore(pool)),
      tasks: new PostgresTaskStore(pool),
      operations: new PostgresOperationStore(pool),
      batches: new PostgresBatchStore(pool),
      queries: createPostgresQueries(pool),
      queue: mortal.port(this.queue),
      changes: silentChanges,
      clock: { now: () => this.now },
      ids: this.#ids,
      log: { warn: tell, error: tell },
      decisions: createDmnEvaluator(),
      decisionRecords: new PostgresDecisionRecordStore(pool),
    };
    const connector = {
      topic: 'effect',
      execute: ({ idempotencyKey }: { readonly idempotencyKey: string }) => {
        this.effects.set(idempotencyKey, (this.effects.get(idempotencyKey) ?? 0) + 1);
        // One try in five fails, as the world does.
        return Promise.resolve(
          this.random() < 0.2
            ? ({ kind: 'failed', message: 'busy', retryAfterMs: 1000 } as const)
            : ({ kind: 'done', variables: { last: idempotencyKey } } as const),
        );
      },
    };
    const { runtime, parts } = createRuntime(ports, { connectorTopics: new Set(['effect']), messageTtlMs: 86_400_000 });
    const background = new BackgroundWork(parts, this.queue, [connector], { workerId: 'simulated', lockMs: LOCK_MS });
    await background.answer();
    return { runtime, background, mortal };
  }

  /** After a crash somebody restarts the program; until then locks run out. */
  rest(): void {
    this.now += LOCK_MS + Math.floor(this.random() * 600_000);
  }

  async query<R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<readonly R[]> {
    return (await this.#pool.query<R>(sql, values)).rows;
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

const silentChanges: ChangePublisher = {
  publish: () => undefined,
  ringOutbox: () => undefined,
  onOutbox: () => () => undefined,
  subscribe: () => () => undefined,
};
