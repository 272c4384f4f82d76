import type { Catalogue } from '../language/catalogue.ts';

/** The kind of an incident in plain words; kinds that come later are "an incident". */
export function incidentKind(kind: string, text: Catalogue): string {
  return Object.hasOwn(text.incidents.kind, kind)
    ? text.incidents.kind[kind as keyof Catalogue['incidents']['kind']]
    : text.incidents.kind.other;
}
