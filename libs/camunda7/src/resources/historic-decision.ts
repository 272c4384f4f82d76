import type { DecisionRecordFilter, DecisionRecordView, Runtime } from '#runtime';
import { notFound } from '../http/camunda-error.ts';
import { everyPage, Filter, given } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json } from '../http/reply.ts';
import { id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { historicDecisionDto } from './historic-decision-dto.ts';

/** `/history/decision-instance`: what cases have decided and what was evaluated by hand, each required decision by itself. */
export function historicDecisionRoutes(runtime: Runtime): readonly Route[] {
  const listing: Listing = {
    async list(call) {
      const filter = Filter.of(call);
      const wanted = historicDecisionFilter(filter);
      const show = shownOf(filter);
      const [order] = filter.sorting({ evaluationTime: 'at', tenantId: 'none' } as const);
      if (wanted === undefined) return [];
      const ascending = order?.by === 'at' && !order.descending;
      const rows = await everyPage<DecisionRecordView>(filter, (page) =>
        runtime.decisions.records({ ...wanted, ascending, ...page }),
      );
      return rows.map((row) => historicDecisionDto(row, show));
    },
    async count(call) {
      const wanted = historicDecisionFilter(Filter.of(call));
      return wanted === undefined ? 0 : (await runtime.decisions.records({ ...wanted, limit: 1 })).total;
    },
  };
  return [
    ...listRoutes('/history/decision-instance', 'instance:read', listing),
    {
      method: 'GET',
      path: '/history/decision-instance/{id}',
      permission: 'instance:read',
      handle: async (call) => {
        const { items } = await runtime.decisions.records({ id: id(call), limit: 1 });
        const [view] = items;
        if (view === undefined) throw notFound(`Historic decision instance with id '${id(call)}' does not exist`);
        return json(historicDecisionDto(view, shownOf(Filter.of(call))));
      },
    },
  ];
}

function shownOf(filter: Filter): { readonly inputs: boolean; readonly outputs: boolean } {
  return { inputs: filter.flag('includeInputs') === true, outputs: filter.flag('includeOutputs') === true };
}

const SHOWN = ['includeInputs', 'includeOutputs', 'disableBinaryFetching', 'disableCustomObjectDeserialization'];

/** Criteria of `/history/decision-instance`; undefined when nothing can match. */
export function historicDecisionFilter(filter: Filter): DecisionRecordFilter | undefined {
  // Cases of CMMN are not executed.
  const never = ['caseDefinitionId', 'caseDefinitionKey', 'caseInstanceId'];
  // What a list shows beside is no criterion, but known.
  for (const name of SHOWN) filter.flag(name);
  if (filter.tenants() || never.some((name) => filter.text(name) !== undefined)) return undefined;
  return given({
    id: filter.text('decisionInstanceId'),
    rootDecisionId: filter.text('rootDecisionInstanceId'),
    rootsOnly: filter.flag('rootDecisionInstancesOnly'),
    userId: filter.text('userId'),
    ids: filter.list('decisionInstanceIdIn'),
    instanceId: filter.text('processInstanceId'),
    nodeIds: filter.list('activityIdIn'),
    nodeId: filter.text('activityId'),
    elementInstanceIds: filter.list('activityInstanceIdIn'),
    decisionDefinitionId: filter.text('decisionDefinitionId'),
    decisionDefinitionIds: filter.list('decisionDefinitionIdIn'),
    decisionKey: filter.text('decisionDefinitionKey'),
    decisionKeys: filter.list('decisionDefinitionKeyIn'),
    decisionName: filter.text('decisionDefinitionName'),
    decisionNameLike: filter.text('decisionDefinitionNameLike'),
    requirementsId: filter.text('decisionRequirementsDefinitionId'),
    requirementsKey: filter.text('decisionRequirementsDefinitionKey'),
    definitionId: filter.text('processDefinitionId'),
    definitionKey: filter.text('processDefinitionKey'),
    from: filter.date('evaluatedAfter'),
    until: filter.date('evaluatedBefore'),
  });
}
