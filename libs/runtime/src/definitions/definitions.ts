import { Duration } from 'luxon';
import type { DefinitionReference, Definitions } from '../api/definitions.ts';
import { operationLog } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { definitionOf } from './definition-of.ts';

export function createDefinitions(parts: RuntimeParts): Definitions {
  const { definitions, queries } = parts;
  return {
    list: (filter) => queries.definitions.list(filter),
    statistics: (ids) => queries.definitions.statistics(ids),
    async get(reference) {
      const id = 'id' in reference ? reference.id : (await definitionOf(parts, 'process', reference)).id;
      const { items } = await queries.definitions.list({ ids: [id], limit: 1 });
      const [found] = items;
      if (found === undefined) throw notFound(reference);
      return found;
    },
    async source(reference) {
      const { deploymentId, resource } = await eitherKind(parts, reference);
      const content = await definitions.resource(deploymentId, resource);
      if (content === undefined) throw notFound(reference);
      return content;
    },
    async model(reference) {
      const { id } = await definitionOf(parts, 'process', reference);
      const model = await parts.cache.loadModel(id);
      if (model === undefined) throw notFound(reference);
      return model;
    },
    suspend: (reference, options) => setSuspended(parts, reference, true, options?.includeInstances ?? false),
    resume: (reference, options) => setSuspended(parts, reference, false, options?.includeInstances ?? false),
    async setHistoryTimeToLive(reference, period) {
      if (period !== null && !Duration.fromISO(period).isValid) {
        throw new RuntimeError('INPUT_INVALID', `Expected an ISO 8601 period like P10Y, but got "${period}".`, {
          field: 'historyTimeToLive',
        });
      }
      const { id, key, kind, historyTimeToLive } = await eitherKind(parts, reference);
      const about =
        kind === 'process'
          ? ({ entity: 'ProcessDefinition', definitionId: id, definitionKey: key } as const)
          : ({ entity: 'DecisionDefinition' } as const);
      const log = operationLog(parts, { type: 'UpdateHistoryTimeToLive', ...about }, [
        ['historyTimeToLive', historyTimeToLive, period],
      ]);
      await definitions.setHistoryTimeToLive(id, period, log);
      parts.changes.publish([{ kind: 'definition', verb: 'changed', id, definitionKey: key }]);
    },
  };
}

/** By id it may be a decision, by key a process comes first. */
async function eitherKind(parts: RuntimeParts, reference: DefinitionReference) {
  const process = await parts.definitions.find('process', reference);
  return process ?? definitionOf(parts, 'decision', reference);
}

async function setSuspended(
  parts: RuntimeParts,
  reference: DefinitionReference,
  suspended: boolean,
  includeInstances: boolean,
): Promise<void> {
  const { id, key } = await definitionOf(parts, 'process', reference);
  const operation = suspended ? 'SuspendProcessDefinition' : 'ActivateProcessDefinition';
  const about = { entity: 'ProcessDefinition', definitionId: id, definitionKey: key };
  const log = operationLog(parts, { type: operation, ...about }, [
    ['suspensionState', null, suspended ? 'suspended' : 'active'],
    ['includeProcessInstances', null, includeInstances],
  ]);
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
        if (!(error instanceof RuntimeError && error.code === 'INSTANCE_NOT_FOUND')) throw error;
      });
  }
}

function notFound(reference: DefinitionReference): RuntimeError {
  return new RuntimeError('DEFINITION_NOT_FOUND', 'Expected a deployed definition, but there is none.', {
    ...reference,
  });
}
