import type { Value, Variables } from '#engine';
import type { DefinitionReference } from './definitions.ts';
import type { Page, PageRequest } from './page.ts';

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

/** A decision a case has asked for. */
export interface DecisionHistoryView {
  readonly id: string;
  readonly rootId: string;
  readonly instanceId: string;
  readonly elementInstanceId: string;
  /** The business rule task. */
  readonly nodeId: string;
  readonly decisionDefinitionId: string;
  readonly decisionKey: string;
  readonly decisionName: string | null;
  /** The graph the decision is part of. */
  readonly requirementsId: string | null;
  readonly requirementsKey: string | null;
  /** The process the case runs on. */
  readonly definitionId: string | null;
  readonly definitionKey: string | null;
  /** Every decision that was evaluated on the way, the required ones first: id, name, inputs, matched rules, outputs. */
  readonly evaluations: Value;
  readonly at: string;
}

export interface DecisionHistoryFilter extends PageRequest {
  readonly instanceId?: string;
}

/**
 * One decision of an evaluation by itself: the decision that was asked for, or one it requires, in a case or by hand. Without
 * a case the ids of case, element and process are null.
 */
export interface DecisionRecordView {
  /** Of the decision that was asked for the id of the evaluation; of one it requires that with its place, `<id>:<place>`. */
  readonly id: string;
  /** The evaluation, for a decision that was required; null for the one that was asked for. */
  readonly rootDecisionId: string | null;
  readonly rootId: string | null;
  readonly instanceId: string | null;
  readonly elementInstanceId: string | null;
  readonly nodeId: string | null;
  /** Who asked by hand; null for a case. */
  readonly userId: string | null;
  /** Null for a decision of an imported model that is not deployed with the one that was asked for. */
  readonly decisionDefinitionId: string | null;
  readonly decisionKey: string;
  readonly decisionName: string | null;
  readonly requirementsId: string | null;
  readonly requirementsKey: string | null;
  readonly definitionId: string | null;
  readonly definitionKey: string | null;
  /** Inputs, matched rules and outputs; values too large to be kept are null and named in `omitted`. */
  readonly evaluation: Value;
  readonly at: string;
  /** When it is erased by the time to live of the decision; null for a case, with which it goes, and where none is set. */
  readonly removedAt: string | null;
}

export interface DecisionRecordFilter extends PageRequest {
  readonly id?: string;
  readonly ids?: readonly string[];
  /** The evaluation with all it required. */
  readonly rootDecisionId?: string;
  /** Only what was asked for, not what it required. */
  readonly rootsOnly?: boolean;
  readonly userId?: string;
  readonly nodeIds?: readonly string[];
  readonly elementInstanceIds?: readonly string[];
  readonly decisionDefinitionId?: string;
  readonly decisionDefinitionIds?: readonly string[];
  readonly decisionKey?: string;
  readonly decisionKeys?: readonly string[];
  readonly decisionName?: string;
  /** Pattern with `%`. */
  readonly decisionNameLike?: string;
  readonly requirementsId?: string;
  readonly requirementsKey?: string;
  readonly instanceId?: string;
  readonly nodeId?: string;
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly from?: string;
  readonly until?: string;
  /** Oldest first; newest when absent. */
  readonly ascending?: boolean;
}

/** A decision requirements graph (DMN 1.5, clause 6): a file of several decisions, versioned as a whole. */
export interface RequirementsView {
  readonly id: string;
  /** Id of the definitions in the file. */
  readonly key: string;
  readonly name: string | null;
  readonly version: number;
  /** Namespace of the file. */
  readonly category: string | null;
  readonly deploymentId: string;
  readonly resource: string;
  readonly deployedAt: string;
  /** Is it the newest version of its key? */
  readonly latest: boolean;
  /** Name of the picture of it that was deployed with it. */
  readonly diagram: string | null;
}

export interface RequirementsFilter extends PageRequest {
  readonly ids?: readonly string[];
  readonly key?: string;
  readonly deploymentId?: string;
  readonly latestOnly?: boolean;
}

export interface Decisions {
  /** By name, then key, newest version first. */
  requirements(filter?: RequirementsFilter): Promise<Page<RequirementsView>>;

  /** What cases have decided, newest first. */
  history(filter?: DecisionHistoryFilter): Promise<Page<DecisionHistoryView>>;

  /** Every decision of every evaluation, of cases and by hand, newest first; what was asked for before what it required. */
  records(filter?: DecisionRecordFilter): Promise<Page<DecisionRecordView>>;

  /**
   * Evaluates a deployed decision, or decision service, and all it requires. The answer is recorded with who asked and when,
   * in one transaction with the operation log; no record, no answer. What fails is not recorded.
   * @param inputs by name; a value of time as `{ type, value }` with `date`, `time`, `dateTime`, `dayTimeDuration` or
   *   `yearMonthDuration`, or as ISO 8601 text where the model declares the type
   * @throws DEFINITION_NOT_FOUND, VARIABLES_INVALID (an input is not of its declared type), LIMIT_EXCEEDED,
   *   DECISION_UNREADABLE
   */
  evaluate(reference: DefinitionReference, inputs: Variables): Promise<EvaluatedDecision>;
}
