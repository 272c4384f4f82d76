/**
 * Types senders have declared for values, by variable name, where the value alone does not tell (a whole number declared
 * as a long one). Opaque here: kept with the value until another value is set, and handed on where a value is handed on
 * unchanged. Empty text says that the value tells its own type.
 */
export type VariableTypes = Readonly<Record<string, string>>;

/** What a sender says of the variables of a command beside their values. */
export interface Declared {
  readonly types?: VariableTypes;
  /** Names of variables that can be seen until the step is over and are recorded nowhere. */
  readonly transient?: readonly string[];
}
