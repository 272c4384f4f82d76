import type { Value, Variables } from '#engine';
import type { DefinitionReference } from './definitions.ts';

/** Why a value is null that should not be. */
export interface DecisionProblem {
  readonly decisionId: string | null;
  readonly severity: 'error' | 'notice';
  readonly message: string;
}

/** What a decision answers. All values are JSON; values of time are ISO 8601 text. */
export interface EvaluatedDecision {
  readonly definitionId: string;
  readonly value: Value;
  /** The value as rows of named outputs: one for each matched rule of a decision table, one for any other logic. */
  readonly rows: readonly Variables[];
  /** Every decision that was evaluated on the way, in the order they were finished, with inputs, rules and outputs. */
  readonly evaluations: Value;
  /** Where the logic does not fit the data it yields null (DMN 1.5, clause 10.3); an `error` says so. */
  readonly problems: readonly DecisionProblem[];
}

export interface Decisions {
  /**
   * Evaluates a deployed decision, or decision service, and all it requires. Nothing is stored.
   * @param inputs by name; a value of time as `{ type, value }` with `date`, `time`, `dateTime`, `dayTimeDuration` or
   *   `yearMonthDuration`, or as ISO 8601 text where the model declares the type
   * @throws DEFINITION_NOT_FOUND, VARIABLES_INVALID (an input is not of its declared type), LIMIT_EXCEEDED,
   *   DECISION_UNREADABLE
   */
  evaluate(reference: DefinitionReference, inputs: Variables): Promise<EvaluatedDecision>;
}
