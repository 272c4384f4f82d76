import type { Decisions } from '../api/decisions.ts';
import { definitionOf } from '../definitions/definition-of.ts';
import { operationLog } from '../operations/operation-log.ts';
import { currentOperator } from '../operations/operator.ts';
import { RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables } from '../variables.ts';
import { recordedEvaluations } from './recorded-evaluations.ts';

export function createDecisions(parts: RuntimeParts): Decisions {
  return {
    requirements: (filter) => parts.queries.decisions.requirements(filter),
    history: (filter) => parts.queries.decisions.history(filter),
    records: (filter) => parts.queries.decisions.records(filter),
    async evaluate(reference, inputs) {
      const variables = checkedVariables(inputs);
      const { id, key } = await definitionOf(parts, 'decision', reference);
      const loaded = await parts.cache.loadDecision(id);
      if (!loaded.ok)
        throw new RuntimeError('DECISION_UNREADABLE', loaded.error, { definitionId: id, definitionKey: key });
      const at = isoNow(parts.clock);
      const answer = loaded.value.evaluate(variables, at);
      if (!answer.ok) {
        const code = answer.code === 'LIMIT' ? 'LIMIT_EXCEEDED' : 'VARIABLES_INVALID';
        throw new RuntimeError(code, answer.error, { definitionId: id, definitionKey: key });
      }
      const { value, rows, evaluations, problems } = answer;
      const log = operationLog(parts, { type: 'Evaluate', entity: 'DecisionDefinition' }, [
        ['decisionDefinitionId', null, id],
        ['decisionDefinitionKey', null, key],
      ]);
      await parts.decisionRecords.record(
        {
          id: parts.ids.next(),
          rootId: null,
          instanceId: null,
          elementInstanceId: null,
          nodeId: null,
          userId: currentOperator()?.userId ?? null,
          decisionDefinitionId: id,
          evaluations: recordedEvaluations(evaluations),
          at,
        },
        log,
      );
      return { definitionId: id, value, rows, evaluations, problems };
    },
  };
}
