import { faultMaker } from '#engine';

/** Why the world around a case says no, with the data of each sentence. */
export const RUNTIME_FAULTS = {
  BATCH_STOPPED: [],
  BATCH_TARGET_BROKE: ['reported'],
  BUSINESS_KEY_HELD: ['businessKey'],
  CASE_IN_OTHER_VERSION: [],
  CASE_IS_UNDOING: [],
  CASE_NOT_RUNNING: [],
  CONNECTOR_MISSING: ['topic'],
  CONNECTOR_BROKE: ['reported'],
  CRON_WITHOUT_DATE: ['text'],
  DATE_OUTSIDE_CALENDAR: [],
  DECISION_NOT_BESIDE: ['decision', 'known'],
  DECISION_NOT_READABLE: ['decision'],
  DEFINITION_MISSING: ['kind', 'key'],
  DEFINITION_RESTS: ['kind', 'key'],
  JOB_RESULT_REFUSED: ['reported'],
  STEPS_WITHOUT_COUNTERPART: ['steps'],
  STEPS_WITHOUT_MATCH: ['steps'],
  TIMER_CYCLE_OVER: ['text'],
  TIMER_CYCLE_TOO_SHORT: ['text'],
  TIMER_CYCLE_UNREADABLE: ['text'],
  TIMER_DATE_UNREADABLE: ['text'],
  TIMER_DURATION_UNREADABLE: ['text'],
  TIMER_INTERVAL_BACKWARDS: ['text'],
  TIMER_NEVER: ['text'],
  TIMER_TOO_LONG: ['most'],
} as const;

export const runtimeFault: ReturnType<typeof faultMaker<typeof RUNTIME_FAULTS>> = faultMaker(RUNTIME_FAULTS);
