import type { DecisionOutcome, Evaluation, Fault, Value, Variables } from '#engine';
import type { DecisionProblem } from '../api/decisions.ts';
import type { DeploymentFile, DeploymentFinding } from '../api/deployments.ts';
import type { DefinitionRow } from './definition-store.ts';

/** What a file offers to be evaluated: its decisions and its decision services, and the files it imports. */
export interface DecisionFile {
  readonly resource: string;
  /** The model as a whole; null where the file cannot be read. */
  readonly model: { readonly key: string; readonly name: string | null; readonly namespace: string | null } | null;
  readonly decisions: readonly {
    readonly key: string;
    readonly name: string | null;
    readonly versionTag: string | null;
    /** As written: days, or an ISO 8601 period. */
    readonly historyTimeToLive: string | null;
  }[];
  /** Names of the files it imports, directly or through others. */
  readonly imports: readonly string[];
  readonly findings: readonly Omit<DeploymentFinding, 'resource'>[];
}

/** The answer of an evaluation; values of time are ISO 8601 text. */
export type DecisionAnswer =
  | {
      readonly ok: true;
      readonly value: Value;
      readonly rows: readonly Variables[];
      readonly evaluations: Value;
      readonly problems: readonly DecisionProblem[];
    }
  | { readonly ok: false; readonly code: 'INPUT_MISFIT' | 'LIMIT'; readonly error: string; readonly fault: Fault };

/** A decision or decision service, ready to be asked. */
export interface LoadedDecision {
  /** For a process: logic that does not fit the data is a failure, which becomes an incident. */
  decide(variables: Variables, now: string): Evaluation<DecisionOutcome>;
  /** For a caller: logic that does not fit the data is null, as the standard says, with the reason beside it. */
  evaluate(inputs: Variables, now: string): DecisionAnswer;
}

/** Reads and evaluates decisions (DMN). */
export interface DecisionEvaluator {
  /** All DMN files of a deployment, which may import each other; never throws for what a file contains. */
  read(files: readonly DeploymentFile[]): readonly DecisionFile[];
  /**
   * The decision or decision service of a stored definition.
   * @param files the DMN files of its deployment. Reading may fail as a value.
   */
  load(
    definition: Pick<DefinitionRow, 'id' | 'key' | 'resource'>,
    files: readonly DeploymentFile[],
  ): Evaluation<LoadedDecision>;
}
