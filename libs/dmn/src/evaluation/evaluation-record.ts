import type { Fault } from '#engine';

/** A rule of a decision table that matched. */
export interface MatchedRule {
  readonly id: string;
  /** Its row, counted from 1. */
  readonly number: number;
  /** What people wrote beside it. */
  readonly annotations: readonly string[];
  /** What it says by output name, before the hit policy chose or aggregated; an output without a name has the decision's. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What one decision was evaluated with and to; plain data, temporal values as `{type, value}`. */
export interface DecisionEvaluation {
  readonly decisionId: string;
  readonly decisionName: string;
  /** Of a decision table the values of its input columns, else of the required inputs and decisions; by name. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Their names in the order of the columns, which a store of JSON need not keep. */
  readonly inputNames: readonly string[];
  /** In the order of the table. */
  readonly matchedRules: readonly MatchedRule[];
  /** How a table made one value of its rules' outputs; null where it did not. */
  readonly aggregation: 'SUM' | 'COUNT' | 'MIN' | 'MAX' | null;
  readonly outputs: unknown;
  /** Names of a decision table's output columns in their order; empty for other logic. */
  readonly outputNames: readonly string[];
  /** What people call the output columns that have a label, by name. */
  readonly outputLabels: Readonly<Record<string, string>>;
}

/** Why a value is null that should not be. */
export interface DecisionProblem {
  readonly decisionId: string | null;
  readonly severity: 'error' | 'notice';
  readonly message: string;
  /** The same for people. */
  readonly fault: Fault;
}
