/** A rule of a decision table that matched: its id and its 1-based number. */
export interface MatchedRule {
  readonly id: string;
  readonly number: number;
}

/** What one decision was evaluated with and to; plain data, temporal values as `{type, value}`. */
export interface DecisionEvaluation {
  readonly decisionId: string;
  readonly decisionName: string;
  /** Of a decision table the values of its input columns, else of the required inputs and decisions; by name. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly matchedRules: readonly MatchedRule[];
  readonly outputs: unknown;
}

/** Why a value is null that should not be. */
export interface DecisionProblem {
  readonly decisionId: string | null;
  readonly severity: 'error' | 'notice';
  readonly message: string;
}
