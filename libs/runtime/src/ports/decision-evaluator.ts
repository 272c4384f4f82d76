import type { DecisionOutcome, Evaluation, Variables } from '#engine';
import type { DeploymentFinding } from '../api/deployments.ts';
import type { DefinitionRow } from './definition-store.ts';

/** Reads and evaluates decisions (DMN). */
export interface DecisionEvaluator {
  /** The decisions of a file, with everything wrong in it; never throws for what the file contains. */
  read(source: Uint8Array): {
    readonly decisions: readonly {
      readonly key: string;
      readonly name: string | null;
      readonly versionTag: string | null;
    }[];
    readonly findings: readonly Omit<DeploymentFinding, 'resource'>[];
  };
  /** The decision of a stored definition, ready to be asked. Reading may fail as a value. */
  load(
    definition: Pick<DefinitionRow, 'id' | 'key' | 'resource'>,
    source: Uint8Array,
  ): Evaluation<(variables: Variables, now: string) => Evaluation<DecisionOutcome>>;
}
