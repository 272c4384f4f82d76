import type { Value } from '#engine';
import type { DecisionHistoryView, Runtime } from '#runtime';
import { everyPage, type Filter, given } from '../http/filter.ts';
import { toCamundaDate } from '../value/date.ts';
import { answeredValue } from '../value/answered-variables.ts';

/** Rows of `GET|POST /history/decision-instance`. */
export async function decisionInstances(runtime: Runtime, filter: Filter): Promise<readonly Record<string, unknown>[]> {
  const wanted = given({
    id: filter.text('decisionInstanceId'),
    instanceId: filter.text('processInstanceId'),
    nodeId: filter.text('activityId'),
    decisionDefinitionId: filter.text('decisionDefinitionId'),
    decisionKey: filter.text('decisionDefinitionKey'),
    definitionId: filter.text('processDefinitionId'),
    definitionKey: filter.text('processDefinitionKey'),
    from: filter.date('evaluatedAfter'),
    until: filter.date('evaluatedBefore'),
  });
  const show = { inputs: filter.flag('includeInputs') === true, outputs: filter.flag('includeOutputs') === true };
  filter.flag('rootDecisionInstancesOnly');
  filter.flag('disableBinaryFetching');
  filter.flag('disableCustomObjectDeserialization');
  filter.sorting({ evaluationTime: 'at' });
  filter.close();
  const rows = await everyPage<DecisionHistoryView>(filter, (page) =>
    runtime.decisions.history({ ...wanted, ...page }),
  );
  return rows.map((row) => historicDecisionDto(row, show));
}

/** One evaluation as Camunda writes it; inputs and outputs only where they were asked for, else `null`. */
export function historicDecisionDto(
  view: DecisionHistoryView,
  show: { readonly inputs: boolean; readonly outputs: boolean },
): Record<string, unknown> {
  const evaluation = ownEvaluation(view);
  return {
    id: view.id,
    decisionDefinitionId: view.decisionDefinitionId,
    decisionDefinitionKey: view.decisionKey,
    decisionDefinitionName: view.decisionName,
    evaluationTime: toCamundaDate(view.at),
    removalTime: null,
    processDefinitionId: view.definitionId,
    processDefinitionKey: view.definitionKey,
    processInstanceId: view.instanceId,
    rootProcessInstanceId: view.rootId,
    caseDefinitionId: null,
    caseDefinitionKey: null,
    caseInstanceId: null,
    activityId: view.nodeId,
    activityInstanceId: view.elementInstanceId,
    userId: null,
    inputs: show.inputs ? entriesOf(evaluation['inputs']).map((entry) => inputDto(view.id, entry)) : null,
    outputs: show.outputs ? outputDtos(view.id, evaluation) : null,
    collectResultValue: null,
    rootDecisionInstanceId: null,
    decisionRequirementsDefinitionId: null,
    decisionRequirementsDefinitionKey: null,
    tenantId: null,
  };
}

/** The evaluation of the decision itself, which comes after those it requires. */
function ownEvaluation({ evaluations, decisionKey }: DecisionHistoryView): Readonly<Record<string, Value>> {
  const all = listOf(evaluations).map(recordOf);
  return all.findLast((each) => each['decisionId'] === decisionKey) ?? all.at(-1) ?? {};
}

function inputDto(decisionInstanceId: string, [name, value]: readonly [string, Value]): Record<string, unknown> {
  return {
    id: `${decisionInstanceId}:in:${name}`,
    decisionInstanceId,
    clauseId: name,
    clauseName: name,
    errorMessage: null,
    ...answeredValue(value),
  };
}

/**
 * One row for each matched rule and output column; a decision without a table, or one that aggregates, has one row. An
 * output without a name of its own carries the decision's.
 */
function outputDtos(
  decisionInstanceId: string,
  evaluation: Readonly<Record<string, Value>>,
): readonly Record<string, unknown>[] {
  const rules = listOf(evaluation['matchedRules']).map(recordOf);
  const whole = evaluation['outputs'] ?? null;
  const results = rules.length > 1 && Array.isArray(whole) ? listOf(whole) : [whole];
  const decision = typeof evaluation['decisionName'] === 'string' ? evaluation['decisionName'] : 'result';
  return results.flatMap((result, place) =>
    (isRecord(result) ? entriesOf(result) : [[decision, result] as const]).map(([name, value]) => ({
      id: `${decisionInstanceId}:out:${place + 1}:${name}`,
      decisionInstanceId,
      clauseId: name,
      clauseName: name,
      ruleId: rules[place]?.['id'] ?? null,
      ruleOrder: rules[place]?.['number'] ?? null,
      variableName: name,
      errorMessage: null,
      ...answeredValue(value),
    })),
  );
}

function entriesOf(value: Value | undefined): readonly (readonly [string, Value])[] {
  return Object.entries(recordOf(value));
}

function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

function isRecord(value: Value | undefined): value is Readonly<Record<string, Value>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordOf(value: Value | undefined): Readonly<Record<string, Value>> {
  return isRecord(value) ? value : {};
}
