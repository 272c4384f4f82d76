import type { BatchOperation } from '../api/batches.ts';
import { operationLog, type PropertyChange } from '../operations/operation-log.ts';
import type { ClaimedBatchItem } from '../ports/batch-store.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import type { RuntimeParts } from '../runtime-parts.ts';

/** What a batch does, as the operation a person could do to one: entity, type. */
const OPERATIONS: Readonly<Record<BatchOperation['kind'], readonly [entity: string, type: string]>> = {
  deleteInstances: ['ProcessInstance', 'Delete'],
  deleteHistory: ['ProcessInstance', 'DeleteHistory'],
  deleteDecisions: ['DecisionInstance', 'DeleteHistory'],
  modify: ['ProcessInstance', 'ModifyProcessInstance'],
  migrate: ['ProcessInstance', 'Migrate'],
  suspend: ['ProcessInstance', 'Suspend'],
  resume: ['ProcessInstance', 'Activate'],
  setVariables: ['ProcessInstance', 'SetVariables'],
  restart: ['ProcessInstance', 'RestartProcessInstance'],
  correlate: ['ProcessInstance', 'CorrelateMessage'],
  setRetries: ['Job', 'SetJobRetries'],
  setExternalTaskRetries: ['ExternalTask', 'SetExternalTaskRetries'],
};

/** Entries for making a batch of so many targets. */
export function batchLog(
  parts: Pick<RuntimeParts, 'ids' | 'clock'>,
  batchId: string,
  operation: BatchOperation,
  targets: number,
): readonly OperationRow[] {
  const [entity, type] = OPERATIONS[operation.kind];
  const definitionId = operation.kind === 'migrate' ? operation.plan.sourceDefinitionId : null;
  return operationLog(parts, { type, entity, batchId, definitionId }, [
    ...detailsOf(operation),
    ['nrOfInstances', null, targets],
    ['async', null, true],
  ]);
}

/**
 * The entry of one migrated target, about its instance, so that the case itself remembers its move when the batch is long gone.
 * What other kinds of batches do is told by what the engine itself records of the instance.
 */
export function migratedTargetLog(
  parts: Pick<RuntimeParts, 'ids' | 'clock'>,
  { batchId, targetId, createdBy }: Pick<ClaimedBatchItem, 'batchId' | 'targetId' | 'createdBy'>,
  operation: Extract<BatchOperation, { kind: 'migrate' }>,
): readonly OperationRow[] {
  if (createdBy === null) return [];
  const [entity, type] = OPERATIONS.migrate;
  return operationLog(parts, { type, entity, batchId, instanceId: targetId }, detailsOf(operation), {
    userId: createdBy,
    operationId: batchId,
  });
}

function detailsOf(operation: BatchOperation): readonly PropertyChange[] {
  switch (operation.kind) {
    case 'deleteInstances':
      return [['deleteReason', null, operation.reason]];
    case 'migrate':
      return [['processDefinitionId', operation.plan.sourceDefinitionId, operation.plan.targetDefinitionId]];
    case 'suspend':
      return [['suspensionState', null, 'suspended']];
    case 'resume':
      return [['suspensionState', null, 'active']];
    case 'setVariables':
      return [['nrOfVariables', null, Object.keys(operation.variables).length]];
    case 'correlate':
      return [
        ['messageName', null, operation.messageName],
        ['nrOfVariables', null, Object.keys(operation.variables).length],
      ];
    case 'setRetries':
    case 'setExternalTaskRetries':
      return [['retries', null, operation.retries]];
    default:
      return [];
  }
}
