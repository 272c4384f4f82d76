import { engineFault } from '../../behaviour/engine-faults.ts';
import { compute, computeText } from '../../behaviour/evaluate.ts';
import { about, ElementFailure } from '../../execution/element-failure.ts';
import type { Run } from '../../execution/run.ts';
import type { DecisionOutcome } from '../../context.ts';
import type { Value, Variables } from '../../model/expression.ts';
import type { Binding, DecisionWork } from '../../model/work.ts';
import type { Item } from '../../state/item.ts';
import { visibleTo } from '../../state/visible-variables.ts';

/** A business rule task: the decision is evaluated, recorded, and becomes the result variable (clause 10.3.3.5). */
export function evaluateDecision(run: Run, item: Item, work: DecisionWork): Variables {
  const decision = about('decision', undefined, () => computeText(run, item, work.decision));
  const outcome = run.context.decide(
    decision,
    work.binding,
    boundVersion(run, item, work.binding),
    visibleTo(run.state, item),
    item.definitionId,
  );
  if (!outcome.ok) {
    throw new ElementFailure(
      'decision',
      `Expected a result of decision "${decision}" at ${item.nodeId}, but ${outcome.error}`,
      engineFault('DECISION_FAILED', { decision }, outcome.fault),
    );
  }
  const { decisionDefinitionId, evaluations } = outcome.value;
  run.emit(item, { type: 'DecisionEvaluated', decisionDefinitionId, evaluations, ...run.of(item) });
  if (work.resultVariable === undefined) return {};
  return { [work.resultVariable]: mapResult(item, outcome.value, work.mapping) };
}

/** The version or version tag a binding asks for. */
export function boundVersion(run: Run, item: Item, binding: Binding): number | string | undefined {
  const computed =
    binding.kind === 'version' ? binding.version : binding.kind === 'versionTag' ? binding.tag : undefined;
  if (computed === undefined) return undefined;
  const value = compute<Value>(run, item, computed);
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}

/** How the rows of a decision table become one value (as Camunda 7's mapDecisionResult). */
function mapResult(item: Item, outcome: DecisionOutcome, mapping: DecisionWork['mapping']): Value {
  const { rows } = outcome;
  const first = rows[0];
  switch (mapping) {
    case 'singleEntry':
    case 'singleResult':
      if (rows.length > 1) throw severalRows(item, mapping, rows.length);
      if (first === undefined) return null;
      return mapping === 'singleResult' ? first : singleEntry(item, first);
    case 'collectEntries':
      return rows.map((row) => singleEntry(item, row));
    case 'resultList':
      return rows;
    default:
      return outcome.value;
  }
}

function singleEntry(item: Item, row: Variables): Value {
  const values = Object.values(row);
  if (values.length > 1) throw severalOutputs(item, values.length);
  return values[0] ?? null;
}

function severalRows(item: Item, mapping: string, count: number): ElementFailure {
  return new ElementFailure(
    'decision',
    `Expected at most one row for ${mapping} at ${item.nodeId}, but the decision gave ${count}`,
    engineFault('DECISION_GAVE_SEVERAL_ROWS', { count }),
  );
}

function severalOutputs(item: Item, count: number): ElementFailure {
  return new ElementFailure(
    'decision',
    `Expected one output in each row at ${item.nodeId}, but the decision gave ${count}`,
    engineFault('DECISION_GAVE_SEVERAL_OUTPUTS', { count }),
  );
}
