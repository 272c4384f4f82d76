import { Duration } from 'luxon';
import type { DefinitionReference, Definitions } from '../api/definitions.ts';
import { operationLog } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { definitionOf } from './definition-of.ts';
import { deleteDefinitions } from './delete-definitions.ts';
import { changeSuspension } from './suspension.ts';

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
    async figures(reference, since) {
      const { id } = await definitionOf(parts, 'process', reference);
      return queries.definitions.figures(id, since);
    },
    suspend: (reference, options) => changeSuspension(parts, reference, true, options ?? {}),
    resume: (reference, options) => changeSuspension(parts, reference, false, options ?? {}),
    delete: (definitionIds, options) => deleteDefinitions(parts, definitionIds, options ?? {}),
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

function notFound(reference: DefinitionReference): RuntimeError {
  return new RuntimeError('DEFINITION_NOT_FOUND', 'Expected a deployed definition, but there is none.', {
    ...reference,
  });
}
