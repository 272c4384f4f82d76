import { type DecisionModel, evaluateDecision, parseDecisions } from '#dmn';
import type { DecisionOutcome, Evaluation, Value, Variables } from '#engine';
import type { DecisionEvaluator } from '../ports/decision-evaluator.ts';

type ReadModel = DecisionModel['decisions'][number];

/** DMN behind the engine's interface: values are JSON (dates as ISO 8601 text), a decision table's result is kept as rows. */
export function createDmnEvaluator(): DecisionEvaluator {
  return {
    read(source) {
      const { model, findings } = parseDecisions(decode(source));
      return {
        decisions: (model?.decisions ?? []).map(({ id, label }) => ({
          key: id,
          name: label === '' ? null : label,
          versionTag: null,
        })),
        findings: findings.map(({ severity, code, message, elementId, line, column }) => ({
          severity,
          code,
          message,
          ...(elementId === null ? {} : { elementId }),
          ...(line === null ? {} : { line }),
          ...(column === null ? {} : { column }),
        })),
      };
    },
    load(definition, source) {
      const { model, findings } = parseDecisions(decode(source));
      const decision = model?.decisions.find(({ id }) => id === definition.key);
      if (model === null || decision === undefined) {
        return {
          ok: false,
          error: findings[0]?.message ?? `Expected decision "${definition.key}" in ${definition.resource}.`,
        };
      }
      return { ok: true, value: (variables, now) => evaluate(model, decision, definition.id, variables, now) };
    },
  };
}

function evaluate(
  model: DecisionModel,
  decision: ReadModel,
  decisionDefinitionId: string,
  variables: Variables,
  now: string,
): Evaluation<DecisionOutcome> {
  const result = evaluateDecision(model, decision.id, variables, { now });
  if (!result.ok) return { ok: false, error: result.error };
  const wrong = result.problems.find(({ severity }) => severity === 'error');
  if (wrong !== undefined) return { ok: false, error: wrong.message };
  const value = plain(result.value);
  return {
    ok: true,
    value: {
      value,
      decisionDefinitionId,
      rows: rowsOf(value, outputName(decision)),
      evaluations: plain(result.evaluations),
    },
  };
}

/** Rows as named outputs: a single output has the name of its column, or of the decision. */
function rowsOf(value: Value, name: string): readonly Variables[] {
  if (value === null) return [];
  const rows: readonly Value[] = isList(value) ? value : [value];
  return rows.map((row) => (typeof row === 'object' && row !== null && !isList(row) ? row : { [name]: row }));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function outputName({ expression, name }: ReadModel): string {
  return (expression?.kind === 'decisionTable' ? expression.outputs[0]?.name : null) ?? name;
}

/** Temporal values come as `{type, value}`; processes keep them as ISO 8601 text. */
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

function decode(source: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: false }).decode(source);
}
