import type { Fault } from '#engine';

/** The two languages a model may use. `juel` is the `${…}` / `#{…}` notation of Camunda 7, Activiti and Flowable. */
export type Language = 'feel' | 'juel';

/** One expression of a model: its language and its source text (without the leading `=` of the zeebe notation). */
export interface Expression {
  readonly language: Language;
  readonly text: string;
}

/** The answer of an evaluation: a plain JSON-compatible value, or a message that names what was expected and where. */
export type Evaluation =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string; readonly fault: Fault };

/** One reason why an expression cannot run; `position` counts characters from 0. */
export interface SyntaxFinding {
  readonly message: string;
  readonly position?: number;
  /** The same for people. */
  readonly fault: Fault;
}

/** Evaluates the expressions of a model. Pure: no clock, no I/O, no code of the host language is ever run. */
export interface ExpressionLanguage {
  /**
   * Evaluates an expression.
   *
   * @param variables plain JSON-compatible data; only own properties are visible
   * @param now the instant `now()` and `today()` answer, as an ISO 8601 date and time with offset
   * @returns the value (FEEL temporal results as ISO strings) or an error; never throws
   */
  evaluate(expression: Expression, variables: Readonly<Record<string, unknown>>, now: string): Evaluation;
  /** Syntax findings; empty when the expression can run. */
  check(expression: Expression): readonly SyntaxFinding[];
  /** Names of the variables the expression reads, each once, best effort; empty when it does not parse. */
  references(expression: Expression): readonly string[];
}
