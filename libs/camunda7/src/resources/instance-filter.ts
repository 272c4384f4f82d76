import type { InstanceCriteria, InstanceFilter, InstanceState } from '#runtime';
import { invalid } from '../http/camunda-error.ts';
import { type Filter, given } from '../http/filter.ts';
import { variableFilters } from './variable-filter.ts';

/** Criteria of `/process-instance` and of a `processInstanceQuery`: running instances. `orQueries` included. */
export function runningInstanceFilter(filter: Filter): InstanceFilter {
  const anyOf = filter.inner('orQueries').map((inner) => {
    const criteria = runningCriteria(inner);
    inner.close();
    return criteria;
  });
  const wanted: InstanceFilter = {
    running: true,
    ...runningCriteria(filter),
    anyOf,
    sort: filter.sorting({
      instanceId: 'id',
      definitionId: 'definitionId',
      definitionKey: 'definitionKey',
      businessKey: 'businessKey',
      tenantId: 'id',
    } as const),
  };
  filter.close();
  return wanted;
}

function runningCriteria(filter: Filter): InstanceCriteria {
  // There are neither tenants nor CMMN cases: who asks for those of one gets none.
  const ofCases = ['caseInstanceId', 'superCaseInstance', 'subCaseInstance'].map((name) => filter.text(name));
  const nobody = filter.tenants() || ofCases.some((one) => one !== undefined);
  filter.onlyTrue('processDefinitionWithoutTenantId');
  const [active, suspended] = [filter.onlyTrue('active'), filter.onlyTrue('suspended')];
  return given({
    ids: nobody ? [] : filter.list('processInstanceIds'),
    idsNot: filter.list('processInstanceIdNotIn'),
    businessKey: filter.text('businessKey'),
    businessKeyLike: filter.text('businessKeyLike'),
    definitionId: filter.text('processDefinitionId'),
    definitionKey: filter.text('processDefinitionKey'),
    definitionKeys: filter.list('processDefinitionKeyIn'),
    definitionKeysNot: filter.list('processDefinitionKeyNotIn'),
    deploymentId: filter.text('deploymentId'),
    superInstanceId: filter.text('superProcessInstance'),
    subInstanceId: filter.text('subProcessInstance'),
    rootsOnly: filter.onlyTrue('rootProcessInstances'),
    leavesOnly: filter.onlyTrue('leafProcessInstances'),
    activeNodeIds: filter.list('activityIdIn'),
    withIncidents: filter.onlyTrue('withIncident'),
    incident: incidentOf(filter),
    states: suspended === true ? (['suspended'] as const) : active === true ? (['active'] as const) : undefined,
    variables: variableFilters(filter, 'variables'),
  });
}

/** Criteria of `/history/process-instance` and of a `historicProcessInstanceQuery`: running and ended instances. */
export function historicInstanceFilter(filter: Filter): InstanceFilter {
  const anyOf = filter.inner('orQueries').map((inner) => {
    const criteria = inStates(historicCriteria(inner));
    inner.close();
    return criteria;
  });
  const wanted: InstanceFilter = {
    ...historicCriteria(filter),
    anyOf,
    sort: filter.sorting({
      instanceId: 'id',
      definitionKey: 'definitionKey',
      definitionId: 'definitionId',
      definitionName: 'definitionName',
      definitionVersion: 'definitionVersion',
      businessKey: 'businessKey',
      startTime: 'startedAt',
      endTime: 'endedAt',
      duration: 'duration',
      tenantId: 'id',
    } as const),
  };
  filter.close();
  return wanted;
}

/** As one of several criteria of which one is enough, running or ended is a question of the state. */
function inStates({ running, ...criteria }: InstanceCriteria & Pick<InstanceFilter, 'running'>): InstanceCriteria {
  if (running === undefined) return criteria;
  const states: readonly InstanceState[] = running
    ? ['active', 'suspended']
    : ['completed', 'terminated', 'canceled', 'failed'];
  return { ...criteria, states: [...new Set([...(criteria.states ?? []), ...states])] };
}

function historicCriteria(filter: Filter): InstanceCriteria & Pick<InstanceFilter, 'running'> {
  const finished = filter.flag('finished');
  const unfinished = filter.flag('unfinished');
  const only = filter.text('processInstanceId');
  const states: readonly [string, readonly InstanceState[]][] = [
    ['active', ['active']],
    ['suspended', ['suspended']],
    ['completed', ['completed', 'terminated']],
    ['externallyTerminated', ['canceled']],
    ['internallyTerminated', ['failed']],
  ];
  const asked = states.filter(([name]) => filter.flag(name) === true).flatMap(([, state]) => state);
  const status = filter.text('incidentStatus');
  if (status !== undefined && status !== 'open' && status !== 'resolved')
    throw invalid(`Cannot set query parameter 'incidentStatus' to value '${status}'`);
  // There are neither tenants nor CMMN cases: who asks for those of one gets none.
  const ofCases = ['superCaseInstanceId', 'subCaseInstanceId', 'caseInstanceId'].map((name) => filter.text(name));
  const nobody = filter.tenants() || ofCases.some((one) => one !== undefined);
  const incident = {
    ...incidentOf(filter),
    ...given({ ids: filter.list('incidentIdIn'), open: status === undefined ? undefined : status === 'open' }),
  };
  const ids = filter.list('processInstanceIds');
  return given({
    ids: nobody ? [] : only === undefined ? ids : ids === undefined || ids.includes(only) ? [only] : [],
    idsNot: filter.list('processInstanceIdNotIn'),
    definitionId: filter.text('processDefinitionId'),
    definitionKey: filter.text('processDefinitionKey'),
    definitionKeys: filter.list('processDefinitionKeyIn'),
    definitionKeysNot: filter.list('processDefinitionKeyNotIn'),
    definitionName: filter.text('processDefinitionName'),
    definitionNameLike: filter.text('processDefinitionNameLike'),
    businessKey: filter.text('processInstanceBusinessKey'),
    businessKeys: filter.list('processInstanceBusinessKeyIn'),
    businessKeyLike: filter.text('processInstanceBusinessKeyLike'),
    superInstanceId: filter.text('superProcessInstanceId'),
    subInstanceId: filter.text('subProcessInstanceId'),
    rootsOnly: filter.flag('rootProcessInstances'),
    running: finished === true ? false : unfinished === true ? true : undefined,
    states: asked.length === 0 ? undefined : asked,
    startedBy: filter.text('startedBy'),
    startedAfter: filter.date('startedAfter'),
    startedBefore: filter.date('startedBefore'),
    endedAfter: filter.date('finishedAfter'),
    endedBefore: filter.date('finishedBefore'),
    withIncidents: (filter.flag('withIncidents') ?? filter.flag('withRootIncidents')) === true ? true : undefined,
    incident: Object.keys(incident).length === 0 ? undefined : incident,
    activeNodeIds: filter.list('activeActivityIdIn') ?? filter.list('activityIdIn'),
    retrying: filter.onlyTrue('withJobsRetrying'),
    triedAfter: filter.date('executedJobAfter'),
    triedBefore: filter.date('executedJobBefore'),
    executedNodeIds: filter.list('executedActivityIdIn'),
    executedAfter: filter.date('executedActivityAfter'),
    executedBefore: filter.date('executedActivityBefore'),
    variables: variableFilters(filter, 'variables'),
  });
}

/** What is asked of the incidents of an instance or element. */
export function incidentOf(filter: Filter): InstanceFilter['incident'] {
  const type = filter.text('incidentType');
  const incident = given({
    id: filter.text('incidentId'),
    kind: type === 'failedJob' || type === 'failedExternalTask' ? 'job' : type,
    message: filter.text('incidentMessage'),
    messageLike: filter.text('incidentMessageLike'),
  });
  return Object.keys(incident).length === 0 ? undefined : incident;
}
