import type { OperationFilter, OperationView, Runtime } from '#runtime';
import { both } from '../http/allowed-values.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';

/** `/history/user-operation`: who did what. */
export function userOperationRoutes(runtime: Runtime): readonly Route[] {
  const annotate = (path: string, annotation: (call: Call) => string | null): Route => ({
    method: 'PUT',
    path: `/history/user-operation/{operationId}/${path}`,
    permission: 'instance:operate',
    handle: async (call) => {
      await runtime.operations.annotate(call.params['operationId'] ?? '', annotation(call));
      return noContent();
    },
  });
  const listing: Listing = {
    async list(call) {
      const filter = Filter.of(call);
      const wanted = { ...criteria(filter), sort: filter.sorting({ timestamp: 'at' } as const) };
      if (ofCases(filter)) return [];
      return (await everyPage(filter, (page) => runtime.operations.list({ ...wanted, ...page }))).map(operationDto);
    },
    async count(call) {
      const filter = Filter.of(call);
      return ofCases(filter) ? 0 : runtime.operations.count(criteria(filter));
    },
  };
  return [
    ...listRoutes('/history/user-operation', 'instance:read', listing, ['GET']),
    annotate('set-annotation', (call) => {
      const { annotation } = jsonBody(call);
      return typeof annotation === 'string' ? annotation : null;
    }),
    annotate('clear-annotation', () => null),
  ];
}

function criteria(filter: Filter): OperationFilter {
  const entity = filter.text('entityType');
  const category = filter.text('category');
  return given({
    operationId: filter.text('operationId'),
    userId: filter.text('userId'),
    type: filter.text('operationType'),
    entities: both(entity, filter.list('entityTypeIn')),
    categories: both(category, filter.list('categoryIn')),
    property: filter.text('property'),
    instanceId: filter.text('processInstanceId'),
    executionId: filter.text('executionId'),
    definitionId: filter.text('processDefinitionId'),
    definitionKey: filter.text('processDefinitionKey'),
    deploymentId: filter.text('deploymentId'),
    taskId: filter.text('taskId'),
    jobId: filter.text('jobId'),
    externalTaskId: filter.text('externalTaskId'),
    jobDefinitionId: filter.text('jobDefinitionId'),
    batchId: filter.text('batchId'),
    // Camunda 7 logs the request for a batch, and nothing of its targets.
    withoutBatchTargets: true,
    from: filter.date('afterTimestamp'),
    until: filter.date('beforeTimestamp'),
  });
}

/** CMMN is not executed: there is no operation on a case of it. */
function ofCases(filter: Filter): boolean {
  return ['caseDefinitionId', 'caseInstanceId', 'caseExecutionId'].some((name) => filter.text(name) !== undefined);
}

function operationDto(view: OperationView): Record<string, unknown> {
  return {
    id: view.id,
    deploymentId: view.deploymentId,
    processDefinitionId: view.definitionId,
    processDefinitionKey: view.definitionKey,
    processInstanceId: view.instanceId,
    executionId: view.executionId,
    caseDefinitionId: null,
    caseInstanceId: null,
    caseExecutionId: null,
    taskId: view.taskId,
    externalTaskId: view.externalTaskId,
    batchId: view.batchId,
    jobId: view.jobId,
    jobDefinitionId: view.jobDefinitionId,
    userId: view.userId,
    timestamp: toCamundaDate(view.at),
    operationId: view.operationId,
    operationType: view.type,
    entityType: view.entity,
    property: view.property,
    orgValue: view.orgValue,
    newValue: view.newValue,
    removalTime: null,
    rootProcessInstanceId: view.rootId,
    tenantId: null,
    category: view.category,
    annotation: view.annotation,
  };
}
