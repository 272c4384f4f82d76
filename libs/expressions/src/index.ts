export {
  type Evaluation,
  type Expression,
  type ExpressionLanguage,
  type Language,
  type SyntaxFinding,
} from './expression.ts';
export { EXPRESSION_FAULTS, expressionFault } from './expression-faults.ts';
export { createExpressionLanguage } from './expression-language.ts';
export { ExpressionSyntaxError } from './expression-syntax-error.ts';
export * from './feel/index.ts';
export { parseExpression, toLiteral } from './parse-expression.ts';
