import { type FeelValue, isContext, isList } from '#expressions';
import { type DecisionTable } from '../model/boxed-expression.ts';
import { type Decision } from '../model/decision-model.ts';

/** Whether a table answers with a list, one item for each rule that matched. */
function answersList(table: DecisionTable): boolean {
  if (table.hitPolicy === 'COLLECT') return table.aggregation === null;
  return table.hitPolicy === 'RULE ORDER' || table.hitPolicy === 'OUTPUT ORDER';
}

/**
 * The value of a decision as rows of named outputs, as Camunda 7 answers an evaluation: one row for each rule of a
 * decision table that matched, none if none did; one row for any other logic. An output without a name has the
 * decision's.
 */
export function resultRows(decision: Decision, value: FeelValue): readonly ReadonlyMap<string, FeelValue>[] {
  const { expression } = decision;
  if (expression?.kind !== 'decisionTable') return [new Map([[decision.name, value]])];
  if (value === null) return [];
  const items = answersList(expression) && isList(value) ? value : [value];
  const [output] = expression.outputs;
  const name = output?.name ?? decision.name;
  return items.map((item) => (expression.outputs.length > 1 && isContext(item) ? item : new Map([[name, item]])));
}
