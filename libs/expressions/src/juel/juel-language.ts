import { BoundedCache } from '../bounded-cache.ts';
import { type ExpressionLanguage } from '../expression.ts';
import { ExpressionSyntaxError } from '../expression-syntax-error.ts';
import { JuelEvaluationError } from './coercion.ts';
import { evaluateJuel } from './evaluator.ts';
import { juelReferences, unknownCalls } from './inspection.ts';
import { type JuelNode } from './node.ts';
import { parseJuel } from './parser.ts';

const CACHED_EXPRESSIONS = 2_000;

/** The `${…}` language behind the common interface. Trees are cached by text; an instance is cheap and holds no data. */
export function createJuelLanguage(): ExpressionLanguage {
  const trees = new BoundedCache<JuelNode>(CACHED_EXPRESSIONS);
  const parse = (text: string): JuelNode => trees.get(text, () => parseJuel(text));
  return {
    evaluate(expression, variables, now) {
      try {
        return { ok: true, value: evaluateJuel(parse(expression.text), { variables, now }) ?? null };
      } catch (error) {
        if (error instanceof ExpressionSyntaxError || error instanceof JuelEvaluationError) {
          return {
            ok: false,
            error: `${error.message} Expression: ${expression.text.slice(0, 200)}`,
            fault: error.fault,
          };
        }
        throw error;
      }
    },
    check(expression) {
      try {
        return unknownCalls(parse(expression.text));
      } catch (error) {
        if (error instanceof ExpressionSyntaxError)
          return [{ message: error.message, position: error.position, fault: error.fault }];
        throw error;
      }
    },
    references(expression) {
      try {
        return juelReferences(parse(expression.text));
      } catch (error) {
        if (error instanceof ExpressionSyntaxError) return [];
        throw error;
      }
    },
  };
}
