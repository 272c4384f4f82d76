import type { FindingKind } from '../finding-kind.ts';

/**
 * A broken rule of the standard that does not keep a drawing from running: a warning, an error in strict mode. `ext`
 * are the numbers the rule has in the catalogue of BPMN constraints of the University of Bamberg, where it has one.
 */
export function brokenRule(clause: string, rule: string, ext: string, de: string, en: string): FindingKind {
  const numbers = ext === '' ? '' : ` (${ext})`;
  return { severity: 'warning', rule: `BPMN 2.0.2 clause ${clause}: ${rule}${numbers}`, message: { de, en } };
}
