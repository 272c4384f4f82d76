import type pg from 'pg';
import type { DecisionHistoryFilter, DecisionHistoryView, Page, RequirementsFilter, RequirementsView } from '#runtime';
import { ListQuery } from './list-query.ts';
import { PICTURE_JOIN } from './picture.ts';

/** What cases have decided. The process comes from the case, which runs or has ended; it is null once that is gone. */
export class PostgresDecisionQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  requirements(filter: RequirementsFilter = {}): Promise<Page<RequirementsView>> {
    return new ListQuery()
      .where('t.id = ANY($::text[])', filter.ids)
      .where('t.key = $', filter.key)
      .where('t.deployment_id = $', filter.deploymentId)
      .whereFixed('t.version = t.newest', filter.latestOnly ?? false)
      .page(
        this.#pool,
        {
          select: `t.id, t.key, t.name, t.version, t.category, t.deployment_id AS "deploymentId", t.resource,
            t.deployed_at AS "deployedAt", t.version = t.newest AS latest, picture.name AS diagram`,
          from: `(SELECT d.*, max(version) OVER (PARTITION BY key) AS newest FROM decision_requirements d) t ${PICTURE_JOIN}`,
          orderBy: 't.name, t.key, t.version DESC, t.id',
        },
        filter,
      );
  }

  history(filter: DecisionHistoryFilter = {}): Promise<Page<DecisionHistoryView>> {
    return new ListQuery()
      .where('t.id = $', filter.id)
      .where('t.id = ANY($::text[])', filter.ids)
      .where('t.node_id = ANY($::text[])', filter.nodeIds)
      .where('t.element_instance_id = ANY($::text[])', filter.elementInstanceIds)
      .where('t.decision_definition_id = ANY($::text[])', filter.decisionDefinitionIds)
      .where('d.key = ANY($::text[])', filter.decisionKeys)
      .where('d.name = $', filter.decisionName)
      .where('d.name LIKE $', filter.decisionNameLike)
      .where('q.id = $', filter.requirementsId)
      .where('q.key = $', filter.requirementsKey)
      .where('t.instance_id = $', filter.instanceId)
      .where('t.root_id = $', filter.rootId)
      .where('t.node_id = $', filter.nodeId)
      .where('t.decision_definition_id = $', filter.decisionDefinitionId)
      .where('d.key = $', filter.decisionKey)
      .where('p.id = $', filter.definitionId)
      .where('p.key = $', filter.definitionKey)
      .where('t.at >= $', filter.from)
      .where('t.at <= $', filter.until)
      .page(
        this.#pool,
        {
          select: `t.id, t.root_id AS "rootId", t.instance_id AS "instanceId", t.element_instance_id AS "elementInstanceId",
            t.node_id AS "nodeId", t.decision_definition_id AS "decisionDefinitionId", d.key AS "decisionKey",
            d.name AS "decisionName", q.id AS "requirementsId", q.key AS "requirementsKey", p.id AS "definitionId", p.key AS "definitionKey", t.evaluations, t.at`,
          from: `history_decision t JOIN definition d ON d.id = t.decision_definition_id
            LEFT JOIN decision_requirements q ON q.deployment_id = d.deployment_id AND q.resource = d.resource
            LEFT JOIN LATERAL (
              SELECT definition_id FROM instance i WHERE i.id = t.instance_id
              UNION ALL SELECT definition_id FROM history_instance h WHERE h.id = t.instance_id LIMIT 1
            ) c ON TRUE
            LEFT JOIN definition p ON p.id = c.definition_id`,
          orderBy: filter.ascending === true ? 't.at, t.id' : 't.at DESC, t.id DESC',
        },
        filter,
      );
  }
}
