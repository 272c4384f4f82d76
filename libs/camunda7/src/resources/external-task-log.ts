import type { JobLogFilter, JobLogView, Runtime } from '#runtime';
import { notFound } from '../http/camunda-error.ts';
import { type Filter, given } from '../http/filter.ts';
import { listRoutes, storedListing } from '../http/list-routes.ts';
import { json, text } from '../http/reply.ts';
import { type Call, id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';
import { exactly, kindOfLog, logId, ofLogId, outcomesOf } from './job-log-id.ts';

const SORTS = {
  timestamp: 'at',
  taskId: 'jobId',
  topicName: 'topic',
  workerId: 'workerId',
  retries: 'retries',
  priority: 'priority',
  activityId: 'nodeId',
  activityInstanceId: 'elementInstanceId',
  executionId: 'elementInstanceId',
  processInstanceId: 'instanceId',
  processDefinitionId: 'definitionId',
  processDefinitionKey: 'definitionKey',
  tenantId: 'kind',
} as const;

/** `/history/external-task-log`: that work for outside came to be, how each try went, that it was taken away. */
export function externalTaskLogRoutes(runtime: Runtime): readonly Route[] {
  const one = async (call: Call): Promise<JobLogView> => {
    const wanted = ofLogId(id(call));
    const found = wanted && (await runtime.jobs.log({ ...wanted, performer: 'external', limit: 1 })).items[0];
    if (found === undefined) throw notFound(`Historic external task log with id ${id(call)} does not exist`);
    return found;
  };
  return [
    ...listRoutes(
      '/history/external-task-log',
      'instance:read',
      storedListing({ criteria, sorts: SORTS, read: (request) => runtime.jobs.log(request), dto: logDto }),
    ),
    {
      method: 'GET',
      path: '/history/external-task-log/{id}',
      permission: 'instance:read',
      handle: async (call) => json(logDto(await one(call))),
    },
    {
      method: 'GET',
      path: '/history/external-task-log/{id}/error-details',
      permission: 'instance:read',
      handle: async (call) => text((await one(call)).details),
    },
  ];
}

/** Undefined when nothing can match. */
function criteria(filter: Filter): JobLogFilter | undefined {
  const only = filter.text('logId');
  const named = only === undefined ? {} : ofLogId(only);
  const outcomes = outcomesOf(filter).filter((outcome) => named?.outcomes?.includes(outcome) ?? true);
  const jobId = filter.text('externalTaskId');
  const instanceId = filter.text('processInstanceId');
  if (filter.tenants() || named === undefined) return undefined;
  if (jobId !== undefined && named.jobId !== undefined && jobId !== named.jobId) return undefined;
  if (instanceId !== undefined && named.instanceId !== undefined && instanceId !== named.instanceId) return undefined;
  const elements = filter.list('activityInstanceIdIn');
  const executions = filter.list('executionIdIn');
  return {
    ...named,
    performer: 'external',
    outcomes,
    ...given({
      jobId: jobId ?? named.jobId,
      instanceId: instanceId ?? named.instanceId,
      topic: filter.text('topicName'),
      workerId: filter.text('workerId'),
      messageLike: exactly(filter.text('errorMessage')),
      nodeIds: filter.list('activityIdIn'),
      elementInstanceIds:
        elements === undefined || executions === undefined
          ? (elements ?? executions)
          : elements.filter((element) => executions.includes(element)),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKey'),
      priorityTo: filter.integer('priorityLowerThanOrEquals'),
      priorityFrom: filter.integer('priorityHigherThanOrEquals'),
    }),
  };
}

function logDto(row: JobLogView): Record<string, unknown> {
  return {
    id: logId(row),
    timestamp: toCamundaDate(row.at),
    removalTime: null,
    externalTaskId: row.jobId,
    topicName: row.topic,
    workerId: row.workerId,
    priority: row.priority,
    retries: row.retries,
    errorMessage: row.outcome === 'failed' ? row.message : null,
    activityId: row.nodeId,
    activityInstanceId: row.elementInstanceId,
    executionId: row.elementInstanceId,
    processInstanceId: row.instanceId,
    processDefinitionId: row.definitionId,
    processDefinitionKey: row.definitionKey,
    tenantId: null,
    ...kindOfLog(row),
    rootProcessInstanceId: row.rootId,
  };
}
