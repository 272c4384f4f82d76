import { faultMaker } from '#engine';

/** Why a decision has no answer, and where in it, with the data of each sentence. */
export const DECISION_FAULTS = {
  DECISION_NOT_IN_MODEL: ['name', 'known'],
  DECISION_REQUIRES_ITSELF: ['decision'],
  DECISION_SERVICES_TOO_DEEP: ['most'],
  IN_DECISION: ['decision'],
  IN_TABLE_INPUT: ['input', 'line'],
  IN_TABLE_RULE_INPUT: ['rule', 'column', 'line', 'cell'],
  IN_TABLE_RULE_OUTPUT: ['rule', 'column', 'line', 'cell'],
  EXPRESSION_UNREADABLE: ['expression'],
  INPUT_MISFIT: ['name'],
  LANGUAGE_UNKNOWN: ['language', 'line'],
  OUTPUTS_NOT_AGGREGATED: ['aggregation', 'column'],
  PMML_NOT_RUN: [],
  REQUIREMENT_MISSING: ['id'],
  RESULT_MISFIT: ['name'],
  RULES_OVERLAP: ['rules'],
  VALUE_LEFT_OUT: ['allowed', 'place'],
} as const;

export const decisionFault: ReturnType<typeof faultMaker<typeof DECISION_FAULTS>> = faultMaker(DECISION_FAULTS);
