import { type Fault, faultMaker } from '../model/fault.ts';

/** What the engine itself raises incidents for, with the data of each. */
export const ENGINE_FAULTS = {
  ACTIVITIES_NOT_LISTED: ['activities', 'found'],
  BUSINESS_KEY_NOT_FREE: [],
  CALLED_PROCESS_CANCELED: ['process', 'reason'],
  CALLS_TOO_DEEP: ['most', 'process'],
  COLLECTION_NOT_A_LIST: ['expression', 'found'],
  COLLECTION_TOO_LONG: ['expression', 'most', 'found'],
  DATE_NOT_READABLE: ['text'],
  DECISION_FAILED: ['decision'],
  DECISION_GAVE_SEVERAL_OUTPUTS: ['count'],
  DECISION_GAVE_SEVERAL_ROWS: ['count'],
  ENDLESS_LOOP: ['most'],
  ERROR_NOT_CAUGHT: ['error', 'reported'],
  EXPRESSION_FAILED: ['expression'],
  INSTANCES_NOT_GIVEN: [],
  INSTANCES_OUT_OF_RANGE: ['most', 'found'],
  JOB_FAILED: [],
  LINK_TARGET_MISSING: ['link'],
  NO_FLOW_TAKEN: [],
  NUMBER_NEEDED: ['expression', 'found'],
  PROCESS_NOT_CALLED: ['process'],
  REPORTED_FROM_OUTSIDE: ['reported'],
  STARTS_WITHOUT_END: ['most'],
  TEXT_NEEDED: ['expression', 'found'],
  TIMER_NOT_READABLE: ['form', 'text'],
  TOKEN_QUANTITY_INVALID: [],
} as const;

export const engineFault: ReturnType<typeof faultMaker<typeof ENGINE_FAULTS>> = faultMaker(ENGINE_FAULTS);

/** What a worker or a partner says in words of its own, which no table knows. */
export function reportedFault(message: string): Fault {
  return engineFault('REPORTED_FROM_OUTSIDE', { reported: message.slice(0, 500) });
}
