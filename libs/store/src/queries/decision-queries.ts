import type pg from 'pg';
import type {
  DecisionHistoryFilter,
  DecisionHistoryView,
  DecisionRecordFilter,
  DecisionRecordView,
  Page,
  RequirementsFilter,
  RequirementsView,
} from '#runtime';
import { ListQuery } from './list-query.ts';
import { PICTURE_JOIN } from './picture.ts';

/** What cases have decided, and what was evaluated by hand. The process comes from the case, which runs or has ended; it is null once that is gone. */
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
      .whereFixed('t.instance_id IS NOT NULL')
      .where('t.instance_id = $', filter.instanceId)
      .page(
        this.#pool,
        {
          select: `t.id, t.root_id AS "rootId", t.instance_id AS "instanceId", t.element_instance_id AS "elementInstanceId",
            t.node_id AS "nodeId", t.decision_definition_id AS "decisionDefinitionId", d.key AS "decisionKey",
            d.name AS "decisionName", q.id AS "requirementsId", q.key AS "requirementsKey", p.id AS "definitionId", p.key AS "definitionKey", t.evaluations, t.at`,
          from: `history_decision t JOIN definition d ON d.id = t.decision_definition_id ${OF_GRAPH} ${OF_PROCESS}`,
          orderBy: 't.at DESC, t.id DESC',
        },
        filter,
      );
  }

  records(filter: DecisionRecordFilter = {}): Promise<Page<DecisionRecordView>> {
    // The id of an evaluation is in the ids of all its decisions, and found by an index.
    const evaluationIds = filter.ids?.map((id) => evaluationOf(id));
    return new ListQuery()
      .where('t.id = $', filter.id === undefined ? undefined : evaluationOf(filter.id))
      .where(`${RECORD_ID} = $`, filter.id)
      .where('t.id = ANY($::text[])', evaluationIds)
      .where(`${RECORD_ID} = ANY($::text[])`, filter.ids)
      .where('t.id = $', filter.rootDecisionId)
      .whereFixed('e.own', filter.rootsOnly ?? false)
      .where('t.user_id = $', filter.userId)
      .where('t.node_id = ANY($::text[])', filter.nodeIds)
      .where('t.element_instance_id = ANY($::text[])', filter.elementInstanceIds)
      .where('d.id = $', filter.decisionDefinitionId)
      .where('d.id = ANY($::text[])', filter.decisionDefinitionIds)
      .where('d.key = $', filter.decisionKey)
      .where('d.key = ANY($::text[])', filter.decisionKeys)
      .where('d.name = $', filter.decisionName)
      .where('d.name LIKE $', filter.decisionNameLike)
      .where('q.id = $', filter.requirementsId)
      .where('q.key = $', filter.requirementsKey)
      .where('t.instance_id = $', filter.instanceId)
      .where('t.node_id = $', filter.nodeId)
      .where('p.id = $', filter.definitionId)
      .where('p.key = $', filter.definitionKey)
      .where('t.at >= $', filter.from)
      .where('t.at <= $', filter.until)
      .page(
        this.#pool,
        {
          select: `${RECORD_ID} AS id, CASE WHEN NOT e.own THEN t.id END AS "rootDecisionId",
            t.root_id AS "rootId", t.instance_id AS "instanceId", t.element_instance_id AS "elementInstanceId",
            t.node_id AS "nodeId", t.user_id AS "userId", d.id AS "decisionDefinitionId", d.key AS "decisionKey",
            d.name AS "decisionName", q.id AS "requirementsId", q.key AS "requirementsKey", p.id AS "definitionId",
            p.key AS "definitionKey", e.evaluation, t.at,
            CASE WHEN t.instance_id IS NULL AND r.history_time_to_live LIKE 'P%'
              THEN t.at + r.history_time_to_live::interval END AS "removedAt"`,
          from: `history_decision t JOIN definition r ON r.id = t.decision_definition_id ${EACH} ${OF_GRAPH} ${OF_PROCESS}`,
          orderBy: `t.at ${filter.ascending === true ? 'ASC' : 'DESC'}, t.id ${filter.ascending === true ? 'ASC' : 'DESC'},
            e.own DESC, e.place`,
        },
        filter,
      );
  }
}

const OF_GRAPH = 'LEFT JOIN decision_requirements q ON q.deployment_id = d.deployment_id AND q.resource = d.resource';

const OF_PROCESS = `LEFT JOIN LATERAL (
    SELECT definition_id FROM instance i WHERE i.id = t.instance_id
    UNION ALL SELECT definition_id FROM history_instance h WHERE h.id = t.instance_id LIMIT 1
  ) c ON TRUE
  LEFT JOIN definition p ON p.id = c.definition_id`;

/**
 * Each decision `e` of an evaluation `t` of the decision `r`, with its definition `d`. Decisions are listed in the order they
 * were finished, so that what was asked for comes last; a decision service goes by the last decision it has.
 */
const EACH = `CROSS JOIN LATERAL (
    SELECT each.value AS evaluation, each.ordinality AS place,
      each.ordinality = coalesce(
        max(each.ordinality) FILTER (WHERE each.value->>'decisionId' = r.key) OVER (), max(each.ordinality) OVER ()) AS own
    FROM jsonb_array_elements(
      CASE WHEN jsonb_typeof(t.evaluations) = 'array' AND t.evaluations <> '[]' THEN t.evaluations ELSE '[{}]' END
    ) WITH ORDINALITY AS each
  ) e
  CROSS JOIN LATERAL (
    SELECT x.id, coalesce(x.key, e.evaluation->>'decisionId') AS key, coalesce(x.name, e.evaluation->>'decisionName') AS name,
      coalesce(x.deployment_id, r.deployment_id) AS deployment_id, coalesce(x.resource, r.resource) AS resource
    FROM (SELECT) one LEFT JOIN definition x
      ON CASE WHEN e.own THEN x.id = r.id
         ELSE x.kind = 'decision' AND x.deployment_id = r.deployment_id AND x.key = e.evaluation->>'decisionId' END
    ORDER BY x.resource = r.resource DESC LIMIT 1
  ) d`;

const RECORD_ID = `(CASE WHEN e.own THEN t.id ELSE t.id || ':' || e.place END)`;

/** The evaluation a decision of it belongs to: ids have no colon. */
function evaluationOf(id: string): string {
  return id.split(':')[0] ?? id;
}
