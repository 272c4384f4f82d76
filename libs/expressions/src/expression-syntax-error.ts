import type { Fault } from '#engine';

/** An expression that cannot be parsed. `position` is the offset of the offending character, counted from 0. */
export class ExpressionSyntaxError extends Error {
  readonly code = 'EXPRESSION_SYNTAX';
  readonly position: number;
  /** The same for people. */
  readonly fault: Fault;

  constructor(message: string, position: number, fault: Fault) {
    super(message);
    this.name = 'ExpressionSyntaxError';
    this.position = position;
    this.fault = { position: position + 1, ...fault };
  }
}
