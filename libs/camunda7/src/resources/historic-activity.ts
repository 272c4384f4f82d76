import type { ActivityFilter, ActivityView, Runtime } from '#runtime';
import { notFound } from '../http/camunda-error.ts';
import { type Filter, given } from '../http/filter.ts';
import { listRoutes, storedListing } from '../http/list-routes.ts';
import { json } from '../http/reply.ts';
import { id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';

const BODY = '#multiInstanceBody';

const SORTS = {
  activityInstanceId: 'id',
  instanceId: 'instanceId',
  executionId: 'id',
  activityId: 'nodeId',
  activityName: 'nodeName',
  activityType: 'nodeType',
  startTime: 'startedAt',
  endTime: 'endedAt',
  duration: 'duration',
  definitionId: 'definitionId',
  occurrence: 'startedAt',
  tenantId: 'id',
} as const;

/** `/history/activity-instance`: what was entered and left. */
export function historicActivityRoutes(runtime: Runtime): readonly Route[] {
  return [
    ...listRoutes(
      '/history/activity-instance',
      'instance:read',
      storedListing({
        criteria,
        sorts: SORTS,
        read: (request) => runtime.instances.activities(request),
        dto: activityDto,
      }),
    ),
    {
      method: 'GET',
      path: '/history/activity-instance/{id}',
      permission: 'instance:read',
      handle: async (call) => {
        const { items } = await runtime.instances.activities({ ids: [id(call)], limit: 1 });
        const [view] = items;
        if (view === undefined) throw notFound(`Historic activity instance with id '${id(call)}' does not exist`);
        return json(activityDto(view));
      },
    },
  ];
}

/** Undefined when nothing can match. */
function criteria(filter: Filter): ActivityFilter | undefined {
  const finished = filter.flag('finished') === true;
  const unfinished = filter.flag('unfinished') === true;
  const ids = [filter.text('activityInstanceId'), filter.text('executionId')].filter((one) => one !== undefined);
  const nodeId = filter.text('activityId');
  const ofBody = nodeId?.endsWith(BODY) === true;
  // An end event that completes its scope is not told apart from others.
  const completesScope = filter.flag('completeScope') === true;
  if (filter.tenants() || completesScope || (finished && unfinished) || new Set(ids).size > 1) return undefined;
  return given({
    ids: ids.length === 0 ? undefined : ids,
    instanceId: filter.text('processInstanceId'),
    definitionId: filter.text('processDefinitionId'),
    nodeId: ofBody ? nodeId.slice(0, -BODY.length) : nodeId,
    nodeName: filter.text('activityName'),
    nodeType: filter.text('activityType') ?? (ofBody ? 'multiInstanceBody' : undefined),
    assignee: filter.text('taskAssignee'),
    canceled: filter.onlyTrue('canceled'),
    finished: finished ? true : unfinished ? false : undefined,
    startedAfter: filter.date('startedAfter'),
    startedBefore: filter.date('startedBefore'),
    endedAfter: filter.date('finishedAfter'),
    endedBefore: filter.date('finishedBefore'),
  });
}

function activityDto(view: ActivityView): Record<string, unknown> {
  return {
    id: view.id,
    parentActivityInstanceId: view.parentId,
    // Camunda 7 tells the body of a multi-instance by this suffix, so that it is not counted as one of its instances.
    activityId: view.nodeType === 'multiInstanceBody' ? `${view.nodeId}${BODY}` : view.nodeId,
    activityName: view.nodeName,
    activityType: view.nodeType,
    processDefinitionKey: view.definitionKey,
    processDefinitionId: view.definitionId,
    processInstanceId: view.instanceId,
    executionId: view.id,
    taskId: view.taskId,
    calledProcessInstanceId: view.calledInstanceId,
    calledCaseInstanceId: null,
    assignee: view.assignee,
    startTime: toCamundaDate(view.startedAt),
    endTime: toCamundaDate(view.endedAt),
    durationInMillis: view.endedAt === null ? null : Date.parse(view.endedAt) - Date.parse(view.startedAt),
    canceled: view.canceled,
    completeScope: false,
    tenantId: null,
    removalTime: null,
    rootProcessInstanceId: view.rootId,
  };
}
