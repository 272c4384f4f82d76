import type { HistoryEntry, JsonValue } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';

/** What somebody has changed by hand, one line for each change; what the server tells in no known words is left out. */
export function modificationWords(entry: HistoryEntry, text: Catalogue): readonly string[] {
  const { changes } = entry.data;
  if (entry.type !== 'instance-modified' || !Array.isArray(changes)) return [];
  const words = text.modification.changes;
  return (changes as readonly JsonValue[]).flatMap((change) => {
    if (!isObject(change)) return [];
    const from = nameOf(change, 'from') ?? text.general.unnamed;
    const to = nameOf(change, 'to') ?? text.general.unnamed;
    switch (change['change']) {
      case 'move':
        return [words.move(from, to)];
      case 'cancel':
        return [words.cancel(from)];
      case 'startBefore':
        return [words.startBefore(to)];
      case 'startAfter':
        return [words.startAfter(to)];
      default:
        return [];
    }
  });
}

/** The name of the element, its id where the drawing gives none. */
function nameOf(change: { readonly [name: string]: JsonValue }, side: 'from' | 'to'): string | undefined {
  const name = change[`${side}Name`] ?? change[side];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

const isObject = (value: JsonValue): value is { readonly [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
