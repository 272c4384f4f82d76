import type { Value } from '#engine';
import type { DecisionRecordView } from '#runtime';
import { answeredValue } from '../value/answered-variables.ts';
import { toCamundaDate } from '../value/date.ts';

/** One decision of an evaluation as Camunda writes it; inputs and outputs are there only where they were asked for. */
export function historicDecisionDto(
  view: DecisionRecordView,
  show: { readonly inputs: boolean; readonly outputs: boolean },
): Record<string, unknown> {
  const evaluation = recordOf(view.evaluation);
  return {
    id: view.id,
    decisionDefinitionId: view.decisionDefinitionId,
    decisionDefinitionKey: view.decisionKey,
    decisionDefinitionName: view.decisionName,
    evaluationTime: toCamundaDate(view.at),
    removalTime: toCamundaDate(view.removedAt),
    processDefinitionId: view.definitionId,
    processDefinitionKey: view.definitionKey,
    processInstanceId: view.instanceId,
    rootProcessInstanceId: view.rootId,
    caseDefinitionId: null,
    caseDefinitionKey: null,
    caseInstanceId: null,
    activityId: view.nodeId,
    activityInstanceId: view.elementInstanceId,
    userId: view.userId,
    collectResultValue: evaluation['aggregation'] == null ? null : (evaluation['outputs'] ?? null),
    rootDecisionInstanceId: view.rootDecisionId,
    decisionRequirementsDefinitionId: view.requirementsId,
    decisionRequirementsDefinitionKey: view.requirementsKey,
    tenantId: null,
    ...(show.inputs ? { inputs: inputDtos(view, evaluation) } : {}),
    ...(show.outputs ? { outputs: outputDtos(view, evaluation) } : {}),
  };
}

type Evaluation = Readonly<Record<string, Value>>;

/** What every input and output has. A value too large to be kept is null and says so. */
function clause(view: DecisionRecordView, isOmitted: boolean): Record<string, unknown> {
  return {
    decisionInstanceId: view.id,
    errorMessage: isOmitted ? 'The value was too large to be kept.' : null,
    createTime: toCamundaDate(view.at),
    removalTime: toCamundaDate(view.removedAt),
    rootProcessInstanceId: view.rootId,
  };
}

function inputDtos(view: DecisionRecordView, evaluation: Evaluation): readonly Record<string, unknown>[] {
  const omitted = listOf(evaluation['omitted']);
  return ordered(evaluation['inputs'], evaluation['inputNames']).map(([name, value]) => ({
    id: `${view.id}:in:${name}`,
    clauseId: name,
    clauseName: name,
    ...clause(view, omitted.includes(name)),
    ...answeredValue(value),
  }));
}

/**
 * One row for each matched rule and output column, in the order of the table; a decision without a table has one row. An
 * output without a name of its own carries the decision's. Evaluations recorded without the outputs of each rule have the
 * result's.
 */
function outputDtos(view: DecisionRecordView, evaluation: Evaluation): readonly Record<string, unknown>[] {
  const common = clause(view, listOf(evaluation['omitted']).includes('outputs'));
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
        id: `${view.id}:out:${place + 1}:${name}`,
        ...common,
        clauseId: name,
        clauseName: name,
        ruleId: rules[place]?.['id'] ?? null,
        ruleOrder: rules[place]?.['number'] ?? null,
        variableName: name,
        ...answeredValue(value),
      }),
    ),
  );
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
