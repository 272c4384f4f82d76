import { type Fault, faultMaker } from '#engine';

/** What is wrong with a field of a request or of a form, with the data of each sentence. */
export const FIELD_FAULTS = {
  FIELD_EMPTY: ['label'],
  FIELD_MISFIT: [],
  FIELD_MISSING: [],
  FIELD_NO_INSTANT: [],
  FIELD_NOT_AMONG: ['choices'],
  FIELD_OF_OTHER_TYPE: ['label'],
  FIELD_OTHER_CHOICE: ['label'],
  FIELD_OTHER_FORM: ['label'],
  FIELD_TOO_LARGE: ['label'],
  FIELD_TOO_LONG: ['label'],
  FIELD_TOO_SHORT: ['label'],
  FIELD_TOO_SMALL: ['label'],
  FIELD_UNKNOWN: [],
} as const;

export const fieldFault: ReturnType<typeof faultMaker<typeof FIELD_FAULTS>> = faultMaker(FIELD_FAULTS);

/** A field with its fault, which the answer says in the language of the caller. */
export interface FaultyField {
  readonly pointer: string;
  /** English. */
  readonly detail: string;
  readonly fault: Fault;
}
