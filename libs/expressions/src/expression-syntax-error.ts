/** An expression that cannot be parsed. `position` is the offset of the offending character, counted from 0. */
export class ExpressionSyntaxError extends Error {
  readonly code = 'EXPRESSION_SYNTAX';
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.name = 'ExpressionSyntaxError';
    this.position = position;
  }
}
