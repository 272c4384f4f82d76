import type { Value } from '#engine';
import type { DecisionHistoryView } from '#runtime';
import { answeredValue } from '../value/answered-variables.ts';
import { toCamundaDate } from '../value/date.ts';

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
    inputs: show.inputs
      ? ordered(evaluation['inputs'], evaluation['inputNames']).map((entry) => inputDto(view, entry))
      : null,
    outputs: show.outputs ? outputDtos(view, evaluation) : null,
    collectResultValue: evaluation['aggregation'] == null ? null : (evaluation['outputs'] ?? null),
    rootDecisionInstanceId: null,
    decisionRequirementsDefinitionId: view.requirementsId,
    decisionRequirementsDefinitionKey: view.requirementsKey,
    tenantId: null,
  };
}

/** The evaluation of the decision itself, which comes after those it requires. */
function ownEvaluation({ evaluations, decisionKey }: DecisionHistoryView): Readonly<Record<string, Value>> {
  const all = listOf(evaluations).map(recordOf);
  return all.findLast((each) => each['decisionId'] === decisionKey) ?? all.at(-1) ?? {};
}

function inputDto(view: DecisionHistoryView, [name, value]: readonly [string, Value]): Record<string, unknown> {
  return {
    ...partOf(view, `in:${name}`),
    clauseId: name,
    clauseName: name,
    errorMessage: null,
    ...answeredValue(value),
  };
}

/**
 * One row for each matched rule and output column, in the order of the table; a decision without a table has one row. An
 * output without a name of its own carries the decision's. Evaluations recorded without the outputs of each rule have the
 * result's.
 */
function outputDtos(
  view: DecisionHistoryView,
  evaluation: Readonly<Record<string, Value>>,
): readonly Record<string, unknown>[] {
  const rules = listOf(evaluation['matchedRules']).map(recordOf);
  const whole = evaluation['outputs'] ?? null;
  const recorded = rules.map((rule) => rule['outputs'] ?? null);
  const results = recorded.some(isRecord)
    ? recorded
    : rules.length > 1 && Array.isArray(whole)
      ? listOf(whole)
      : [whole];
  const decision = typeof evaluation['decisionName'] === 'string' ? evaluation['decisionName'] : 'result';
  return results.flatMap((result, place) =>
    (isRecord(result) ? ordered(result, evaluation['outputNames']) : [[decision, result] as const]).map(
      ([name, value]) => ({
        ...partOf(view, `out:${place + 1}:${name}`),
        clauseId: name,
        clauseName: name,
        ruleId: rules[place]?.['id'] ?? null,
        ruleOrder: rules[place]?.['number'] ?? null,
        variableName: name,
        errorMessage: null,
        ...answeredValue(value),
      }),
    ),
  );
}

/** What an input or output has in common with its evaluation. It goes with the case, whose time to live says when. */
function partOf(view: DecisionHistoryView, name: string): Record<string, unknown> {
  return {
    id: `${view.id}:${name}`,
    decisionInstanceId: view.id,
    createTime: toCamundaDate(view.at),
    removalTime: null,
    rootProcessInstanceId: view.rootId,
  };
}

/** Entries in the order of the names; those the names leave out come last. */
function ordered(value: Value | undefined, names: Value | undefined): readonly (readonly [string, Value])[] {
  const order = listOf(names);
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(recordOf(value)).sort(([one], [other]) => place(one) - place(other));
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
