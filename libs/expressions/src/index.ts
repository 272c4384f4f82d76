export {
  type Evaluation,
  type Expression,
  type ExpressionLanguage,
  type Language,
  type SyntaxFinding,
} from './expression.ts';
export { createExpressionLanguage } from './expression-language.ts';
export { parseExpression, toLiteral } from './parse-expression.ts';
