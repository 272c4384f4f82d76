import type { Fault, JsonValue } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import type { Language } from '../language/format.ts';
import { faultSentence } from '../language/sentences.ts';

/**
 * What went wrong, in the person's language: the sentence of the fault, else (an incident from before there were faults, or a
 * code this app does not know yet) the English message, named as what it is.
 */
export function incidentText(
  incident: { readonly fault?: Fault; readonly message: string },
  language: Language,
  text: Catalogue,
): string {
  const sentence = incident.fault === undefined ? undefined : faultSentence(incident.fault, language);
  return sentence ?? `${text.incidents.message}: ${incident.message}`;
}

/** A fault as it stands among the data of the timeline; undefined where there is none. */
export function faultIn(value: JsonValue | undefined): Fault | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { code, data } = value as { code?: JsonValue; data?: JsonValue };
  const isFault = typeof code === 'string' && typeof data === 'object' && data !== null && !Array.isArray(data);
  return isFault ? (value as unknown as Fault) : undefined;
}
