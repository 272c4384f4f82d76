/**
 * `error` (red) stops release · `warning` (yellow) says how we will read it · `info` (blue) is a hint.
 */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** What the importer has to say about one place of a file: what is wrong, or how a descriptive drawing will be read. */
export interface Finding {
  /** Stable, SCREAMING_SNAKE_CASE, e.g. `DUPLICATE_ID`. */
  readonly code: string;
  readonly severity: FindingSeverity;
  /** One plain English sentence. */
  readonly message: string;
  /** The same in German, where the importer has it; the screen prefers it when it speaks German. */
  readonly messageDe?: string;
  /** The rule of the BPMN standard that is broken, with its clause; a strict installation refuses the file for it. */
  readonly rule?: string;
  /** Element of the diagram to pin it to; absent when the file as a whole is meant. */
  readonly elementId?: string;
  /** File name as uploaded. */
  readonly file?: string;
  /** Place in the XML, both counted from 1. */
  readonly line?: number;
  readonly column?: number;
}
