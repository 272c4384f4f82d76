/**
 * Why something failed, for people: a stable code (SCREAMING_SNAKE_CASE) with what its sentence needs. The screen says it in
 * the language of the reader; `because` is the nearer cause.
 */
export interface Fault {
  readonly code: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  /** The setting of the element it is about, e.g. `condition` of the flow named `name`. */
  readonly place?: { readonly field: string; readonly name?: string };
  /** Of a fault in an expression: the character of its text, counted from 1. */
  readonly position?: number;
  readonly because?: Fault;
}
