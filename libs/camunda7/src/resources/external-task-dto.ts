import type { JobView, LockedJob } from '#runtime';
import { toCamundaDate } from '../value/date.ts';
import { answeredVariables } from '../value/answered-variables.ts';

/** `ExternalTaskDto`. After a failure the time until the next try counts as a lock, as in Camunda 7. */
export function externalTaskDto(job: JobView): Record<string, unknown> {
  return {
    activityId: job.nodeId,
    activityInstanceId: job.elementInstanceId,
    errorMessage: job.errorMessage,
    // Told of locked ones only; of others, `/errorDetails` tells it.
    errorDetails: null,
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

/** `LockedExternalTaskDto`; extension properties, and Objects as data instead of text, only where the topic asked for them. */
export function lockedExternalTaskDto(
  job: LockedJob,
  { settings, deserialize }: { readonly settings: boolean; readonly deserialize: boolean },
): Record<string, unknown> {
  return {
    ...externalTaskDto(job),
    errorDetails: job.errorDetails,
    variables: answeredVariables(job, { deserialize }),
    extensionProperties: settings
      ? Object.fromEntries(
          Object.entries(job.settings).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        )
      : {},
  };
}
