import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** More are not remembered; the oldest are forgotten first. */
const KEPT = 500;

let memory: ReadonlyMap<string, readonly string[]> = new Map();
const listeners = new Set<() => void>();

const keyOf = (person: string): string => `laufzettel.seen-tasks.${person}`;

function read(person: string): readonly string[] | undefined {
  const known = memory.get(person);
  if (known !== undefined) return known;
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(keyOf(person)) ?? 'null');
    if (!Array.isArray(kept)) return undefined;
    const ids = kept.filter((id): id is string => typeof id === 'string');
    memory = new Map([...memory, [person, ids]]);
    return ids;
  } catch {
    // No storage, or somebody else's words in it: as if nothing had been seen yet.
    return undefined;
  }
}

function write(person: string, ids: readonly string[]): void {
  const kept = ids.slice(-KEPT);
  memory = new Map([...memory, [person, kept]]);
  try {
    window.localStorage.setItem(keyOf(person), JSON.stringify(kept));
  } catch {
    // Without storage they are remembered as long as the page is open.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export interface SeenTasks {
  /** Undefined until this person has used this browser. */
  readonly ids: ReadonlySet<string> | undefined;
  readonly see: (taskIds: readonly string[]) => void;
}

/** Which tasks this person has opened in this browser. */
export function useSeenTasks(person: string): SeenTasks {
  const list = useSyncExternalStore(subscribe, () => read(person));
  const ids = useMemo(() => (list === undefined ? undefined : new Set(list)), [list]);
  const see = useCallback(
    (taskIds: readonly string[]) => {
      const before = read(person);
      const fresh = taskIds.filter((id) => before?.includes(id) !== true);
      if (fresh.length > 0 || before === undefined) write(person, [...(before ?? []), ...fresh]);
    },
    [person],
  );
  return { ids, see };
}
