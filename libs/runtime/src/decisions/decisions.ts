import type { Decisions } from '../api/decisions.ts';
import { definitionOf } from '../definitions/definition-of.ts';
import { operationLog } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables } from '../variables.ts';

export function createDecisions(parts: RuntimeParts): Decisions {
  return {
    requirements: (filter) => parts.queries.decisions.requirements(filter),
    history: (filter) => parts.queries.decisions.history(filter),
    async evaluate(reference, inputs) {
      const variables = checkedVariables(inputs);
      const { id, key } = await definitionOf(parts, 'decision', reference);
      const loaded = await parts.cache.loadDecision(id);
      if (!loaded.ok)
        throw new RuntimeError('DECISION_UNREADABLE', loaded.error, { definitionId: id, definitionKey: key });
      const answer = loaded.value.evaluate(variables, isoNow(parts.clock));
      if (!answer.ok) {
        const code = answer.code === 'LIMIT' ? 'LIMIT_EXCEEDED' : 'VARIABLES_INVALID';
        throw new RuntimeError(code, answer.error, { definitionId: id, definitionKey: key });
      }
      await parts.operations.record(
        operationLog(parts, { type: 'Evaluate', entity: 'DecisionDefinition' }, [
          ['decisionDefinitionId', null, id],
          ['decisionDefinitionKey', null, key],
        ]),
      );
      const { value, rows, evaluations, problems } = answer;
      return { definitionId: id, value, rows, evaluations, problems };
    },
  };
}
