import type { IncidentFilter, IncidentView, Runtime } from '#runtime';
import { type Filter, given } from '../http/filter.ts';
import { listRoutes, storedListing } from '../http/list-routes.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';
import { incidentDto, incidentTypeCriteria } from './incident.ts';

const SORTS = {
  incidentId: 'id',
  incidentMessage: 'message',
  createTime: 'raisedAt',
  endTime: 'endedAt',
  incidentType: 'kind',
  executionId: 'elementInstanceId',
  activityId: 'nodeId',
  processInstanceId: 'instanceId',
  processDefinitionId: 'definitionId',
  processDefinitionKey: 'definitionKey',
  causeIncidentId: 'id',
  rootCauseIncidentId: 'id',
  configuration: 'about',
  historyConfiguration: 'jobId',
  tenantId: 'id',
  incidentState: 'endedAt',
} as const;

/** `/history/incident`: what stopped, and whether it was mended or taken away. */
export function historicIncidentRoutes(runtime: Runtime): readonly Route[] {
  return listRoutes(
    '/history/incident',
    'instance:read',
    storedListing({
      criteria,
      sorts: SORTS,
      read: (request) => runtime.incidents.list(request),
      dto: historicIncidentDto,
    }),
  );
}

/** Undefined when nothing can match. */
function criteria(filter: Filter): IncidentFilter | undefined {
  // An incident here has no other one as its cause.
  const ids = ['incidentId', 'causeIncidentId', 'rootCauseIncidentId']
    .map((name) => filter.text(name))
    .filter((one) => one !== undefined);
  const states = (['open', 'resolved', 'deleted'] as const).filter((name) => filter.flag(name) === true);
  const [state] = states;
  const nodes = [filter.text('activityId'), filter.text('failedActivityId')].filter((one) => one !== undefined);
  const jobs = [filter.text('configuration'), filter.text('historyConfiguration')].filter((one) => one !== undefined);
  const places = filter.list('jobDefinitionIdIn');
  const type = filter.text('incidentType');
  const impossible = [ids, states, nodes, jobs].some((given) => new Set(given).size > 1);
  if (filter.tenants() || impossible || places?.length === 0) return undefined;
  return {
    open: state === 'open' ? true : state === undefined ? 'any' : false,
    ...incidentTypeCriteria(type),
    ...given({
      ids: ids.length === 0 ? undefined : ids,
      message: filter.text('incidentMessage'),
      messageLike: filter.text('incidentMessageLike'),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKey'),
      definitionKeys: filter.list('processDefinitionKeyIn'),
      instanceId: filter.text('processInstanceId'),
      elementInstanceId: filter.text('executionId'),
      nodeId: nodes[0],
      about: jobs[0],
      raisedAfter: filter.date('createTimeAfter'),
      raisedBefore: filter.date('createTimeBefore'),
      endedAfter: filter.date('endTimeAfter'),
      endedBefore: filter.date('endTimeBefore'),
      withdrawn: state === 'deleted' ? true : state === 'resolved' ? false : undefined,
    }),
  };
}

function historicIncidentDto(view: IncidentView): Record<string, unknown> {
  const told = incidentDto(view);
  delete told['incidentTimestamp'];
  return {
    ...told,
    processDefinitionKey: view.definitionKey,
    createTime: toCamundaDate(view.raisedAt),
    endTime: toCamundaDate(view.endedAt),
    removalTime: null,
    rootProcessInstanceId: view.rootId,
    historyConfiguration: view.jobId,
    open: view.endedAt === null,
    resolved: view.endedAt !== null && !view.withdrawn,
    deleted: view.withdrawn,
  };
}
