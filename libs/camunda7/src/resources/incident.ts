import type { IncidentFilter, IncidentView, Runtime } from '#runtime';
import { Filter, everyPage, given } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json, noContent } from '../http/reply.ts';
import { id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';
import { placeNamed } from './job-words.ts';

/** `/incident`: what stopped and waits for somebody. */
export function incidentRoutes(runtime: Runtime): readonly Route[] {
  const annotate = (
    annotation: (body: Readonly<Record<string, unknown>>) => string | null,
    method: 'PUT' | 'DELETE',
  ): Route => ({
    method,
    path: '/incident/{id}/annotation',
    permission: 'incident:retry',
    handle: async (call) => {
      await runtime.incidents.annotate(id(call), annotation(jsonBody(call)));
      return noContent();
    },
  });
  const listing: Listing = {
    async list(call) {
      const filter = Filter.of(call);
      const wanted = incidentFilter(filter);
      return (await everyPage(filter, (page) => runtime.incidents.list({ ...wanted, ...page }))).map(incidentDto);
    },
    count: (call) => runtime.incidents.count(incidentFilter(Filter.of(call))),
  };
  return [
    ...listRoutes('/incident', 'incident:read', listing, ['GET']),
    {
      method: 'GET',
      path: '/incident/{id}',
      permission: 'incident:read',
      handle: async (call) => json(incidentDto(await runtime.incidents.get(id(call)))),
    },
    {
      method: 'DELETE',
      path: '/incident/{id}',
      permission: 'incident:retry',
      handle: async (call) => {
        await runtime.incidents.retry(id(call));
        return noContent();
      },
    },
    annotate((body) => (typeof body['annotation'] === 'string' ? body['annotation'] : null), 'PUT'),
    annotate(() => null, 'DELETE'),
  ];
}

/** Our kinds in Camunda 7's words, which tell apart whose job has failed. */
export function incidentTypeOf({ kind, performer }: Pick<IncidentView, 'kind' | 'performer'>): string {
  if (kind !== 'job') return kind;
  return performer === 'external' ? 'failedExternalTask' : 'failedJob';
}

/** The criteria an `incidentType` means; none where it is not given. */
export function incidentTypeCriteria(type: string | undefined): Pick<IncidentFilter, 'kind' | 'external'> {
  if (type === undefined) return {};
  if (type === 'failedJob' || type === 'failedExternalTask')
    return { kind: 'job', external: type === 'failedExternalTask' };
  return { kind: type };
}

const SORTS = {
  incidentId: 'id',
  incidentMessage: 'message',
  incidentTimestamp: 'raisedAt',
  incidentType: 'kind',
  executionId: 'elementInstanceId',
  activityId: 'nodeId',
  processInstanceId: 'instanceId',
  processDefinitionId: 'definitionId',
  causeIncidentId: 'id',
  rootCauseIncidentId: 'id',
  configuration: 'about',
  tenantId: 'id',
} as const;

/** Criteria of `/incident`. An incident here has no other one as its cause. */
function incidentFilter(filter: Filter): IncidentFilter {
  const texts = (...names: readonly string[]) =>
    names.map((name) => filter.text(name)).filter((one) => one !== undefined);
  const ids = texts('incidentId', 'causeIncidentId', 'rootCauseIncidentId');
  const nodes = texts('activityId', 'failedActivityId');
  const impossible = [ids, nodes].some((given) => new Set(given).size > 1);
  // Incidents stand where something failed; which of several jobs there has failed, `configuration` tells.
  const places = filter
    .list('jobDefinitionIdIn')
    ?.map(placeNamed)
    .filter((place) => place !== undefined);
  const wanted: IncidentFilter = {
    open: true,
    ...incidentTypeCriteria(filter.text('incidentType')),
    ...given({
      ids: filter.tenants() || impossible || places?.length === 0 ? [] : ids.length === 0 ? undefined : ids,
      instanceId: filter.text('processInstanceId'),
      elementInstanceId: filter.text('executionId'),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKey'),
      definitionKeys: filter.list('processDefinitionKeyIn'),
      nodeId: nodes[0],
      at: places,
      message: filter.text('incidentMessage'),
      messageLike: filter.text('incidentMessageLike'),
      raisedAfter: filter.date('incidentTimestampAfter'),
      raisedBefore: filter.date('incidentTimestampBefore'),
      about: filter.text('configuration'),
    }),
    sort: filter.sorting(SORTS),
  };
  filter.close();
  return wanted;
}

/** An open incident, as `/incident` tells it. */
export function incidentDto(view: IncidentView): Record<string, unknown> {
  return {
    id: view.id,
    processDefinitionId: view.definitionId,
    processInstanceId: view.instanceId,
    executionId: view.elementInstanceId,
    incidentTimestamp: toCamundaDate(view.raisedAt),
    incidentType: incidentTypeOf(view),
    activityId: view.nodeId,
    failedActivityId: view.nodeId,
    causeIncidentId: view.id,
    rootCauseIncidentId: view.id,
    configuration: view.jobId ?? view.configuration,
    tenantId: null,
    incidentMessage: view.message,
    jobDefinitionId: null,
    annotation: view.annotation,
  };
}
