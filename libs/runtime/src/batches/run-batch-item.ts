import type { BatchOperation } from '../api/batches.ts';
import { declaredOf } from '../variables.ts';
import type { Fence } from '../execution/command-request.ts';
import { retryIncident } from '../incidents/incidents.ts';
import { migrate } from '../instances/migrate-instance.ts';
import { deleteInstanceHistory } from '../instances/delete-history.ts';
import { restartInstance } from '../instances/restart-instance.ts';
import type { ClaimedBatchItem } from '../ports/batch-store.ts';
import { isRuntimeError, RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { migratedTargetLog } from './batch-log.ts';

/**
 * Does one target of a batch. Where it is a step of an instance, the step's transaction marks the target as done, so that it
 * happens once whatever dies; the rest is such that twice is the same as once.
 * @throws RuntimeError when the target refuses
 */
export async function runBatchItem(parts: RuntimeParts, item: ClaimedBatchItem): Promise<void> {
  const { batchId, position, targetId, operation, createdBy } = item;
  const fence: Fence = { kind: 'batchItem', batchId, position };
  const by = createdBy === null ? {} : { by: createdBy };
  const instance = { kind: 'lookup', of: 'instance', id: targetId } as const;
  switch (operation.kind) {
    case 'deleteInstances':
      await parts.executor
        .execute({
          target: instance,
          command: { type: 'CancelInstance', processInstanceId: targetId, reason: operation.reason, ...by },
          fence,
        })
        .catch((error: unknown) => goneAlready(parts, targetId, error));
      return;
    case 'deleteHistory':
      return deleteInstanceHistory(parts, targetId);
    case 'deleteDecisions':
      return parts.decisionRecords.remove(targetId);
    case 'modify':
      await parts.executor.execute({
        target: instance,
        command: {
          type: 'ModifyInstance',
          processInstanceId: targetId,
          modifications: operation.modifications,
          ...by,
        },
        fence,
      });
      return;
    case 'migrate':
      return migrate(parts, operation.plan, targetId, fence, migratedTargetLog(parts, item, operation));
    case 'suspend':
    case 'resume':
      await parts.executor.execute({
        target: instance,
        command: {
          type: operation.kind === 'suspend' ? 'SuspendInstance' : 'ResumeInstance',
          processInstanceId: targetId,
        },
        fence,
      });
      return;
    case 'setVariables':
      await parts.executor.execute({
        target: { kind: 'lookup', of: 'item', id: targetId },
        command: {
          type: 'SetVariables',
          scopeId: targetId,
          variables: operation.variables,
          local: false,
          ...declaredOf(operation),
        },
        fence,
      });
      return;
    case 'restart':
      await restartInstance(parts, targetId, { ...operation.restart, ...by }, fence);
      return;
    case 'correlate':
      return deliver(parts, targetId, operation, fence);
    case 'setRetries':
    case 'setExternalTaskRetries':
      return setRetries(parts, targetId, operation.retries, fence);
  }
}

/** An instance that ended by itself meanwhile needs no deleting; one that never was is a mistake of whoever named it. */
async function goneAlready(parts: RuntimeParts, instanceId: string, error: unknown): Promise<void> {
  const over = isRuntimeError(error) && error.code === 'INSTANCE_NOT_FOUND';
  if (!over || (await parts.queries.instances.find(instanceId)) === undefined) throw error;
}

async function deliver(
  parts: RuntimeParts,
  instanceId: string,
  operation: Extract<BatchOperation, { kind: 'correlate' }>,
  fence: Fence,
): Promise<void> {
  const { messageName, variables } = operation;
  const [waiting] = await parts.events.matches({ messageName, instanceId }, 1);
  if (waiting === undefined) {
    throw new RuntimeError(
      'NO_MATCHING_SUBSCRIPTION',
      `Expected instance ${instanceId} to wait for message "${messageName}", but it does not.`,
      { messageName, instanceId },
    );
  }
  await parts.executor.execute({
    target: { kind: 'known', rootId: waiting.rootId, itemId: waiting.elementInstanceId },
    command: {
      type: 'DeliverMessage',
      subscriptionId: waiting.id,
      messageName,
      variables,
      ...declaredOf(operation),
    },
    fence,
  });
}

async function setRetries(parts: RuntimeParts, jobId: string, retries: number, fence: Fence): Promise<void> {
  const { items } = await parts.queries.incidents.list({ jobId, limit: 1 });
  const [incident] = items;
  if (retries > 0 && incident !== undefined) {
    await retryIncident(parts, incident.id, { retries, fence });
    return;
  }
  const isJob = await parts.jobs.setRetries(jobId, retries);
  if (!isJob && (await parts.ownJobs.change({ id: jobId }, { retries })).length === 0) {
    throw new RuntimeError('JOB_NOT_FOUND', `Expected job ${jobId}, but it is over or never was.`, { jobId });
  }
}
