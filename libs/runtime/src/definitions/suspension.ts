import type { DefinitionReference, SuspensionOptions } from '../api/definitions.ts';
import { operationLog } from '../operations/operation-log.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import { isRuntimeError, RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { definitionOf } from './definition-of.ts';

const MOST_AT_ONCE = 100;

/** See {@link Definitions.suspend}. */
export async function changeSuspension(
  parts: RuntimeParts,
  reference: DefinitionReference,
  suspended: boolean,
  { includeInstances = false, at }: SuspensionOptions,
): Promise<void> {
  const { id, key } = await definitionOf(parts, 'process', reference);
  const log = operationLog(
    parts,
    {
      type: suspended ? 'SuspendProcessDefinition' : 'ActivateProcessDefinition',
      entity: 'ProcessDefinition',
      definitionId: id,
      definitionKey: key,
    },
    [
      ['suspensionState', null, suspended ? 'suspended' : 'active'],
      ['includeProcessInstances', null, includeInstances],
      ...(at === undefined ? [] : [['executionDate', null, at] as const]),
    ],
  );
  if (at === undefined) {
    await suspendNow(parts, { id, key }, suspended, includeInstances, log);
    return;
  }
  const due = Date.parse(at);
  if (Number.isNaN(due)) {
    throw new RuntimeError('INPUT_INVALID', `Expected an ISO 8601 instant, but got "${at}".`, { field: 'at' });
  }
  const dueAt = new Date(due).toISOString();
  const plan = { id: parts.ids.next(), definitionId: id, suspended, includeInstances, dueAt };
  await parts.definitions.planSuspension(plan, log);
}

/**
 * Does what was planned for now or earlier. Doing it twice is the same as once, so that it is forgotten only afterwards.
 */
export async function doDueSuspensions(parts: RuntimeParts): Promise<void> {
  for (const plan of await parts.definitions.dueSuspensions(isoNow(parts.clock), MOST_AT_ONCE)) {
    try {
      const [definition] = await parts.definitions.byIds([plan.definitionId]);
      if (definition !== undefined) await suspendNow(parts, definition, plan.suspended, plan.includeInstances, []);
      await parts.definitions.removeSuspension(plan.id);
    } catch (error) {
      // It is tried again. What else is due does not wait for it.
      parts.log.error('a planned suspension will be tried again', {
        definitionId: plan.definitionId,
        error: String(error),
      });
    }
  }
}

async function suspendNow(
  parts: RuntimeParts,
  { id, key }: { readonly id: string; readonly key: string },
  suspended: boolean,
  includeInstances: boolean,
  log: readonly OperationRow[],
): Promise<void> {
  await parts.definitions.setSuspended(id, suspended, log);
  parts.changes.publish([{ kind: 'definition', verb: 'changed', id, definitionKey: key }]);
  if (!includeInstances) return;
  const type = suspended ? 'SuspendInstance' : 'ResumeInstance';
  for (const instanceId of await parts.queries.instances.runningOf([id])) {
    await parts.executor
      .execute({
        target: { kind: 'lookup', of: 'instance', id: instanceId },
        command: { type, processInstanceId: instanceId },
      })
      .catch((error: unknown) => {
        // It has ended in the meantime.
        if (!isRuntimeError(error) || error.code !== 'INSTANCE_NOT_FOUND') throw error;
      });
  }
}
