import { type Expression, type ExpressionLanguage } from './expression.ts';
import { createFeelLanguage } from './feel/feel-language.ts';
import { createJuelLanguage } from './juel/juel-language.ts';

/**
 * The languages of a model behind one interface. Parsed expressions are cached (bounded); the instance holds no data of
 * any evaluation and may serve all processes of a worker.
 */
export function createExpressionLanguage(): ExpressionLanguage {
  const feel = createFeelLanguage();
  const juel = createJuelLanguage();
  const of = (expression: Expression): ExpressionLanguage => (expression.language === 'feel' ? feel : juel);
  return {
    evaluate: (expression, variables, now) => of(expression).evaluate(expression, variables, now),
    check: (expression) => of(expression).check(expression),
    references: (expression) => of(expression).references(expression),
  };
}
