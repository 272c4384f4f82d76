import type { DefinitionReference, SuspensionOptions } from '../api/definitions.ts';
import { operationLog } from '../operations/operation-log.ts';
import type { PlannedSuspension } from '../ports/definition-store.ts';
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
      if (definition !== undefined && (await parts.definitions.takeUpSuspension(plan))) {
        publish(parts, definition);
        if (plan.includeInstances) await suspendInstances(parts, plan);
      }
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

/**
 * One command for the caller, and still no single transaction: thousands of instances locked at once would stop everybody who
 * works on them until the last is written. So the definition and a plan for its instances are one transaction, and each
 * instance another; whatever is left when the program dies, the background work does. A later command with instances
 * replaces the plan, and what runs for the old one finds its fence closed.
 */
async function suspendNow(
  parts: RuntimeParts,
  definition: { readonly id: string; readonly key: string },
  suspended: boolean,
  includeInstances: boolean,
  log: readonly OperationRow[],
): Promise<void> {
  const { id: definitionId } = definition;
  if (!includeInstances) {
    // What is due for the instances is to happen all the same, and before this: it must not take the definition back later.
    await doDueSuspensions(parts);
    await parts.definitions.setSuspended(definitionId, suspended, log);
    publish(parts, definition);
    return;
  }
  const plan = { id: parts.ids.next(), definitionId, suspended, includeInstances, dueAt: isoNow(parts.clock) };
  await parts.definitions.setSuspended(definitionId, suspended, log, plan);
  publish(parts, definition);
  await suspendInstances(parts, plan);
  await parts.definitions.removeSuspension(plan.id);
}

function publish(parts: RuntimeParts, { id, key }: { readonly id: string; readonly key: string }): void {
  parts.changes.publish([{ kind: 'definition', verb: 'changed', id, definitionKey: key }]);
}

async function suspendInstances(
  parts: RuntimeParts,
  { id: planId, definitionId, suspended }: PlannedSuspension,
): Promise<void> {
  const type = suspended ? 'SuspendInstance' : 'ResumeInstance';
  for (const instanceId of await parts.queries.instances.runningOf([definitionId])) {
    await parts.executor
      .execute({
        target: { kind: 'lookup', of: 'instance', id: instanceId },
        fence: { kind: 'plannedSuspension', planId },
        command: { type, processInstanceId: instanceId },
      })
      .catch((error: unknown) => {
        // It has ended in the meantime.
        if (!isRuntimeError(error) || error.code !== 'INSTANCE_NOT_FOUND') throw error;
      });
  }
}
