import { useCallback, useMemo } from 'react';
import { useKeptList } from '../parts/kept-list.ts';

/** More are not remembered; the oldest are forgotten first. */
const KEPT = 500;

export interface SeenTasks {
  /** Undefined until this person has used this browser. */
  readonly ids: ReadonlySet<string> | undefined;
  readonly see: (taskIds: readonly string[]) => void;
}

/** Which tasks this person has opened in this browser. */
export function useSeenTasks(person: string): SeenTasks {
  const { entries, read, keep } = useKeptList('seen-tasks', person);
  const ids = useMemo(() => (entries === undefined ? undefined : new Set(entries)), [entries]);
  const see = useCallback(
    (taskIds: readonly string[]) => {
      const before = read();
      const fresh = taskIds.filter((id) => before?.includes(id) !== true);
      if (fresh.length > 0 || before === undefined) keep([...(before ?? []), ...fresh].slice(-KEPT));
    },
    [read, keep],
  );
  return { ids, see };
}
