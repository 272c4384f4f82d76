import type { DecisionHistoryFilter, DecisionHistoryView, Runtime } from '#runtime';
import { notFound } from '../http/camunda-error.ts';
import { everyPage, Filter, given } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json } from '../http/reply.ts';
import { id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { historicDecisionDto } from './historic-decision-dto.ts';

/** `/history/decision-instance`: what cases have decided. */
export function historicDecisionRoutes(runtime: Runtime): readonly Route[] {
  const listing: Listing = {
    async list(call) {
      const filter = Filter.of(call);
      const wanted = criteria(filter);
      const show = shownOf(filter);
      const [order] = filter.sorting({ evaluationTime: 'at', tenantId: 'none' } as const);
      if (wanted === undefined) return [];
      const ascending = order?.by === 'at' && !order.descending;
      const rows = await everyPage<DecisionHistoryView>(filter, (page) =>
        runtime.decisions.history({ ...wanted, ascending, ...page }),
      );
      return rows.map((row) => historicDecisionDto(row, show));
    },
    async count(call) {
      const wanted = criteria(Filter.of(call));
      return wanted === undefined ? 0 : (await runtime.decisions.history({ ...wanted, limit: 1 })).total;
    },
  };
  return [
    ...listRoutes('/history/decision-instance', 'instance:read', listing),
    {
      method: 'GET',
      path: '/history/decision-instance/{id}',
      permission: 'instance:read',
      handle: async (call) => {
        const { items } = await runtime.decisions.history({ id: id(call), limit: 1 });
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

/** Undefined when nothing can match. */
function criteria(filter: Filter): DecisionHistoryFilter | undefined {
  // Cases of CMMN are not executed, and what people evaluate by hand is answered and not kept.
  const never = ['caseDefinitionId', 'caseDefinitionKey', 'caseInstanceId', 'userId'];
  // Every evaluation is told as one row, with what it required inside: it is its own root.
  const root = filter.text('rootDecisionInstanceId');
  const only = filter.text('decisionInstanceId');
  if (filter.tenants() || never.some((name) => filter.text(name) !== undefined)) return undefined;
  if (root !== undefined && only !== undefined && root !== only) return undefined;
  return given({
    id: only ?? root,
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
