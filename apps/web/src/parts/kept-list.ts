import { useCallback, useSyncExternalStore } from 'react';

/** A list of texts this browser keeps for a person. */
export interface KeptList {
  /** Undefined until something was kept. */
  readonly entries: readonly string[] | undefined;
  /** What is kept at this moment, also between two drawings of the screen. */
  readonly read: () => readonly string[] | undefined;
  readonly keep: (entries: readonly string[]) => void;
}

const memory = new Map<string, readonly string[]>();
const listeners = new Set<() => void>();

function read(key: string): readonly string[] | undefined {
  const known = memory.get(key);
  if (known !== undefined) return known;
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(key) ?? 'null');
    if (!Array.isArray(kept)) return undefined;
    const entries = kept.filter((entry): entry is string => typeof entry === 'string');
    memory.set(key, entries);
    return entries;
  } catch {
    // No storage, or somebody else's words in it: as if nothing had been kept.
    return undefined;
  }
}

function write(key: string, entries: readonly string[]): void {
  memory.set(key, entries);
  try {
    window.localStorage.setItem(key, JSON.stringify(entries));
  } catch {
    // Without storage the list lasts as long as the page is open.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The list of a name for a person, the same in every part of the screen. */
export function useKeptList(name: string, person: string): KeptList {
  const key = `laufzettel.${name}.${person}`;
  const entries = useSyncExternalStore(subscribe, () => read(key));
  return {
    entries,
    read: useCallback(() => read(key), [key]),
    keep: useCallback((next: readonly string[]) => write(key, next), [key]),
  };
}
