export {
  type DecisionResult,
  evaluateDecision,
  evaluateDecisionService,
  type EvaluationOptions,
} from './evaluate-decision.ts';
export { DECISION_FAULTS } from './evaluation/decision-faults.ts';
export { type DecisionEvaluation, type DecisionProblem, type MatchedRule } from './evaluation/evaluation-record.ts';
export { type DecisionFinding, type DecisionModel } from './model/decision-model.ts';
export { type ParsedDecisions, parseDecisions } from './parse-decisions.ts';
