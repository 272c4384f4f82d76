import type pg from 'pg';
import type {
  BatchItemReference,
  Changes,
  IncidentRow,
  InstanceStore,
  InstanceTransaction,
  ItemRow,
  JobRow,
  LocatedKind,
  Location,
  LockedRoot,
  Reservation,
  StartSubscriptionRow,
} from '#runtime';
import { LargeValues } from './large-values.ts';
import { INCIDENT, ITEM, JOB, recordset, selection, START_SUBSCRIPTION } from './sql/columns.ts';
import { EXCLUDED_USERS } from './sql/excluded-users.ts';
import { writeStatements } from './sql/write-statement.ts';

export const ITEM_SELECTION = selection(ITEM, 't');
const LOCATED: readonly { readonly kind: LocatedKind; readonly sql: string }[] = [
  { kind: 'instance', sql: 'SELECT id, root_id, id AS instance_id, NULL::text AS element_instance_id FROM instance' },
  { kind: 'item', sql: 'SELECT id, root_id, instance_id, id AS element_instance_id FROM item' },
  ...(['task', 'job', 'timer', 'subscription', 'incident'] as const).map((kind) => ({
    kind,
    sql: `SELECT id, root_id, instance_id, element_instance_id FROM ${kind}`,
  })),
];
const LOCATE_SQL = LOCATED.map(
  ({ kind, sql }, index) =>
    `SELECT '${kind}:' || x.id AS key, x.root_id AS "rootId", x.instance_id AS "instanceId",
       x.element_instance_id AS "elementInstanceId" FROM (${sql}) x WHERE x.id = ANY($${index + 1}::text[])`,
).join(' UNION ALL ');

/** Keeps these locks apart from those of others. */
const BUSINESS_KEY_LOCKS = 0x4c5a03;

/** {@link InstanceStore} on PostgreSQL: hand-written, prepared, pipelined statements (see createPostgresPool). */
export class PostgresInstanceStore implements InstanceStore {
  readonly #pool: pg.Pool;
  readonly #values: LargeValues;

  constructor(pool: pg.Pool, values: LargeValues = new LargeValues()) {
    this.#pool = pool;
    this.#values = values;
  }

  async locate(
    references: readonly { readonly kind: LocatedKind; readonly id: string }[],
  ): Promise<ReadonlyMap<string, Location>> {
    const ids = LOCATED.map(({ kind }) => references.filter((one) => one.kind === kind).map(({ id }) => id));
    const result = await this.#pool.query<Location & { key: string }>({
      name: 'locate',
      text: LOCATE_SQL,
      values: ids,
    });
    return new Map(result.rows.map(({ key, ...location }) => [key, location]));
  }

  async transaction<T>(work: (transaction: InstanceTransaction) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      const transaction = new PostgresInstanceTransaction(client, this.#values);
      try {
        const result = await work(transaction);
        if (!transaction.written) await client.query('ROLLBACK');
        return result;
      } catch (error) {
        // After a failed write the transaction is already over; a further ROLLBACK does no harm.
        await client.query('ROLLBACK').catch((lost: unknown) => (broken = asError(lost)));
        throw error;
      }
    } finally {
      client.release(broken);
    }
  }
}

class PostgresInstanceTransaction implements InstanceTransaction {
  written = false;
  readonly #client: pg.PoolClient;
  readonly #values: LargeValues;
  readonly #begun: Promise<unknown>;

  constructor(client: pg.PoolClient, values: LargeValues) {
    this.#client = client;
    this.#values = values;
    // Not awaited: the first statement is sent behind it in the same packet.
    this.#begun = client.query('BEGIN');
    this.#begun.catch(() => undefined);
  }

  async #rows<R extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<readonly R[]> {
    const [, result] = await Promise.all([this.#begun, this.#client.query<R>({ name, text, values })]);
    return result.rows;
  }

  async reserve(reservations: readonly Reservation[]): Promise<readonly { key: string; heldBy: string }[]> {
    const columns = { kind: 'text', key: 'text', instanceId: 'text', expiresAt: 'timestamptz' };
    const values = [JSON.stringify(reservations)];
    const [, held] = await Promise.all([
      this.#rows(
        'reserve',
        `INSERT INTO reserved_key (kind, key, instance_id, expires_at)
         SELECT r."kind", r."key", r."instanceId", r."expiresAt" FROM ${recordset(1, columns)} ORDER BY 1, 2
         ON CONFLICT (kind, key) DO NOTHING`,
        values,
      ),
      this.#rows<{ key: string; heldBy: string }>(
        'reserved',
        `SELECT t.kind || ':' || t.key AS key, t.instance_id AS "heldBy"
         FROM reserved_key t JOIN ${recordset(1, columns)} ON t.kind = r."kind" AND t.key = r."key"`,
        values,
      ),
    ]);
    return held;
  }

  lock(rootIds: readonly string[]): Promise<readonly LockedRoot[]> {
    return this.#rows<LockedRoot>(
      'lock',
      `SELECT id, definition_id AS "definitionId", business_key AS "businessKey", revision, item_count AS "itemCount"
       FROM instance WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
      [rootIds],
    );
  }

  async businessKeyHolders(
    definitionKey: string,
    businessKey: string,
  ): ReturnType<InstanceTransaction['businessKeyHolders']> {
    const key = [definitionKey, businessKey];
    const [, holders] = await Promise.all([
      // Whoever comes second waits here, and its next statement sees what the first one has committed.
      this.#rows(
        'lock_business_key',
        `SELECT pg_advisory_xact_lock(hashtextextended($2, hashtextextended($1, ${BUSINESS_KEY_LOCKS})))`,
        key,
      ),
      this.#rows<{ instanceId: string; rootId: string }>(
        'business_key_holders',
        `SELECT t.id AS "instanceId", t.root_id AS "rootId" FROM instance t JOIN definition d ON d.id = t.definition_id
         WHERE t.business_key = $2 AND d.kind = 'process' AND d.key = $1`,
        key,
      ),
    ]);
    return holders;
  }

  jobs(ids: readonly string[]): Promise<readonly JobRow[]> {
    return this.#rows<JobRow>(
      'lock_jobs',
      `SELECT ${selection(JOB, 't')} FROM job t WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
  }

  tasks(ids: readonly string[]): ReturnType<InstanceTransaction['tasks']> {
    return this.#rows(
      'lock_tasks',
      `SELECT t.id, t.instance_id AS "instanceId", t.node_id AS "nodeId", t.assignee, t.candidate_users AS "candidateUsers",
         t.candidate_groups AS "candidateGroups", t.different_from AS "differentFrom", ${EXCLUDED_USERS}
       FROM task t WHERE t.id = ANY($1::text[]) ORDER BY t.id FOR UPDATE OF t`,
      [ids],
    );
  }

  async outbox(ids: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#rows<{ id: string }>(
      'lock_outbox',
      'SELECT id FROM outbox WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  startTimers(ids: readonly string[]): Promise<readonly StartSubscriptionRow[]> {
    return this.#rows<StartSubscriptionRow>(
      'lock_start_timers',
      `SELECT ${selection(START_SUBSCRIPTION, 't')} FROM start_subscription t
       WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
  }

  async plannedSuspensions(ids: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#rows<{ id: string }>(
      'share_planned_suspensions',
      'SELECT id FROM planned_suspension WHERE id = ANY($1::text[]) ORDER BY id FOR SHARE',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  batchItems(items: readonly BatchItemReference[]): Promise<readonly BatchItemReference[]> {
    return this.#rows<BatchItemReference & pg.QueryResultRow>(
      'lock_batch_items',
      `SELECT i.batch_id AS "batchId", i.position FROM batch_item i
         JOIN ${recordset(1, { batchId: 'text', position: 'integer' })}
           ON i.batch_id = r."batchId" AND i.position = r."position"
       WHERE i.state = 'waiting' ORDER BY 1, 2 FOR UPDATE OF i`,
      [JSON.stringify(items)],
    );
  }

  incidents(ids: readonly string[]): Promise<readonly IncidentRow[]> {
    return this.#rows<IncidentRow>(
      'lock_incidents',
      `SELECT ${selection(INCIDENT, 't')} FROM incident t WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
  }

  async items(rootIds: readonly string[]): ReturnType<InstanceTransaction['items']> {
    const [rows, partial] = await Promise.all([
      this.#items(
        'items',
        `SELECT ${ITEM_SELECTION} FROM item t WHERE root_id = ANY($1::text[]) AND ended_at IS NULL`,
        rootIds,
      ),
      this.#rows<{ rootId: string }>(
        'items_over',
        `SELECT DISTINCT root_id AS "rootId" FROM item WHERE root_id = ANY($1::text[]) AND ended_at IS NOT NULL`,
        [rootIds],
      ),
    ]);
    return { rows, partial: new Set(partial.map(({ rootId }) => rootId)) };
  }

  paths(itemIds: readonly string[]): Promise<readonly ItemRow[]> {
    return this.#items('paths', PATHS_SQL, itemIds);
  }

  async #items(name: string, text: string, ...values: unknown[]): Promise<readonly ItemRow[]> {
    const rows = await this.#rows<ItemRow>(name, text, values);
    const complete = await this.#values.complete(rows, (...query) => this.#rows(...query));
    if (complete === undefined) throw new Error('Expected a locked tree to have all its values, but one is gone.');
    return complete;
  }

  async item(id: string): Promise<ItemRow | undefined> {
    // The engine also asks by the id of a task, job, timer, subscription or incident: the item that holds it is meant.
    const rows = await this.#items(
      'item',
      `SELECT ${ITEM_SELECTION} FROM item t WHERE id IN (
         SELECT $1 UNION ALL SELECT element_instance_id FROM task WHERE id = $1
         UNION ALL SELECT element_instance_id FROM job WHERE id = $1
         UNION ALL SELECT element_instance_id FROM timer WHERE id = $1
         UNION ALL SELECT element_instance_id FROM subscription WHERE id = $1
         UNION ALL SELECT element_instance_id FROM incident WHERE id = $1)`,
      id,
    );
    return rows[0];
  }

  children(rootId: string, parentId: string): Promise<readonly ItemRow[]> {
    return this.#items(
      'children',
      `SELECT ${ITEM_SELECTION} FROM item t WHERE root_id = $1 AND parent_id = $2`,
      rootId,
      parentId,
    );
  }

  async write(changes: Changes): Promise<void> {
    this.written = true;
    const statements = writeStatements(changes).map(({ name, text, values }) =>
      this.#client.query({ name, text, values: [...values] }),
    );
    // Sent behind each other without waiting. If a write fails, PostgreSQL turns the COMMIT into a ROLLBACK.
    const results = await Promise.allSettled([this.#begun, ...statements, this.#client.query('COMMIT')]);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw asError(failed.reason);
    this.#values.add(changes.valueInserts);
  }
}

/** From these items outwards; ids first, so that the recursion does not carry the data. */
export const PATHS_SQL = `
  WITH RECURSIVE path(id, parent_id) AS (
    SELECT id, parent_id FROM item WHERE id = ANY($1::text[])
    UNION SELECT i.id, i.parent_id FROM item i JOIN path p ON i.id = p.parent_id
  ) SELECT ${ITEM_SELECTION} FROM path p JOIN item t ON t.id = p.id`;

function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}
