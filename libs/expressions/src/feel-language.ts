import {
  evaluate,
  type EvaluationResult,
  FeelDate,
  FeelDateTime,
  FeelDuration,
  FeelTime,
  parseDate,
  parseDateTime,
  parseExpression,
  SyntaxError as FeelSyntaxError,
} from 'feelin';
import { type ExpressionLanguage } from './expression.ts';

const PROBLEMS = new Set(['NO_FUNCTION_FOUND', 'INVALID_TYPE', 'FUNCTION_INVOCATION_FAILURE']);

/** FEEL behind the common interface. A missing variable is null; a type problem is an error. */
export function createFeelLanguage(): ExpressionLanguage {
  return {
    evaluate(expression, variables, now) {
      try {
        const result: EvaluationResult<unknown> = evaluate(expression.text, {
          ...variables,
          now: () => parseDateTime(now),
          today: () => parseDate(now.slice(0, 10)),
        });
        const problem = result.warnings.find((warning) => PROBLEMS.has(warning.type));
        if (problem !== undefined) {
          return { ok: false, error: `${problem.message} at ${problem.position.from}. Expression: ${expression.text}` };
        }
        return { ok: true, value: toPlain(result.value) };
      } catch (error) {
        if (error instanceof FeelSyntaxError) {
          return { ok: false, error: `${error.message} at ${error.position.from}. Expression: ${expression.text}` };
        }
        throw error;
      }
    },
    check(expression) {
      try {
        evaluate(expression.text, {});
        return [];
      } catch (error) {
        if (error instanceof FeelSyntaxError) return [{ message: error.message, position: error.position.from }];
        throw error;
      }
    },
    references(expression) {
      const names = new Set<string>();
      const tree = parseExpression(expression.text, {}, undefined);
      tree.iterate({
        enter: (node) => {
          if (node.name === 'VariableName') names.add(expression.text.slice(node.from, node.to));
        },
      });
      return [...names];
    },
  };
}

function toPlain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (
    value instanceof FeelDate ||
    value instanceof FeelDateTime ||
    value instanceof FeelTime ||
    value instanceof FeelDuration
  ) {
    return value.toString();
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
}
