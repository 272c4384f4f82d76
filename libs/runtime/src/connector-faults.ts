import { type Fault, faultMaker } from '#engine';

/** Why a connector could not do its job, with the data of each sentence; `reported` are words of the other side. */
export const CONNECTOR_FAULTS = {
  CASE_WITHOUT_INVOICE: [],
  CONNECTOR_INPUT_INVALID: ['input', 'found'],
  CONNECTOR_INPUT_MISSING: ['input'],
  HOST_ANSWERED: ['host', 'status'],
  HOST_IS_PRIVATE: ['host'],
  HOST_NOT_FOUND: ['host'],
  HOST_WITHOUT_ANSWER: ['host', 'reported'],
  MAIL_NOT_SET_UP: [],
  MAIL_NOT_TAKEN: ['host', 'reported'],
  MAIL_REQUEST_TOO_LARGE: ['most'],
  SCRIPT_OUT_OF_MEMORY: [],
  SCRIPT_RESULT_UNUSABLE: [],
  SCRIPT_THREW: ['line', 'reported'],
  SCRIPT_TOO_SLOW: ['milliseconds'],
} as const;

export const connectorFault: ReturnType<typeof faultMaker<typeof CONNECTOR_FAULTS>> = faultMaker(CONNECTOR_FAULTS);

/** A no of a room with codes of its own (documents, payments …), which are problems with words in every language. */
export function roomFault(error: { readonly code: string; readonly message: string }): Fault {
  return { code: error.code, data: { reported: error.message.slice(0, 500) } };
}
