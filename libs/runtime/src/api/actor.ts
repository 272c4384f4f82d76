/**
 * The person or program a command is carried out for. Who somebody is and which use cases they may call at all is decided
 * before (identity, default deny); the runtime checks what depends on the single row: whose task it is.
 */
export interface Actor {
  readonly userId: string;
  readonly groups: readonly string[];
  /** May act on other people's tasks (head, operator, trusted program). */
  readonly supervises?: boolean;
}
