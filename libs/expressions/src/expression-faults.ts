import { type Fault, faultMaker } from '#engine';

/** Why an expression cannot be read or evaluated, with the data of each sentence. */
export const EXPRESSION_FAULTS = {
  // reading
  CALL_NOT_HONOURED: ['name', 'cure'],
  EXPRESSION_TOO_LONG: ['most', 'found'],
  EXPRESSION_TOO_NESTED: ['most'],
  SYNTAX_ENDS_EARLY: ['expected'],
  SYNTAX_UNEXPECTED: ['expected', 'found'],
  SYNTAX_UNREADABLE: ['found', 'cure'],
  TEXT_NOT_CLOSED: ['quote'],
  // evaluating
  ARGUMENTS_DIFFER: ['expected', 'found'],
  ARGUMENTS_WITHOUT_ANSWER: ['name'],
  ARGUMENT_EMPTY: ['name'],
  ARGUMENT_MISFIT: ['parameter', 'found'],
  ARGUMENTS_TOO_FEW: ['least', 'found'],
  COMPARISON_IMPOSSIBLE: ['left', 'right'],
  DATE_NEEDED: ['name', 'found'],
  DATE_OUT_OF_RANGE: [],
  DIVISION_BY_ZERO: [],
  ENDS_NOT_COMPARABLE: ['left', 'right'],
  EVALUATION_TOO_LARGE: [],
  EVALUATION_TOO_LONG: ['most'],
  EXTERNAL_FUNCTION_UNKNOWN: [],
  FUNCTION_NEEDED: ['found'],
  FUNCTION_UNKNOWN: ['name'],
  INDEX_OUT_OF_RANGE: ['length', 'found'],
  INDEX_NOT_WHOLE: ['found'],
  JSON_NEEDED: ['reason'],
  JSON_PATH_UNREADABLE: ['path'],
  KEY_TWICE: ['name'],
  LIST_NEEDED: ['name', 'found'],
  METHOD_OF_NOTHING: ['name'],
  METHOD_UNKNOWN: ['name', 'found'],
  NUMBER_EXPECTED: ['found'],
  NUMBER_OUT_OF_RANGE: ['operator'],
  NUMBER_OR_DURATION_EXPECTED: ['found'],
  OPERATOR_MISFIT: ['operator', 'left', 'right'],
  PATTERN_REFUSED: ['pattern'],
  PATTERN_TOO_SLOW: [],
  PROPERTY_MISSING: ['name', 'found'],
  REPLACEMENT_UNREADABLE: [],
  ROOT_OF_NEGATIVE: ['number', 'exponent'],
  TEMPORAL_EXPECTED: ['found'],
  TEXT_EXPECTED: ['found'],
  TRUE_OR_FALSE_EXPECTED: ['found'],
  TYPE_UNKNOWN: [],
  VARIABLE_MISSING: ['name'],
  VARIABLE_NAME_MISSING: ['name'],
  WHOLE_NUMBER_EXPECTED: ['name'],
  // a value and the type a decision declares for it
  ENTRY_MISSING: ['type', 'entry'],
  VALUE_NOT_ALLOWED: ['allowed', 'found', 'path'],
  VALUE_OF_OTHER_TYPE: ['type', 'found', 'path'],
} as const;

const make = faultMaker(EXPRESSION_FAULTS);

/** @param at offset in the text from 0; people count characters from 1. Null where it is not about a place in a text. */
export function expressionFault<Code extends keyof typeof EXPRESSION_FAULTS>(
  code: Code,
  data: Parameters<typeof make<Code>>[1],
  at: number | null = null,
): Fault {
  const fault = make(code, data);
  return at === null ? fault : { ...fault, position: at + 1 };
}
