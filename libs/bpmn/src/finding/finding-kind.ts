import type { Bilingual, Severity } from './finding.ts';

/**
 * One entry of the table of findings. `{name}` in a text is the element as people know it; other placeholders are
 * filled by whoever reports it.
 */
export interface FindingKind {
  readonly severity: Severity;
  readonly message: Bilingual;
  readonly rule?: string;
  /** Label of the click that makes it explicit. */
  readonly fix?: Bilingual;
}

/** Keeps the codes of a table as a union type while checking its entries. */
export function defineFindings<const Code extends string>(
  kinds: Readonly<Record<Code, FindingKind>>,
): Readonly<Record<Code, FindingKind>> {
  return kinds;
}
