import type pg from 'pg';
import type { StartCollection } from '#engine';
import type {
  CollectingFence,
  CollectingPlan,
  EventStore,
  OperationRow,
  OutboxRow,
  StartSubscriptionRow,
  SubscriptionRow,
  SubscriptionView,
} from '#runtime';
import { columnList, fieldList, OUTBOX, recordset, selection, START_COLLECTION, SUBSCRIPTION } from './sql/columns.ts';
import { inTransaction } from './sql/in-transaction.ts';
import { recordOperations } from './sql/operation-entries.ts';

const INSERT_OUTBOX = `INSERT INTO outbox (${columnList(OUTBOX)}) SELECT ${fieldList(OUTBOX)} FROM ${recordset(1, OUTBOX)}`;

/** {@link EventStore} on PostgreSQL. */
export class PostgresEventStore implements EventStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async matches(message: Parameters<EventStore['matches']>[0], limit: number): Promise<readonly SubscriptionRow[]> {
    const result = await this.#pool.query<SubscriptionRow>({
      name: 'subscription_matches',
      // Every key the receiver asks for must be given and equal; a given key it does not ask for is compared with the
      // variable of its instance.
      text: `SELECT ${selection(SUBSCRIPTION, 't')} FROM subscription t JOIN instance i ON i.id = t.instance_id
        WHERE t.kind = 'message' AND t.name = $1
          AND ($2::text IS NULL OR i.business_key = $2) AND ($3::text IS NULL OR t.instance_id = $3)
          AND ($8::text IS NULL OR t.element_instance_id = $8) AND t.correlation <@ $4::jsonb
          AND (NOT $6::boolean OR t.conversation IS NULL OR t.conversation = $7)
          AND NOT EXISTS (
            SELECT 1 FROM jsonb_each($4::jsonb) AS given(key, value)
            WHERE NOT t.correlation ? given.key AND i.variables -> given.key IS DISTINCT FROM given.value)
        ORDER BY t.created_at, t.id LIMIT $5`,
      values: [
        message.messageName,
        message.businessKey ?? null,
        message.instanceId ?? null,
        JSON.stringify(message.correlationKeys ?? {}),
        limit,
        message.conversation !== undefined,
        message.conversation ?? null,
        message.elementInstanceId ?? null,
      ],
    });
    return result.rows;
  }

  async send(rows: readonly OutboxRow[], log: readonly OperationRow[]): Promise<void> {
    const insert = { name: 'outbox_send', text: INSERT_OUTBOX, values: [JSON.stringify(rows)] };
    if (log.length === 0) {
      await this.#pool.query(insert);
      return;
    }
    await inTransaction(this.#pool, async (client) => {
      await client.query(insert);
      await recordOperations(client, log);
    });
  }

  async due(request: Parameters<EventStore['due']>[0]): Promise<readonly OutboxRow[]> {
    const { now, nextLookAt, limit } = request;
    const result = await this.#pool.query<OutboxRow>({
      name: 'outbox_due',
      text: `WITH due AS (
          SELECT id FROM outbox WHERE wake_at <= $1 ORDER BY wake_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
        ), t AS (
          UPDATE outbox o SET wake_at = $2, attempts = o.attempts + 1 FROM due d WHERE o.id = d.id RETURNING o.*
        ) SELECT ${selection(OUTBOX, 't')} FROM t ORDER BY t.created_at, t.id`,
      values: [now, nextLookAt, limit],
    });
    return result.rows;
  }

  async fanOut(signalId: string, makeId: () => string, now: string): Promise<readonly OutboxRow[]> {
    return inTransaction(this.#pool, async (client) => {
      const taken = await client.query<OutboxRow>({
        name: 'outbox_take',
        text: `DELETE FROM outbox t WHERE id = $1 RETURNING ${selection(OUTBOX, 't')}`,
        values: [signalId],
      });
      const signal = taken.rows[0];
      if (signal?.body.kind !== 'signal') return [];
      const { name, variables, declared, startedInLine = 0 } = signal.body;
      const sent = { variables, ...(declared === undefined ? {} : { declared }) };
      const envelope = { originRootId: signal.originRootId, createdAt: now, wakeAt: now, attempts: 0 };
      const waiting = await client.query<SubscriptionRow>({
        name: 'subscription_signal',
        text: `SELECT ${selection(SUBSCRIPTION, 't')} FROM subscription t
          WHERE kind = 'signal' AND name = $1 AND root_id IS DISTINCT FROM $2 ORDER BY created_at, id`,
        values: [name, signal.originRootId],
      });
      const starting = await client.query<
        Pick<StartSubscriptionRow, 'definitionId' | 'nodeId' | 'definition' | 'needed'>
      >({
        name: 'start_signal',
        text: `SELECT definition_id AS "definitionId", node_id AS "nodeId", definition, needed FROM start_subscription
          WHERE kind = 'signal' AND name = $1 AND NOT suspended ORDER BY definition_key, node_id`,
        values: [name],
      });
      const rows: readonly OutboxRow[] = [
        ...waiting.rows.map((subscription): OutboxRow => ({
          ...envelope,
          id: makeId(),
          body: {
            kind: 'deliverSignal',
            name,
            ...sent,
            subscriptionId: subscription.id,
            targetRootId: subscription.rootId,
            elementInstanceId: subscription.elementInstanceId,
          },
        })),
        ...starting.rows.map(({ definitionId, nodeId: startNodeId, definition, needed }): OutboxRow => {
          const place = { definitionId, startNodeId, businessKey: null, ...sent };
          const body: OutboxRow['body'] =
            needed > 1
              ? { kind: 'collect', ...place, definition, needed, correlation: {}, broadcast: true }
              : { kind: 'start', ...place, instanceId: makeId(), startedInLine: startedInLine + 1 };
          return { ...envelope, id: makeId(), body };
        }),
      ];
      if (rows.length > 0) await client.query({ text: INSERT_OUTBOX, values: [JSON.stringify(rows)] });
      return rows;
    });
  }

  async collect(
    place: Parameters<EventStore['collect']>[0],
    fence: CollectingFence | null,
    now: string,
    plan: (collections: readonly StartCollection[]) => CollectingPlan | null,
  ): Promise<void> {
    const { definitionId, nodeId, businessKey } = place;
    await inTransaction(this.#pool, async (client) => {
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        JSON.stringify(['start_collection', definitionId, nodeId]),
      ]);
      if (fence !== null && !(await isOpen(client, fence))) return;
      const listening = await client.query('SELECT FROM start_subscription WHERE definition_id = $1 AND node_id = $2', [
        definitionId,
        nodeId,
      ]);
      if (listening.rowCount === 0) {
        await useUp(client, fence);
        return;
      }
      const { rows: before } = await client.query<StartCollection>(
        `SELECT ${selection(START_COLLECTION, 't')} FROM start_collection t
         WHERE definition_id = $1 AND node_id = $2
           AND ($3::text IS NULL OR business_key IS NULL OR business_key = $3) ORDER BY created_at, id`,
        [definitionId, nodeId, businessKey],
      );
      const planned = plan(before);
      if (planned === null) return;
      await useUp(client, fence);
      const known = new Map(before.map((one) => [one.id, one]));
      const changed = planned.kept.filter((one) => known.get(one.id) !== one);
      const gone = before.filter((one) => !planned.kept.includes(one)).map(({ id }) => id);
      await client.query('DELETE FROM start_collection WHERE id = ANY($1::text[])', [gone]);
      await client.query(
        `INSERT INTO start_collection (${columnList(START_COLLECTION)}, definition_id, node_id, created_at)
         SELECT ${fieldList(START_COLLECTION)}, $2, $3, $4 FROM ${recordset(1, START_COLLECTION)}`,
        [JSON.stringify(changed), definitionId, nodeId, now],
      );
      if (planned.starts.length > 0) await client.query(INSERT_OUTBOX, [JSON.stringify(planned.starts)]);
    });
  }

  async replace(id: string, by: OutboxRow | null): Promise<boolean> {
    const result = await this.#pool.query<{ taken: number }>({
      name: 'outbox_replace',
      text: `WITH taken AS (DELETE FROM outbox WHERE id = $2 RETURNING id), inserted AS (
          INSERT INTO outbox (${columnList(OUTBOX)}) SELECT ${fieldList(OUTBOX)} FROM ${recordset(1, OUTBOX)}
          WHERE EXISTS (SELECT 1 FROM taken)
        ) SELECT count(*) AS taken FROM taken`,
      values: [JSON.stringify(by === null ? [] : [by]), id],
    });
    return result.rows[0]?.taken === 1;
  }

  async postpone(id: string, wakeAt: string, attempts: number): Promise<void> {
    await this.#pool.query({
      name: 'outbox_postpone',
      text: 'UPDATE outbox SET wake_at = $2, attempts = $3 WHERE id = $1',
      values: [id, wakeAt, attempts],
    });
  }

  async nextWake(): Promise<string | undefined> {
    const result = await this.#pool.query<{ at: string | null }>({
      name: 'outbox_next_wake',
      text: 'SELECT min(wake_at) AS at FROM outbox',
      values: [],
    });
    return result.rows[0]?.at ?? undefined;
  }

  async subscriptions(filter: Parameters<EventStore['subscriptions']>[0]): Promise<readonly SubscriptionView[]> {
    const result = await this.#pool.query<SubscriptionView>({
      name: 'subscription_list',
      text: `SELECT id, instance_id AS "instanceId", NULL AS "definitionId", node_id AS "nodeId",
          element_instance_id AS "elementInstanceId", kind, name, correlation, created_at AS "createdAt"
        FROM subscription WHERE ($1::text IS NULL OR instance_id = $1) AND ($2::text IS NULL OR kind = $2)
          AND ($3::text IS NULL OR name = $3)
        UNION ALL SELECT id, NULL, definition_id, node_id, NULL, kind, coalesce(name, ''), '{}'::jsonb, created_at
        FROM start_subscription WHERE $1::text IS NULL AND kind <> 'timer' AND ($2::text IS NULL OR kind = $2)
          AND ($3::text IS NULL OR name = $3)
        ORDER BY "createdAt", id LIMIT 1000`,
      values: [filter.instanceId ?? null, filter.kind ?? null, filter.name ?? null],
    });
    return result.rows;
  }
}

/** Is what is to be used up still there? Locks it until the end of the transaction. */
async function isOpen(client: pg.PoolClient, fence: CollectingFence): Promise<boolean> {
  const found =
    fence.kind === 'outbox'
      ? await client.query('SELECT FROM outbox WHERE id = $1 FOR UPDATE', [fence.outboxId])
      : await client.query(
          'SELECT FROM start_subscription WHERE id = $1 AND due_at = $2 AND NOT suspended FOR UPDATE',
          [fence.subscriptionId, fence.dueAt],
        );
  return found.rowCount === 1;
}

async function useUp(client: pg.PoolClient, fence: CollectingFence | null): Promise<void> {
  if (fence?.kind === 'outbox') await client.query('DELETE FROM outbox WHERE id = $1', [fence.outboxId]);
  if (fence?.kind === 'startTimer') {
    const { subscriptionId, next } = fence;
    await client.query('UPDATE start_subscription SET due_at = $2, repetitions = $3 WHERE id = $1', [
      subscriptionId,
      next.dueAt,
      next.repetitions,
    ]);
  }
}
