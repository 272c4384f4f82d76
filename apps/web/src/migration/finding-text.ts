import type { MigrationElement, MigrationFinding, MigrationProposal } from '../api/contracts.ts';
import { stepKind, stepLabel } from '../diagram/step-label.ts';
import type { Catalogue } from '../language/catalogue.ts';

/** A step as a list of steps names it; one without a name by kind and id, because several may be of that kind. */
export function elementLabel(element: MigrationElement, text: Catalogue): string {
  const label = stepLabel(element, text);
  return element.name === undefined || element.name === '' ? `${label} (${element.id})` : label;
}

/** What a finding means for the cases, in the person's language. */
export function findingText(finding: MigrationFinding, proposal: MigrationProposal, text: Catalogue): string {
  const words = text.migration;
  const { code, data, sourceId } = finding;
  const [was, becomes] = [data.expected ?? '', data.actual ?? ''];
  switch (code) {
    case 'TYPE_DIFFERS':
      return words.findings[code](stepKind(was, text), stepKind(becomes, text));
    case 'LOOP_DIFFERS':
      return words.findings[code](named(words.loops, was), named(words.loops, becomes));
    case 'EVENT_DIFFERS':
      return words.findings[code](triggers(was, words.triggers), triggers(becomes, words.triggers));
    case 'FLOWS_FEWER':
      return words.findings[code](was, becomes);
    case 'ACTIVE_UNMAPPED': {
      if (data.running !== undefined) return words.unmapped(data.running);
      const element = proposal.elements.find(({ id }) => id === sourceId);
      return words.findings[code](element === undefined ? (sourceId ?? '') : elementLabel(element, text));
    }
    default:
      return words.findings[code]();
  }
}

const named = (words: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(words, key) ? (words[key] ?? key) : key;

/** Events may have several triggers, joined by a plus. */
const triggers = (kinds: string, words: Readonly<Record<string, string>>): string =>
  kinds
    .split('+')
    .map((kind) => named(words, kind))
    .join(' + ');
