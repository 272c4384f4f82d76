import type pg from 'pg';
import type {
  JobPlace,
  JobPlaceState,
  OperationRow,
  OwnJobMatch,
  OwnJobStore,
  OwnJobView,
  PlannedHold,
} from '#runtime';
import { recordset } from './sql/columns.ts';
import { inTransaction } from './sql/in-transaction.ts';
import { logged, recordOperations } from './sql/operation-entries.ts';
import { canceledJobs, endedTimers } from './sql/write-parts.ts';

const PLACE = { definitionId: 'text', nodeId: 'text', place: 'text' };

/** Tables of what the engine does by itself: which rows, and where in a definition each arises. */
const TABLES = [
  { table: 'job', rows: `t.performer <> 'external'`, place: 't.kind', hasInstance: true },
  { table: 'timer', rows: 'TRUE', place: `'timer'`, hasInstance: true },
  {
    table: 'start_subscription',
    rows: `t.kind = 'timer' AND t.due_at IS NOT NULL`,
    place: `'timer'`,
    hasInstance: false,
  },
] as const;

type Changed = Pick<OwnJobView, 'id' | 'rootId' | 'place'>;

/** {@link OwnJobStore} on PostgreSQL. */
export class PostgresOwnJobStore implements OwnJobStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async change(
    match: OwnJobMatch,
    change: Parameters<OwnJobStore['change']>[1],
    log: readonly OperationRow[] = [],
  ): Promise<readonly Changed[]> {
    return inTransaction(this.#pool, async (client) => {
      const changed = await changeRows(client, match, change);
      if (changed.length > 0) await recordOperations(client, log);
      return changed;
    });
  }

  async remove(jobId: string, log: readonly OperationRow[]): Promise<boolean> {
    const removals = [
      `WITH gone AS (DELETE FROM job WHERE id = $1 AND performer <> 'external' AND state <> 'locked' RETURNING *)
       ${canceledJobs('gone', 'now()')}`,
      `WITH gone AS (DELETE FROM timer WHERE id = $1 RETURNING *) ${endedTimers('gone', 'now()', "'canceled'")}`,
      `UPDATE start_subscription SET due_at = NULL WHERE id = $1 AND kind = 'timer' AND due_at IS NOT NULL`,
    ];
    for (const text of removals) if (await logged(this.#pool, log, { text, values: [jobId] })) return true;
    return false;
  }

  async places(definitionIds: readonly string[]): Promise<readonly JobPlaceState[]> {
    const result = await this.#pool.query<JobPlaceState>(
      `SELECT definition_id AS "definitionId", node_id AS "nodeId", place, held, priority FROM job_place
       WHERE definition_id = ANY($1::text[])`,
      [definitionIds],
    );
    return result.rows;
  }

  async setPlaces(
    places: readonly JobPlace[],
    change: Parameters<OwnJobStore['setPlaces']>[1],
    { includeJobs, log }: Parameters<OwnJobStore['setPlaces']>[2],
  ): Promise<readonly Changed[]> {
    const [column, value] = 'held' in change ? ['held', change.held] : ['priority', change.priority];
    const wanted = 'held' in change ? change : change.priority === null ? {} : { priority: change.priority };
    const changed = await inTransaction(this.#pool, async (client) => {
      await client.query(
        `INSERT INTO job_place (definition_id, node_id, place, ${column})
         SELECT r."definitionId", r."nodeId", r."place", $2 FROM ${recordset(1, PLACE)}
         ON CONFLICT (definition_id, node_id, place) DO UPDATE SET ${column} = EXCLUDED.${column}`,
        [JSON.stringify(places), value],
      );
      await recordOperations(client, log);
      return includeJobs ? changeRows(client, { places }, wanted) : [];
    });
    if (!includeJobs) return changed;
    // A step that ran beside this transaction has read the place as it was: what it bore follows, once both are committed.
    const late = await inTransaction(this.#pool, (client) => changeRows(client, { places }, wanted, 'different'));
    return [...changed, ...late];
  }

  async plan({ id, ...body }: PlannedHold, dueAt: string, log: readonly OperationRow[]): Promise<void> {
    const text = 'INSERT INTO planned_hold (id, due_at, body) VALUES ($1, $2, $3)';
    await logged(this.#pool, log, { text, values: [id, dueAt, JSON.stringify(body)] });
  }

  async due(now: string): Promise<readonly PlannedHold[]> {
    const result = await this.#pool.query<{ id: string; body: Omit<PlannedHold, 'id'> }>({
      name: 'due_holds',
      text: 'SELECT id, body FROM planned_hold WHERE due_at <= $1 ORDER BY due_at, id LIMIT 1000',
      values: [now],
    });
    return result.rows.map(({ id, body }) => ({ id, ...body }));
  }

  async forget(id: string): Promise<void> {
    await this.#pool.query('DELETE FROM planned_hold WHERE id = $1', [id]);
  }
}

type Target = (typeof TABLES)[number];

/** `different`: only rows that are not yet as wanted. */
async function changeRows(
  client: Pick<pg.ClientBase, 'query'>,
  match: OwnJobMatch,
  change: Parameters<OwnJobStore['change']>[1],
  which: 'all' | 'different' = 'all',
): Promise<readonly Changed[]> {
  const changed: Changed[] = [];
  for (const target of TABLES) {
    const values: unknown[] = [];
    const assignments = assignmentsOf(target, change, values);
    const conditions = conditionsOf(target, match, values);
    if (assignments.length === 0 || conditions === undefined) continue;
    if (which === 'different') {
      const { held = null, priority = null } = change;
      if (held !== null) conditions.push(`t.held <> $${values.push(held)}`);
      if (priority !== null) conditions.push(`t.priority <> $${values.push(priority)}`);
    }
    const result = await client.query<Changed>(
      `UPDATE ${target.table} t SET ${assignments.join(', ')} WHERE ${conditions.join(' AND ')}
       RETURNING t.id, ${target.hasInstance ? 't.root_id' : 'NULL'} AS "rootId", ${target.place} AS place`,
      values,
    );
    changed.push(...result.rows);
  }
  return changed;
}

function assignmentsOf(
  { table }: Target,
  { held, priority, retries, dueAt }: Parameters<OwnJobStore['change']>[1],
  values: unknown[],
): string[] {
  const assignments: string[] = [];
  if (held !== undefined) assignments.push(`held = $${values.push(held)}`);
  // A timer of a start event has neither priority nor retries; its date is moved elsewhere.
  if (table === 'start_subscription') return assignments;
  if (priority !== undefined) assignments.push(`priority = $${values.push(priority)}`);
  if (retries !== undefined) assignments.push(`retries = $${values.push(retries)}`);
  if (dueAt !== undefined && table === 'job') {
    const at = `$${values.push(dueAt)}::timestamptz`;
    assignments.push(`wake_at = ${at}, state = CASE WHEN ${at} <= now() THEN 'ready' ELSE 'waiting' END`);
  }
  return assignments;
}

/** Undefined when no row of this table can be meant. */
function conditionsOf(target: Target, match: OwnJobMatch, values: unknown[]): string[] | undefined {
  const { id, places, instanceId, definitionIds, retriesLeft } = match;
  const conditions: string[] = [target.rows];
  if (id !== undefined) conditions.push(`t.id = $${values.push(id)}`);
  if (instanceId !== undefined) {
    if (!target.hasInstance) return undefined;
    conditions.push(`t.instance_id = $${values.push(instanceId)}`);
  }
  if (definitionIds !== undefined) conditions.push(`t.definition_id = ANY($${values.push(definitionIds)}::text[])`);
  if (places !== undefined) {
    const parameter = values.push(JSON.stringify(places));
    conditions.push(`(t.definition_id, t.node_id, ${target.place}) IN (
      SELECT r."definitionId", r."nodeId", r."place" FROM ${recordset(parameter, PLACE)})`);
  }
  if (retriesLeft !== undefined && target.table !== 'start_subscription') {
    conditions.push(retriesLeft ? 't.retries > 0' : 't.retries <= 0');
  }
  return conditions;
}
