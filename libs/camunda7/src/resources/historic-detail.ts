import type { Runtime, VariableChangeFilter, VariableChangeView } from '#runtime';
import { all } from '../http/allowed-values.ts';
import { notFound } from '../http/camunda-error.ts';
import { Filter, UNLIMITED, everyPage, given } from '../http/filter.ts';
import { listRoutes } from '../http/list-routes.ts';
import { json } from '../http/reply.ts';
import { type Call, id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { type AnswerOptions, answeredValue } from '../value/answered-variables.ts';
import { toCamundaDate } from '../value/date.ts';
import { binaryReply } from './variable-content.ts';
import { isOneOf, typeName, variableKey } from './variable-list.ts';
import { deserializes } from './variable-routes.ts';

interface Asked {
  readonly wanted: VariableChangeFilter;
  readonly types: readonly string[] | undefined;
  /** Sorting by type is done here: the record knows declared types only. */
  readonly byType: 1 | -1 | undefined;
  readonly nothing: boolean;
}

/** `/history/detail`: every value a variable has had, and what was entered in the fields of forms. */
export function historicDetailRoutes(runtime: Runtime): readonly Route[] {
  const one = async (call: Call): Promise<VariableChangeView> => {
    const { items } = await runtime.variables.changes({ id: id(call), withContent: true, limit: 1 });
    const [view] = items;
    if (view === undefined) throw notFound(`Historic detail with Id '${id(call)}' does not exist.`);
    return view;
  };
  const matching = async ({ wanted, types, byType }: Asked): Promise<readonly VariableChangeView[]> => {
    const found = await everyPage<VariableChangeView>(UNLIMITED, (page) =>
      runtime.variables.changes({ ...wanted, ...page }),
    );
    const typed =
      types === undefined ? found : found.filter((view) => view.kind === 'variable' && isOneOf(view, types));
    return byType === undefined ? typed : typed.toSorted((a, b) => byType * compare(typeName(a), typeName(b)));
  };
  const list = async (call: Call) => {
    const filter = Filter.of(call);
    const asked = criteria(filter);
    const deserialize = (filter.flag('deserializeValues') ?? filter.flag('deserializeValue')) !== false;
    filter.close();
    if (asked.nothing) return [];
    const isPaged = asked.types === undefined && asked.byType === undefined;
    const views = isPaged
      ? await everyPage<VariableChangeView>(filter, (page) => runtime.variables.changes({ ...asked.wanted, ...page }))
      : filter.page(await matching(asked));
    return views.map((view) => detailDto(view, { deserialize, withoutBytes: true }));
  };
  const count = async (call: Call) => {
    const filter = Filter.of(call);
    const asked = criteria(filter);
    filter.flag('deserializeValue');
    filter.close();
    if (asked.nothing) return 0;
    const { wanted, types } = asked;
    return types === undefined ? runtime.variables.countChanges(wanted) : (await matching(asked)).length;
  };
  return [
    ...listRoutes('/history/detail', 'instance:read', { list, count }),
    {
      method: 'GET',
      path: '/history/detail/{id}',
      permission: 'instance:read',
      handle: async (call) => json(detailDto(await one(call), { deserialize: deserializes(call), withoutBytes: true })),
    },
    {
      method: 'GET',
      path: '/history/detail/{id}/data',
      permission: 'instance:read',
      handle: async (call) => {
        const view = await one(call);
        return binaryReply(view.value, view.declaredType, id(call));
      },
    },
  ];
}

function criteria(filter: Filter): Asked {
  const instanceId = filter.text('processInstanceId');
  const variable = filter.text('variableInstanceId');
  const key = variable === undefined ? undefined : variableKey(variable);
  const executionId = filter.text('executionId');
  const fields = filter.flag('formFields') === true;
  const updates = filter.flag('variableUpdates') === true;
  const sorting = filter.sorting({
    processInstanceId: 'instanceId',
    variableName: 'name',
    variableType: 'type',
    variableRevision: 'revision',
    formPropertyId: 'name',
    time: 'at',
    occurrence: 'sequence',
    tenantId: 'at',
  } as const);
  const byType = sorting.find(({ by }) => by === 'type');
  const wanted: VariableChangeFilter = {
    ...given({
      // Both at once is a contradiction in Camunda 7's own words: the last one counts there, neither here.
      kind: fields === updates ? undefined : fields ? ('formField' as const) : ('variable' as const),
      instanceIds: all(instanceId === undefined ? undefined : [instanceId], filter.list('processInstanceIdIn')),
      scopeId: key?.scopeId ?? executionId,
      name: key?.name,
      nameLike: filter.text('variableNameLike'),
      sourceId: filter.text('activityInstanceId'),
      taskId: filter.text('taskId'),
      withoutTask: filter.onlyTrue('excludeTaskDetails'),
      initial: filter.onlyTrue('initial'),
      operationId: filter.text('userOperationId'),
      from: filter.date('occurredAfter'),
      until: filter.date('occurredBefore'),
    }),
    sort: sorting.flatMap(({ by, descending }) => (by === 'type' ? [] : [{ by, descending }])),
  };
  const nothing =
    filter.tenants() ||
    ['caseInstanceId', 'caseExecutionId'].filter((name) => filter.text(name) !== undefined).length > 0 ||
    (key !== undefined && executionId !== undefined && executionId !== key.scopeId);
  return {
    wanted,
    nothing,
    types: filter.list('variableTypeIn'),
    byType: byType === undefined ? undefined : byType.descending ? -1 : 1,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function detailDto(view: VariableChangeView, options: AnswerOptions): Record<string, unknown> {
  const common = {
    id: view.id,
    processDefinitionKey: view.definitionKey,
    processDefinitionId: view.definitionId,
    processInstanceId: view.instanceId,
    activityInstanceId: view.sourceId,
    executionId: view.scopeId,
    caseDefinitionKey: null,
    caseDefinitionId: null,
    caseInstanceId: null,
    caseExecutionId: null,
    taskId: view.taskId,
    tenantId: null,
    userOperationId: view.operationId,
    time: toCamundaDate(view.at),
    removalTime: null,
    rootProcessInstanceId: view.rootId,
  };
  if (view.kind === 'formField') return { type: 'formField', ...common, fieldId: view.name, fieldValue: view.value };
  const { type, value, valueInfo } = answeredValue(view.value, view.declaredType, options);
  return {
    type: 'variableUpdate',
    ...common,
    variableName: view.name,
    variableInstanceId: `${view.scopeId}:${view.name}`,
    variableType: type,
    value,
    valueInfo,
    initial: view.initial,
    revision: view.revision,
    errorMessage: null,
  };
}
