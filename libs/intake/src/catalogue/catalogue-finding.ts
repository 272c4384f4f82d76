/** What is wrong with a description of services, or with a mapping. An `error` keeps the service from being used. */
export interface CatalogueFinding {
  readonly severity: 'error' | 'warning';
  /** SCREAMING_SNAKE_CASE; the screen translates by it. */
  readonly code:
    | 'NOT_JSON'
    | 'FIELD_MISSING'
    | 'FIELD_INVALID'
    | 'FIELD_UNKNOWN'
    | 'SERVICE_TWICE'
    | 'PROCESS_UNKNOWN'
    | 'FORM_UNKNOWN'
    | 'MAPPING_CHANGED'
    | 'ACCEPTED_TWICE'
    | 'VARIABLE_RESERVED'
    | 'EXPRESSION_INVALID'
    | 'EXPRESSION_FAILED'
    | 'NAME_UNKNOWN'
    | 'VALUE_EMPTY'
    | 'VALUE_REQUIRED';
  /** "Expected …, but …". */
  readonly message: string;
  /** The same in German. */
  readonly messageDe: string;
  /** File, then RFC 6901 pointer into it: `hundesteuer/intake.json#/services/0/process`. */
  readonly place: string;
}
