import type pg from 'pg';
import type { OperationFilter, OperationView, Page, Queries } from '#runtime';
import { OPERATION, selection } from '../sql/columns.ts';
import { ListQuery, orderBy } from './list-query.ts';

const FROM = 'history_operation t';

/** Who did what. */
export class PostgresOperationQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  list(filter: Parameters<Queries['operations']['list']>[0] = {}): Promise<Page<OperationView>> {
    const order = orderBy(filter.sort, { at: 't.at' }, 't.at', 't.id');
    return filtered(filter).page(this.#pool, { select: selection(OPERATION, 't'), from: FROM, orderBy: order }, filter);
  }

  count(filter: Parameters<Queries['operations']['count']>[0] = {}): Promise<number> {
    return filtered(filter).count(this.#pool, FROM);
  }
}

function filtered(filter: OperationFilter): ListQuery {
  return new ListQuery()
    .where('t.operation_id = $', filter.operationId)
    .where('t.user_id = $', filter.userId)
    .where('t.type = $', filter.type)
    .where('t.type = ANY($::text[])', filter.types)
    .where('t.entity = ANY($::text[])', filter.entities)
    .where('t.category = ANY($::text[])', filter.categories)
    .where('t.property = $', filter.property)
    .where('t.root_id = $', filter.rootId)
    .where('t.instance_id = $', filter.instanceId)
    .where('t.execution_id = $', filter.executionId)
    .where('t.definition_id = $', filter.definitionId)
    .where('t.definition_key = $', filter.definitionKey)
    .where('t.deployment_id = $', filter.deploymentId)
    .where('t.task_id = $', filter.taskId)
    .where('t.job_id = $', filter.jobId)
    .where('t.external_task_id = $', filter.externalTaskId)
    .where('t.job_definition_id = $', filter.jobDefinitionId)
    .where('t.batch_id = $', filter.batchId)
    .whereFixed('t.batch_id IS NULL OR t.instance_id IS NULL', filter.withoutBatchTargets ?? false)
    .where('t.at >= $', filter.from)
    .where('t.at <= $', filter.until);
}
