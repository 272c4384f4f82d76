import type { Runtime, VariableInstanceFilter, VariableInstanceView } from '#runtime';
import { all } from '../http/allowed-values.ts';
import { CamundaError, notFound } from '../http/camunda-error.ts';
import { type Filter, given } from '../http/filter.ts';
import { listRoutes } from '../http/list-routes.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { type AnswerOptions, answeredValue } from '../value/answered-variables.ts';
import { toCamundaDate } from '../value/date.ts';
import { binaryReply } from './variable-content.ts';
import { ofCases } from './variable-instance.ts';
import { type VariableList, variableKey, variableListing } from './variable-list.ts';
import { deserializes } from './variable-routes.ts';

/** `/history/variable-instance`: variables of running and ended cases, as they were last. */
export function historicVariableRoutes(runtime: Runtime): readonly Route[] {
  const listing = variableListing(runtime, criteria, historicVariableDto);
  const one = async (call: Call): Promise<VariableInstanceView> => {
    const { scopeId, name } = variableKey(id(call));
    const { items } = await runtime.variables.list({
      scopeIds: [scopeId],
      names: [name],
      withRemoved: true,
      withContent: true,
      limit: 1,
    });
    const [view] = items;
    if (view === undefined) throw notFound(`Historic variable instance with Id '${id(call)}' does not exist.`);
    return view;
  };
  const path = '/history/variable-instance';
  return [
    ...listRoutes(path, 'instance:read', listing),
    {
      method: 'GET',
      path: `${path}/{id}`,
      permission: 'instance:read',
      handle: async (call) =>
        json(historicVariableDto(await one(call), { deserialize: deserializes(call), withoutBytes: true })),
    },
    {
      method: 'GET',
      path: `${path}/{id}/data`,
      permission: 'instance:read',
      handle: async (call) => {
        const view = await one(call);
        return binaryReply(view.value, view.declaredType, id(call));
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{id}`,
      permission: 'instance:operate',
      handle: async (call) => {
        const { scopeId, name } = await one(call);
        await runtime.variables.forget(scopeId, name);
        return noContent();
      },
    },
    {
      method: 'DELETE',
      path: '/history/process-instance/{id}/variable-instances',
      permission: 'instance:operate',
      handle: async (call) => {
        const { total } = await runtime.instances.list({ ids: [id(call)], limit: 1 });
        if (total === 0)
          throw new CamundaError(
            404,
            'InvalidRequestException',
            `No historic process instance found with id: ${id(call)}`,
          );
        await runtime.variables.forgetAll(id(call));
        return noContent();
      },
    },
  ];
}

function criteria(filter: Filter): VariableList {
  const name = filter.text('variableName');
  const names = filter.list('variableNameIn');
  const instanceId = filter.text('processInstanceId');
  const value = filter.raw('variableValue');
  const anyCaseOfNames = filter.flag('variableNamesIgnoreCase');
  const anyCase = filter.flag('variableValuesIgnoreCase');
  const nothing =
    filter.tenants() ||
    filter.text('caseInstanceId') !== undefined ||
    ofCases(filter, ['caseExecutionIdIn', 'caseActivityIdIn']);
  if (value !== undefined && name === undefined)
    throw new CamundaError(
      400,
      'InvalidRequestException',
      'Only a single variable value parameter specified: variable name and value are required to be able to query after a specific variable value.',
    );
  if (value !== undefined && typeof value === 'object')
    throw new CamundaError(400, 'InvalidRequestException', 'Expected variableValue to be text, a number or a boolean.');
  const wanted: VariableInstanceFilter = {
    ...given({
      names: name === undefined ? names : all([name], anyCaseOfNames === true ? undefined : names),
      nameLike: filter.text('variableNameLike'),
      anyCaseOfNames,
      instanceIds: all(instanceId === undefined ? undefined : [instanceId], filter.list('processInstanceIdIn')),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKey'),
      scopeIds: all(filter.list('executionIdIn'), filter.list('activityInstanceIdIn')),
      taskIds: filter.list('taskIdIn'),
      withRemoved: filter.flag('includeDeleted'),
      values:
        value === undefined || name === undefined
          ? undefined
          : [
              {
                name,
                operator: 'eq' as const,
                value: value as string | number | boolean,
                ...given({ anyCaseOfName: anyCaseOfNames, anyCaseOfValue: anyCase }),
              },
            ],
    }),
  };
  const sort = filter.sorting({ variableName: 'name', instanceId: 'instanceId', tenantId: 'name' } as const);
  return { wanted, nothing, sort, types: filter.list('variableTypeIn') };
}

function historicVariableDto(view: VariableInstanceView, options: AnswerOptions): Record<string, unknown> {
  return {
    id: `${view.scopeId}:${view.name}`,
    name: view.name,
    ...answeredValue(view.value, view.declaredType, options),
    processDefinitionKey: view.definitionKey,
    processDefinitionId: view.definitionId,
    processInstanceId: view.instanceId,
    executionId: view.scopeId,
    activityInstanceId: view.scopeId,
    caseDefinitionKey: null,
    caseDefinitionId: null,
    caseInstanceId: null,
    caseExecutionId: null,
    taskId: view.taskId,
    errorMessage: null,
    tenantId: null,
    state: view.removed ? 'DELETED' : 'CREATED',
    createTime: toCamundaDate(view.createdAt),
    removalTime: null,
    rootProcessInstanceId: view.rootId,
  };
}
