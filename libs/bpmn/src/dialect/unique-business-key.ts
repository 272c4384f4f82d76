import type { ProcessReading } from '../reading/process-reading.ts';
import type { Element } from '../xml/element.ts';
import { propertiesOf } from './job-work.ts';

/** Name of the extension property, in both languages of the product. */
const NAMES = new Set(['eindeutigesAktenzeichen', 'uniqueBusinessKey']);
const YES = new Set(['true', 'ja', 'yes']);
const NO = new Set(['false', 'nein', 'no']);

/**
 * May two running cases of this process have the same business key? Said by an extension property of the process
 * (camunda:properties or zeebe:properties): true forbids it, false allows it whatever the installation's default.
 * Other properties of a process mean nothing here and are reported.
 * @returns undefined when nothing, or nothing readable, is said; what cannot be read is reported
 */
export function readUniqueBusinessKey(reading: ProcessReading, process: Element): boolean | undefined {
  let unique: boolean | undefined;
  for (const [property, value] of Object.entries(propertiesOf(reading, process))) {
    if (!NAMES.has(property)) {
      reading.findings.report('EXTENSION_NOT_HONOURED', process, { words: { extension: `property ${property}` } });
      continue;
    }
    const word = value.trim().toLowerCase();
    if (YES.has(word)) unique = true;
    else if (NO.has(word)) unique ??= false;
    else reading.findings.report('PROPERTY_NOT_YES_OR_NO', process, { words: { property, value } });
  }
  return unique;
}
