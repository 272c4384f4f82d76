import type { Runtime, VariableInstanceFilter, VariableInstanceView } from '#runtime';
import { all } from '../http/allowed-values.ts';
import { notFound } from '../http/camunda-error.ts';
import { type Filter, given } from '../http/filter.ts';
import { listRoutes } from '../http/list-routes.ts';
import { json } from '../http/reply.ts';
import { type Call, id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { type AnswerOptions, answeredValue } from '../value/answered-variables.ts';
import { binaryReply } from './variable-content.ts';
import { variableFilters } from './variable-filter.ts';
import { type VariableList, variableKey, variableListing } from './variable-list.ts';
import { deserializes } from './variable-routes.ts';

/** `/variable-instance`: variables of everything that runs. */
export function variableInstanceRoutes(runtime: Runtime): readonly Route[] {
  const listing = variableListing(runtime, criteria, variableDto);
  const one = async (call: Call): Promise<VariableInstanceView> => {
    const { scopeId, name } = variableKey(id(call));
    const { items } = await runtime.variables.list({
      scopeIds: [scopeId],
      names: [name],
      live: true,
      withContent: true,
      limit: 1,
    });
    const [view] = items;
    if (view === undefined) throw notFound(`Variable instance with Id '${id(call)}' does not exist.`);
    return view;
  };
  return [
    ...listRoutes('/variable-instance', 'instance:read', listing),
    {
      method: 'GET',
      path: '/variable-instance/{id}',
      permission: 'instance:read',
      handle: async (call) =>
        json(variableDto(await one(call), { deserialize: deserializes(call), withoutBytes: true })),
    },
    {
      method: 'GET',
      path: '/variable-instance/{id}/data',
      permission: 'instance:read',
      handle: async (call) => {
        const view = await one(call);
        return binaryReply(view.value, view.declaredType, id(call));
      },
    },
  ];
}

function criteria(filter: Filter): VariableList {
  const name = filter.text('variableName');
  const nothing = filter.tenants() || ofCases(filter, ['caseInstanceIdIn', 'caseExecutionIdIn', 'batchIdIn']);
  const wanted: VariableInstanceFilter = {
    live: true,
    ...given({
      names: name === undefined ? undefined : [name],
      nameLike: filter.text('variableNameLike'),
      values: variableFilters(filter, 'variableValues'),
      instanceIds: filter.list('processInstanceIdIn'),
      scopeIds: all(
        filter.list('executionIdIn'),
        filter.list('activityInstanceIdIn'),
        filter.list('variableScopeIdIn'),
      ),
      taskIds: filter.list('taskIdIn'),
    }),
  };
  const sort = filter.sorting({
    variableName: 'name',
    variableType: 'type',
    activityInstanceId: 'scopeId',
    // There are no tenants: nothing comes before anything else.
    tenantId: 'name',
  } as const);
  return { wanted, nothing, sort };
}

/** Criteria of cases (CMMN), which are not executed: with one of them nothing matches. */
export function ofCases(filter: Filter, names: readonly string[]): boolean {
  return names.filter((name) => (filter.list(name)?.length ?? 0) > 0).length > 0;
}

function variableDto(view: VariableInstanceView, options: AnswerOptions): Record<string, unknown> {
  return {
    id: `${view.scopeId}:${view.name}`,
    name: view.name,
    ...answeredValue(view.value, view.declaredType, options),
    processDefinitionId: view.definitionId,
    processInstanceId: view.instanceId,
    executionId: view.scopeId,
    caseExecutionId: null,
    caseInstanceId: null,
    taskId: view.taskId,
    batchId: null,
    activityInstanceId: view.scopeId,
    errorMessage: null,
    tenantId: null,
  };
}
