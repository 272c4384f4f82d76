import type { Applier } from './applier.ts';

/** A record for the history; the result is set by VariablesSet. */
export const applyDecisionEvaluated: Applier<'DecisionEvaluated'> = (state) => state;
