import type { JobView, LockedJob } from '#runtime';
import { toCamundaDate } from '../value/date.ts';
import { toTyped } from '../value/typed-value.ts';

/** `ExternalTaskDto`. After a failure the time until the next try counts as a lock, as in Camunda 7. */
export function externalTaskDto(job: JobView): Record<string, unknown> {
  return {
    activityId: job.nodeId,
    activityInstanceId: job.elementInstanceId,
    errorMessage: job.errorMessage,
    executionId: job.elementInstanceId,
    id: job.id,
    lockExpirationTime: toCamundaDate(job.lockedUntil ?? job.dueAt),
    createTime: toCamundaDate(job.createdAt),
    processDefinitionId: job.definitionId,
    processDefinitionKey: job.definitionKey,
    processDefinitionVersionTag: job.definitionVersionTag,
    processInstanceId: job.instanceId,
    // Nobody has said how often it may be tried: the first failure does.
    retries: job.retriesGiven ? job.retries : null,
    suspended: job.suspended,
    workerId: job.workerId,
    topicName: job.topic,
    tenantId: null,
    priority: job.priority,
    businessKey: job.businessKey,
  };
}

/** `LockedExternalTaskDto`; extension properties only where the topic asked for them. */
export function lockedExternalTaskDto(job: LockedJob, withSettings: boolean): Record<string, unknown> {
  return {
    ...externalTaskDto(job),
    errorDetails: job.errorDetails,
    variables: toTyped(job.variables),
    extensionProperties: withSettings
      ? Object.fromEntries(
          Object.entries(job.settings).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        )
      : {},
  };
}
