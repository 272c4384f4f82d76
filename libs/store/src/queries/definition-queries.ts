import type pg from 'pg';
import type {
  DefinitionFigures,
  DefinitionFilter,
  DefinitionStatistics,
  DefinitionView,
  DeploymentView,
  Page,
  Queries,
} from '#runtime';
import { readFigures } from './figure-queries.ts';
import { contains, ListQuery, orderBy } from './list-query.ts';
import { PICTURE_JOIN } from './picture.ts';

const SELECT = `t.id, t.kind, t.key, t.name, t.version, t.version_tag AS "versionTag", t.deployment_id AS "deploymentId",
  t.resource, t.deployed_at AS "deployedAt", t.suspended, t.documentation, t.starter_groups AS "starterGroups",
  t.startable, t.history_time_to_live AS "historyTimeToLive", t.version = t.newest AS latest, t.category,
  q.id AS "requirementsId", q.key AS "requirementsKey", picture.name AS diagram`;
/** Few rows, which change rarely: the newest version per key is worked out on the way. */
const FROM = `(SELECT d.*, max(version) OVER (PARTITION BY kind, key) AS newest FROM definition d) t
  LEFT JOIN decision_requirements q
    ON t.kind = 'decision' AND q.deployment_id = t.deployment_id AND q.resource = t.resource
  ${PICTURE_JOIN}`;
const DEPLOYMENT = `t.id, t.name, t.source, t.deployed_at AS "deployedAt", t.deployed_by AS "deployedBy",
  ARRAY(SELECT r.name FROM deployment_resource r WHERE r.deployment_id = t.id ORDER BY r.name) AS resources`;

export class PostgresDefinitionQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  list(filter: DefinitionFilter = {}): Promise<Page<DefinitionView>> {
    const query = new ListQuery()
      .where('t.kind = $', filter.kind)
      .where('t.id = ANY($::text[])', filter.ids)
      .where('t.key = $', filter.key)
      .where('t.key = ANY($::text[])', filter.keys)
      .where('t.name ILIKE $ OR t.key ILIKE $', contains(filter.text))
      .where('t.version = $', filter.version)
      .where('t.version_tag = $', filter.versionTag)
      .whereFixed('t.version = t.newest', filter.latestOnly ?? false)
      .where('t.deployment_id = $', filter.deploymentId)
      .where('t.suspended = $', filter.suspended)
      .where(
        `t.startable AND NOT t.suspended AND (t.starter_groups = '{}' OR t.starter_groups && $::text[])`,
        filter.startableBy,
      );
    const order = orderBy(
      filter.sort,
      { key: 't.key', name: 't.name', version: 't.version', deployedAt: 't.deployed_at' },
      't.name, t.key, t.version DESC',
      't.id',
    );
    return query.page(this.#pool, { select: SELECT, from: FROM, orderBy: order }, filter);
  }

  async statistics(definitionIds: readonly string[]): Promise<readonly DefinitionStatistics[]> {
    const [instances, items, incidents] = await Promise.all([
      this.#pool.query<{ id: string; running: number }>(
        'SELECT definition_id AS id, count(*) AS running FROM instance WHERE definition_id = ANY($1::text[]) GROUP BY 1',
        [definitionIds],
      ),
      this.#pool.query<{ id: string; nodeId: string; running: number }>(
        `SELECT definition_id AS id, node_id AS "nodeId", count(*) AS running FROM item
         WHERE definition_id = ANY($1::text[]) AND node_id IS NOT NULL AND ended_at IS NULL AND NOT multi_instance_body
         GROUP BY 1, 2 ORDER BY 2`,
        [definitionIds],
      ),
      this.#pool.query<{ id: string; nodeId: string; incidents: number }>(
        `SELECT definition_id AS id, node_id AS "nodeId", count(*) AS incidents FROM incident
         WHERE definition_id = ANY($1::text[]) GROUP BY 1, 2`,
        [definitionIds],
      ),
    ]);
    return definitionIds.map((definitionId) => {
      const trouble = incidents.rows.filter(({ id }) => id === definitionId);
      const busy = items.rows.filter(({ id }) => id === definitionId);
      const nodes = new Set([...busy, ...trouble].map(({ nodeId }) => nodeId));
      return {
        definitionId,
        running: instances.rows.find(({ id }) => id === definitionId)?.running ?? 0,
        incidents: trouble.reduce((sum, row) => sum + row.incidents, 0),
        elements: [...nodes].map((nodeId) => ({
          nodeId,
          running: busy.find((row) => row.nodeId === nodeId)?.running ?? 0,
          incidents: trouble.find((row) => row.nodeId === nodeId)?.incidents ?? 0,
        })),
      };
    });
  }

  figures(definitionId: string, since: string): Promise<DefinitionFigures> {
    return readFigures(this.#pool, definitionId, since);
  }

  deployments(filter: Parameters<Queries['deployments']['list']>[0] = {}): Promise<Page<DeploymentView>> {
    return new ListQuery()
      .where('t.name = $', filter.name)
      .where('t.source = $', filter.source)
      .page(this.#pool, { select: DEPLOYMENT, from: 'deployment t', orderBy: 't.deployed_at DESC, t.id' }, filter);
  }

  async findDeployment(id: string): Promise<DeploymentView | undefined> {
    const result = await this.#pool.query<DeploymentView>(`SELECT ${DEPLOYMENT} FROM deployment t WHERE t.id = $1`, [
      id,
    ]);
    return result.rows[0];
  }
}
