import type { InstanceView } from '#runtime';
import { selfLink } from '../http/reply.ts';
import { toCamundaDate } from '../value/date.ts';

const RUNNING = new Set<InstanceView['state']>(['active', 'suspended']);

/** Runs or rests it still? */
export function isRunning(view: InstanceView): boolean {
  return RUNNING.has(view.state);
}

/** A running instance, as `/process-instance` tells it; with the address it is at where it has just been started. */
export function processInstanceDto(
  view: InstanceView,
  startedBy?: { readonly baseUrl: string },
): Record<string, unknown> {
  return {
    links: startedBy === undefined ? [] : [selfLink(`${startedBy.baseUrl}/process-instance/${view.id}`)],
    id: view.id,
    definitionId: view.definitionId,
    definitionKey: view.definitionKey,
    businessKey: view.businessKey,
    caseInstanceId: null,
    ended: !isRunning(view),
    suspended: view.state === 'suspended',
    tenantId: null,
  };
}

const HISTORY_STATE: Readonly<Record<InstanceView['state'], string>> = {
  active: 'ACTIVE',
  suspended: 'SUSPENDED',
  completed: 'COMPLETED',
  terminated: 'COMPLETED',
  canceled: 'EXTERNALLY_TERMINATED',
  failed: 'INTERNALLY_TERMINATED',
};

/** An instance, running or ended, as `/history/process-instance` tells it. */
export function historicProcessInstanceDto(view: InstanceView): Record<string, unknown> {
  return {
    id: view.id,
    businessKey: view.businessKey,
    processDefinitionId: view.definitionId,
    processDefinitionKey: view.definitionKey,
    processDefinitionName: view.definitionName,
    processDefinitionVersion: view.definitionVersion,
    startTime: toCamundaDate(view.startedAt),
    endTime: toCamundaDate(view.endedAt),
    removalTime: toCamundaDate(view.removedAt),
    durationInMillis: view.endedAt === null ? null : Date.parse(view.endedAt) - Date.parse(view.startedAt),
    startUserId: view.startedBy,
    startActivityId: view.startNodeId,
    deleteReason: view.reason,
    rootProcessInstanceId: view.rootId,
    superProcessInstanceId: view.superInstanceId,
    superCaseInstanceId: null,
    caseInstanceId: null,
    tenantId: null,
    state: HISTORY_STATE[view.state],
    restartedProcessInstanceId: view.restartOf,
  };
}
