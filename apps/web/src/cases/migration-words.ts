import type { HistoryEntry, JsonValue } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';

/** That a case goes on in another version: from which to which, with the processes' names where they are two. */
export function migrationSentence({ data }: HistoryEntry, by: string, text: Catalogue): string {
  const words = text.migration.timeline;
  const source = versionIn(data['source']);
  const target = versionIn(data['target']);
  if (target === undefined) return words.movedElsewhere(by);
  const among = source === undefined || source.key === target.key ? words.version : words.versionOf;
  const to = among(target.version, target.name);
  return source === undefined ? words.movedTo(by, to) : words.moved(by, among(source.version, source.name), to);
}

/** Whether it was one of many. */
export function migrationWords({ type, data }: HistoryEntry, text: Catalogue): readonly string[] {
  return type === 'instance-migrated' && typeof data['batchId'] === 'string' ? [text.migration.timeline.inBatch] : [];
}

interface Version {
  readonly key: string;
  readonly version: number;
  readonly name: string;
}

function versionIn(value: JsonValue | undefined): Version | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { key, version, name } = value as { readonly [name: string]: JsonValue };
  if (typeof key !== 'string' || typeof version !== 'number') return undefined;
  return { key, version, name: typeof name === 'string' && name !== '' ? name : key };
}
