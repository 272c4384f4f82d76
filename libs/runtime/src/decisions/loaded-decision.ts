import { type DecisionModel, type DecisionResult, evaluateDecision, evaluateDecisionService } from '#dmn';
import type { Value, Variables } from '#engine';
import type { DecisionAnswer, LoadedDecision } from '../ports/decision-evaluator.ts';

type Evaluated = Extract<DecisionResult, { ok: true }>;

/**
 * The decision or decision service a definition stands for. Values are JSON, dates as ISO 8601 text.
 * @returns undefined when the model has neither
 */
export function loadedDecision(
  model: DecisionModel,
  imports: readonly DecisionModel[],
  definition: { readonly id: string; readonly key: string },
): LoadedDecision | undefined {
  const decision = model.decisions.find(({ id }) => id === definition.key);
  const service = model.decisionServices.find(({ id }) => id === definition.key);
  if (decision === undefined && service === undefined) return undefined;
  const run = decision === undefined ? evaluateDecisionService : evaluateDecision;
  const evaluate = (variables: Variables, now: string) =>
    run(model, definition.key, variables, { now, imports, temporals: 'iso' });
  const inputs = new Set([
    ...[model, ...imports].flatMap(({ inputData }) => inputData.map(({ id }) => id)),
    ...(service?.inputDecisions.map(({ id }) => id) ?? []),
  ]);
  return {
    decide(variables, now) {
      const result = evaluate(variables, now);
      if (!result.ok) return { ok: false, error: result.error, fault: result.fault };
      const wrong = result.problems.find(({ severity }) => severity === 'error');
      if (wrong !== undefined) return { ok: false, error: wrong.message, fault: wrong.fault };
      const value = plain(result.value);
      const evaluations = plain(result.evaluations);
      const rows = result.rows.map((row) => plain(row) as Variables);
      return { ok: true, value: { value, decisionDefinitionId: definition.id, rows, evaluations } };
    },
    evaluate(variables, now) {
      const result = evaluate(variables, now);
      if (!result.ok) return { ok: false, code: 'LIMIT', error: result.error, fault: result.fault };
      const misfit = result.problems.find(
        ({ severity, decisionId }) => severity === 'error' && decisionId !== null && inputs.has(decisionId),
      );
      if (misfit !== undefined) return { ok: false, code: 'INPUT_MISFIT', error: misfit.message, fault: misfit.fault };
      return answerOf(result);
    },
  };
}

function answerOf({ value, rows, evaluations, problems }: Evaluated): DecisionAnswer {
  return {
    ok: true,
    value: plain(value),
    rows: rows.map((row) => plain(row) as Variables),
    evaluations: plain(evaluations),
    problems,
  };
}

/** What was recorded keeps values of time as `{type, value}`; processes keep them as ISO 8601 text. */
function plain(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object') {
    const { type, value: text, ...rest } = value as { readonly type?: unknown; readonly value?: unknown };
    const isTemporal = typeof type === 'string' && typeof text === 'string' && Object.keys(rest).length === 0;
    if (isTemporal && TEMPORAL.has(type)) return text;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

const TEMPORAL = new Set(['date', 'time', 'dateTime', 'dayTimeDuration', 'yearMonthDuration']);
