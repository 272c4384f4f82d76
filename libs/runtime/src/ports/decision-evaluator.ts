import type { DecisionOutcome, Evaluation, Variables } from '#engine';
import type { DefinitionRow } from './definition-store.ts';

/** Reads and evaluates decisions (DMN). */
export interface DecisionEvaluator {
  /** The decision of a stored definition, ready to be asked. Reading may fail as a value. */
  load(
    definition: DefinitionRow,
    source: Uint8Array,
  ): Evaluation<(variables: Variables, now: string) => Evaluation<DecisionOutcome>>;
}
