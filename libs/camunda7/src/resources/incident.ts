import type { IncidentFilter, IncidentView, Runtime } from '#runtime';
import { Filter, everyPage, given } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import { jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';
import { id } from './deployment.ts';

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
  return [
    {
      method: 'GET',
      path: '/incident',
      permission: 'incident:read',
      handle: async (call) => {
        const filter = Filter.of(call);
        const wanted = incidentFilter(filter, true);
        return json(
          (await everyPage(filter, (page) => runtime.incidents.list({ ...wanted, ...page }))).map(incidentDto),
        );
      },
    },
    {
      method: 'GET',
      path: '/incident/count',
      permission: 'incident:read',
      handle: async (call) => json({ count: await runtime.incidents.count(incidentFilter(Filter.of(call), true)) }),
    },
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

/** Our kinds in Camunda 7's words. */
const TYPE: Readonly<Record<string, string>> = { job: 'failedJob' };

export function incidentTypeOf({ kind }: Pick<IncidentView, 'kind'>): string {
  return TYPE[kind] ?? kind;
}

/** Camunda 7's word for our kind. */
export function incidentKindOf(type: string): string {
  return Object.keys(TYPE).find((kind) => TYPE[kind] === type) ?? type;
}

function incidentFilter(filter: Filter, open: boolean): IncidentFilter {
  const only = filter.text('incidentId');
  const type = filter.text('incidentType');
  const wanted: IncidentFilter = {
    open,
    ...given({
      ids: only === undefined ? undefined : [only],
      instanceId: filter.text('processInstanceId'),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKeyIn') ?? filter.text('processDefinitionKey'),
      nodeId: filter.text('activityId'),
      kind: type === undefined ? undefined : incidentKindOf(type),
    }),
    sort: filter.sorting({
      incidentTimestamp: 'raisedAt',
      createTime: 'raisedAt',
      incidentType: 'kind',
      incidentId: 'id',
    } as const),
  };
  filter.close();
  return wanted;
}

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
    configuration: view.jobId,
    tenantId: null,
    incidentMessage: view.message,
    jobDefinitionId: null,
    annotation: view.annotation,
  };
}
