import type pg from 'pg';
import type { ProcessModel } from '#engine';
import {
  Batcher,
  type DefinitionReference,
  type DefinitionRow,
  type DefinitionStore,
  type DeploymentFile,
  type DeploymentResult,
  type NewDefinition,
  type NewDeployment,
  type OperationRow,
  type NewRequirements,
  type PlannedSuspension,
  type StartSubscriptionRow,
} from '#runtime';
import { columnList, DEFINITION, fieldList, recordset, selection, START_SUBSCRIPTION } from './sql/columns.ts';
import { inTransaction } from './sql/in-transaction.ts';
import { logged, recordOperations } from './sql/operation-entries.ts';

type Kind = DefinitionRow['kind'];
type Graph = DeploymentResult['requirements'][number];

/** One deployment at a time, so that versions are given in order and equal files make one version. */
const DEPLOYMENT_LOCK = 0x4c5a01;
const SELECTION = `SELECT ${selection(DEFINITION, 't')} FROM definition t`;
const START_SELECTION = `SELECT ${selection(START_SUBSCRIPTION, 't')} FROM start_subscription t`;

/** {@link DefinitionStore} on PostgreSQL. */
export class PostgresDefinitionStore implements DefinitionStore {
  readonly #pool: pg.Pool;
  readonly #newest: Readonly<Record<Kind, Batcher<string, DefinitionRow | undefined>>>;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    const newest = (kind: Kind) =>
      new Batcher<string, DefinitionRow | undefined>(
        async (keys) => {
          const rows = await latestOf(pool, kind, [...new Set(keys)]);
          return keys.map((key) => rows.find((row) => row.key === key));
        },
        { maximum: 500, parallel: 2 },
      );
    this.#newest = { process: newest('process'), decision: newest('decision') };
  }

  latest(kind: Kind, keys: readonly string[]): Promise<readonly DefinitionRow[]> {
    return latestOf(this.#pool, kind, keys);
  }

  async byIds(ids: readonly string[]): Promise<readonly DefinitionRow[]> {
    return this.#rows('definition_by_ids', `${SELECTION} WHERE id = ANY($1::text[])`, [ids]);
  }

  async find(kind: Kind, reference: DefinitionReference): Promise<DefinitionRow | undefined> {
    // "The newest of this key" is asked at every start: those that come together are asked for together.
    if ('key' in reference && reference.version === undefined && reference.versionTag === undefined) {
      return this.#newest[kind].submit(reference.key);
    }
    if ('id' in reference) {
      const [row] = await this.#rows('definition_by_id', `${SELECTION} WHERE id = $1 AND kind = $2`, [
        reference.id,
        kind,
      ]);
      return row;
    }
    const [row] = await this.#rows(
      'definition_by_key',
      `${SELECTION} WHERE kind = $1 AND key = $2 AND ($3::integer IS NULL OR version = $3)
         AND ($4::text IS NULL OR version_tag = $4) ORDER BY version DESC LIMIT 1`,
      [kind, reference.key, reference.version ?? null, reference.versionTag ?? null],
    );
    return row;
  }

  async inDeploymentOf(kind: Kind, key: string, definitionId: string): Promise<DefinitionRow | undefined> {
    const [row] = await this.#rows(
      'definition_in_deployment',
      `${SELECTION} WHERE kind = $1 AND key = $2
         AND deployment_id = (SELECT deployment_id FROM definition WHERE id = $3) ORDER BY version DESC LIMIT 1`,
      [kind, key, definitionId],
    );
    return row;
  }

  async model(definitionId: string): Promise<ProcessModel | undefined> {
    const result = await this.#pool.query<{ model: ProcessModel | null }>({
      name: 'definition_model',
      text: 'SELECT model FROM definition WHERE id = $1',
      values: [definitionId],
    });
    return result.rows[0]?.model ?? undefined;
  }

  async resource(deploymentId: string, name: string): Promise<Uint8Array | undefined> {
    const result = await this.#pool.query<{ content: Buffer }>(
      'SELECT content FROM deployment_resource WHERE deployment_id = $1 AND name = $2',
      [deploymentId, name],
    );
    return result.rows[0]?.content;
  }

  async resources(deploymentId: string, endings: readonly string[]): Promise<readonly DeploymentFile[]> {
    const result = await this.#pool.query<{ name: string; content: Buffer }>(
      `SELECT name, content FROM deployment_resource t
       WHERE deployment_id = $1 AND EXISTS (SELECT FROM unnest($2::text[]) ending
         WHERE right(lower(t.name), length(ending)) = ending)
       ORDER BY name`,
      [deploymentId, endings],
    );
    return result.rows;
  }

  async deploy(
    keys: readonly { readonly kind: Kind; readonly key: string }[],
    plan: (latest: readonly DefinitionRow[]) => NewDeployment | null,
  ): ReturnType<DefinitionStore['deploy']> {
    return inTransaction(this.#pool, async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [DEPLOYMENT_LOCK]);
      const latest = [
        ...(await latestOf(client, 'process', keysOf('process'))),
        ...(await latestOf(client, 'decision', keysOf('decision'))),
      ];
      const deployment = plan(latest);
      if (deployment === null) return { definitions: [], requirements: [] };
      await client.query(
        'INSERT INTO deployment (id, name, source, deployed_at, deployed_by) VALUES ($1, $2, $3, $4, $5)',
        [deployment.id, deployment.name, deployment.source, deployment.deployedAt, deployment.deployedBy],
      );
      for (const { name, content, contentHash } of deployment.resources) {
        await client.query(
          'INSERT INTO deployment_resource (deployment_id, name, content, content_hash) VALUES ($1, $2, $3, $4)',
          [deployment.id, name, Buffer.from(content), contentHash],
        );
      }
      for (const definition of deployment.definitions) await insertDefinition(client, definition);
      await recordOperations(client, deployment.log);
      const processKeys = deployment.definitions.filter(({ row }) => row.kind === 'process').map(({ row }) => row.key);
      await replaceStartSubscriptions(
        client,
        processKeys,
        deployment.definitions.flatMap(({ startSubscriptions }) => startSubscriptions),
      );
      const requirements: Graph[] = [];
      for (const graph of deployment.requirements)
        requirements.push(await insertRequirements(client, deployment, graph));
      for (const plan of deployment.activations) await insertSuspension(client, plan);
      return { definitions: deployment.definitions.map(({ row }) => row), requirements };
    });

    function keysOf(kind: Kind): readonly string[] {
      return keys.filter((one) => one.kind === kind).map(({ key }) => key);
    }
  }

  async deleteDeployment(
    deploymentId: string,
    renew: (latest: DefinitionRow, model: ProcessModel) => readonly StartSubscriptionRow[],
    log: readonly OperationRow[],
  ): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [DEPLOYMENT_LOCK]);
      const removed = await client.query<{ kind: Kind; key: string }>(
        'DELETE FROM definition WHERE deployment_id = $1 RETURNING kind, key',
        [deploymentId],
      );
      await renewStartSubscriptions(client, removed.rows, renew);
      const deleted = await client.query('DELETE FROM deployment WHERE id = $1', [deploymentId]);
      if (deleted.rowCount !== 1) return false;
      await recordOperations(client, log);
      return true;
    });
  }

  async deleteDefinitions(
    definitionIds: readonly string[],
    renew: (latest: DefinitionRow, model: ProcessModel) => readonly StartSubscriptionRow[],
    log: readonly OperationRow[],
  ): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await recordOperations(client, log);
      await client.query('SELECT pg_advisory_xact_lock($1)', [DEPLOYMENT_LOCK]);
      const removed = await client.query<{ kind: Kind; key: string }>(
        `DELETE FROM definition WHERE kind = 'process' AND id = ANY($1::text[]) RETURNING kind, key`,
        [definitionIds],
      );
      await renewStartSubscriptions(client, removed.rows, renew);
    });
  }

  async planSuspension(plan: PlannedSuspension, log: readonly OperationRow[]): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await insertSuspension(client, plan);
      await recordOperations(client, log);
    });
  }

  async dueSuspensions(now: string, limit: number): Promise<readonly PlannedSuspension[]> {
    const result = await this.#pool.query<PlannedSuspension>({
      name: 'due_suspensions',
      text: `SELECT id, definition_id AS "definitionId", suspended, include_instances AS "includeInstances", due_at AS "dueAt"
        FROM planned_suspension WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2`,
      values: [now, limit],
    });
    return result.rows;
  }

  async removeSuspension(id: string): Promise<void> {
    await this.#pool.query('DELETE FROM planned_suspension WHERE id = $1', [id]);
  }

  async countRunning(definitionIds: readonly string[]): Promise<number> {
    const result = await this.#pool.query<{ count: number }>(
      'SELECT count(*) AS count FROM instance WHERE definition_id = ANY($1::text[])',
      [definitionIds],
    );
    return result.rows[0]?.count ?? 0;
  }

  definitionsOf(deploymentId: string): Promise<readonly DefinitionRow[]> {
    return this.#rows('definitions_of', `${SELECTION} WHERE deployment_id = $1 ORDER BY kind, key`, [deploymentId]);
  }

  async setSuspended(
    definitionId: string,
    suspended: boolean,
    log: readonly OperationRow[],
    plan?: PlannedSuspension,
  ): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await updateSuspended(client, definitionId, suspended);
      if (plan !== undefined) {
        await client.query('DELETE FROM planned_suspension WHERE definition_id = $1 AND due_at <= $2', [
          definitionId,
          plan.dueAt,
        ]);
        await insertSuspension(client, plan);
      }
      await recordOperations(client, log);
    });
  }

  takeUpSuspension({ id, definitionId, suspended }: PlannedSuspension): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      // The definition first, as in setSuspended: the two never wait for each other in a circle.
      await client.query('SELECT 1 FROM definition WHERE id = $1 FOR NO KEY UPDATE', [definitionId]);
      const plans = await client.query('SELECT 1 FROM planned_suspension WHERE id = $1', [id]);
      if (plans.rowCount !== 1) return false;
      await updateSuspended(client, definitionId, suspended);
      return true;
    });
  }

  async setHistoryTimeToLive(definitionId: string, period: string | null, log: readonly OperationRow[]): Promise<void> {
    const text = 'UPDATE definition SET history_time_to_live = $2 WHERE id = $1';
    await logged(this.#pool, log, { text, values: [definitionId, period] });
  }

  async startSubscriptions(
    kind: 'message' | 'signal' | 'conditional',
    name?: string,
  ): Promise<readonly StartSubscriptionRow[]> {
    const result = await this.#pool.query<StartSubscriptionRow>({
      name: 'start_subscriptions',
      text: `${START_SELECTION} WHERE kind = $1 AND ($2::text IS NULL OR name = $2) AND NOT suspended
        ORDER BY definition_key, node_id`,
      values: [kind, name ?? null],
    });
    return result.rows;
  }

  async dueStartTimers(now: string, limit: number): Promise<readonly StartSubscriptionRow[]> {
    const result = await this.#pool.query<StartSubscriptionRow>({
      name: 'due_start_timers',
      text: `${START_SELECTION} WHERE due_at <= $1 AND NOT suspended AND NOT held ORDER BY due_at LIMIT $2`,
      values: [now, limit],
    });
    return result.rows;
  }

  async startTimer(id: string): Promise<StartSubscriptionRow | undefined> {
    const result = await this.#pool.query<StartSubscriptionRow>({
      name: 'start_timer',
      text: `${START_SELECTION} WHERE id = $1 AND due_at IS NOT NULL`,
      values: [id],
    });
    return result.rows[0];
  }

  rescheduleStartTimer(id: string, dueAt: string, log: readonly OperationRow[]): Promise<boolean> {
    const text = 'UPDATE start_subscription SET due_at = $2 WHERE id = $1 AND due_at IS NOT NULL';
    return logged(this.#pool, log, { text, values: [id, dueAt] });
  }

  async #rows(name: string, text: string, values: unknown[]): Promise<readonly DefinitionRow[]> {
    return (await this.#pool.query<DefinitionRow>({ name, text, values })).rows;
  }
}

async function latestOf(
  client: Pick<pg.ClientBase, 'query'>,
  kind: Kind,
  keys: readonly string[],
): Promise<readonly DefinitionRow[]> {
  if (keys.length === 0) return [];
  const result = await client.query<DefinitionRow>({
    name: 'definition_latest',
    text: `SELECT DISTINCT ON (t.key) ${selection(DEFINITION, 't')} FROM definition t
      WHERE t.kind = $1 AND t.key = ANY($2::text[]) ORDER BY t.key, t.version DESC`,
    values: [kind, keys],
  });
  return result.rows;
}

async function insertDefinition(client: pg.PoolClient, { row, model }: NewDefinition): Promise<void> {
  await client.query(
    `INSERT INTO definition (${columnList(DEFINITION)}, model)
     SELECT ${fieldList(DEFINITION)}, $2::jsonb FROM ${recordset(1, DEFINITION)}`,
    [JSON.stringify([row]), model === null ? null : JSON.stringify(model)],
  );
}

async function insertRequirements(
  client: pg.PoolClient,
  { id: deploymentId, deployedAt }: NewDeployment,
  { uniqueId, key, name, category, resource }: NewRequirements,
): Promise<Graph> {
  const { rows } = await client.query<{ id: string; version: number }>(
    `INSERT INTO decision_requirements (id, key, version, name, category, deployment_id, resource, deployed_at)
     SELECT $1 || ':' || next || ':' || $2, $1, next, $3, $4, $5, $6, $7
     FROM (SELECT coalesce(max(version), 0) + 1 AS next FROM decision_requirements WHERE key = $1) v
     RETURNING id, version`,
    [key, uniqueId, name, category, deploymentId, resource, deployedAt],
  );
  const [given] = rows;
  if (given === undefined) throw new Error(`Expected a row for the graph ${key}, but none was written.`);
  return { ...given, key, name, category, deploymentId, resource, deployedAt, latest: true };
}

async function updateSuspended(
  client: Pick<pg.ClientBase, 'query'>,
  definitionId: string,
  suspended: boolean,
): Promise<void> {
  await client.query('UPDATE definition SET suspended = $2 WHERE id = $1', [definitionId, suspended]);
  await client.query('UPDATE start_subscription SET suspended = $2 WHERE definition_id = $1', [
    definitionId,
    suspended,
  ]);
}

async function insertSuspension(
  client: Pick<pg.ClientBase, 'query'>,
  { id, definitionId, suspended, includeInstances, dueAt }: PlannedSuspension,
): Promise<void> {
  await client.query(
    `INSERT INTO planned_suspension (id, definition_id, suspended, include_instances, due_at) VALUES ($1, $2, $3, $4, $5)`,
    [id, definitionId, suspended, includeInstances, dueAt],
  );
}

/** After definitions are gone: the newest version that is left of each key waits for what starts it. */
async function renewStartSubscriptions(
  client: pg.PoolClient,
  removed: readonly { readonly kind: Kind; readonly key: string }[],
  renew: (latest: DefinitionRow, model: ProcessModel) => readonly StartSubscriptionRow[],
): Promise<void> {
  const keys = removed.filter(({ kind }) => kind === 'process').map(({ key }) => key);
  const subscriptions: StartSubscriptionRow[] = [];
  for (const row of await latestOf(client, 'process', keys)) {
    const stored = await client.query<{ model: ProcessModel }>('SELECT model FROM definition WHERE id = $1', [row.id]);
    const model = stored.rows[0]?.model;
    if (model === undefined) continue;
    subscriptions.push(...renew(row, model).map((one) => ({ ...one, suspended: row.suspended })));
  }
  await replaceStartSubscriptions(client, keys, subscriptions);
}

async function replaceStartSubscriptions(
  client: pg.PoolClient,
  keys: readonly string[],
  rows: readonly StartSubscriptionRow[],
): Promise<void> {
  await client.query('DELETE FROM start_subscription WHERE definition_key = ANY($1::text[])', [keys]);
  // What the start events of an older version have collected was meant for that version.
  await client.query(
    `DELETE FROM start_collection WHERE definition_id IN (
       SELECT id FROM definition WHERE kind = 'process' AND key = ANY($1::text[]))`,
    [keys],
  );
  await client.query(
    `INSERT INTO start_subscription (${columnList(START_SUBSCRIPTION)})
     SELECT ${fieldList(START_SUBSCRIPTION)} FROM ${recordset(1, START_SUBSCRIPTION)}`,
    [JSON.stringify(rows)],
  );
}
