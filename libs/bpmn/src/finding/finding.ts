import type { FindingCode } from './finding-catalogue.ts';

/**
 * `error` refuses the release · `warning` is unwise, or breaks a rule that does not matter for running · `inferred`
 * tells how a drawing is read · `hint` may help.
 */
export type Severity = 'error' | 'warning' | 'inferred' | 'hint';

/** One text in both languages of the screen. */
export interface Bilingual {
  readonly de: string;
  readonly en: string;
}

/**
 * The one click that would make a reading explicit: set `property` of the element to `value`. A property with a prefix
 * is an extension attribute; without a value the person is asked for it.
 */
export interface Fix extends Bilingual {
  readonly elementId: string;
  readonly property: string;
  readonly value?: string;
}

/** What the importer has to say about one place of a file, in plain words: what will happen when it runs. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly elementId?: string;
  readonly processId?: string;
  /** Where the element stands in the file, from 1. */
  readonly line?: number;
  readonly column?: number;
  readonly message: Bilingual;
  /** The rule that is broken, with the clause of BPMN 2.0.2. */
  readonly rule?: string;
  readonly fix?: Fix;
}
